"""Reads the curated YAML into a `Corpus`, or says everything that is wrong with it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from app.corpus.checks import check
from app.corpus.history import read_history
from app.corpus.link_health import read_link_health
from app.corpus.located import Located
from app.corpus.yaml_tree import YamlTree, read_yaml
from app.domain.corpus import Corpus, SourceDocument
from app.domain.intervention import Intervention
from app.domain.model import DomainModel
from app.domain.vocabulary import VOCABULARY_NAMES, Vocabulary
from app.domain.wording import describe
from app.errors import CorpusProblem, InvalidCorpus

INTERVENTIONS = "interventions.yaml"
VOCABULARY = "vocabulary.yaml"
PROVIDERS = "providers.yaml"
SOURCES = "sources.yaml"
CORPUS_FILES = (INTERVENTIONS, VOCABULARY, PROVIDERS, SOURCES)

Model = TypeVar("Model", bound=DomainModel)


def read_corpus(data_dir: Path) -> Corpus:
    """Read and check the corpus in `data_dir`.

    Raises InvalidCorpus with every problem in every file, each with its line. Checks across records run
    over the records that are valid by themselves, so one run shows as much as possible.
    """
    trees = {name: read_yaml(data_dir / name, f"{data_dir.name}/{name}") for name in CORPUS_FILES}
    problems: list[CorpusProblem] = []
    records = list(_items(trees[INTERVENTIONS], Intervention))
    vocabularies = [*_vocabularies(trees[VOCABULARY]), *_providers(trees[PROVIDERS])]
    sources = list(_items(trees[SOURCES], SourceDocument))
    problems.extend(problem for tree in trees.values() for problem in tree.problems)
    if all(tree.data is not None for tree in trees.values()):
        problems.extend(check(records, vocabularies, sources))
    if problems:
        raise InvalidCorpus(problems)
    changes, removals = read_history(data_dir)
    addresses = {link.url for item in records for link in item.value.links}
    return Corpus(
        interventions=tuple(item.value for item in records),
        vocabularies=tuple(item.value for item in vocabularies),
        sources=tuple(item.value for item in sources),
        changes=changes,
        removals=removals,
        link_health={url: health for url, health in read_link_health(data_dir).items() if url in addresses},
    )


def _items(tree: YamlTree, model: type[Model]) -> Iterator[Located[Model]]:
    """The valid items of a file that is a list of them; the others leave problems in the tree."""
    if tree.data is None:
        if not tree.problems:
            tree.problem((), "het bestand is leeg")
        return
    if not isinstance(tree.data, list):
        tree.problem((), "het bestand moet een lijst zijn")
        return
    for position, value in enumerate(tree.data):
        located = _validate(tree, (position,), value, model)
        if located:
            yield located


def _vocabularies(tree: YamlTree) -> Iterator[Located[Vocabulary]]:
    """The vocabularies: the file maps a name to a label, a definition and terms."""
    if not isinstance(tree.data, dict):
        tree.problem((), "het bestand moet per naam een woordenlijst bevatten")
        return
    for name in VOCABULARY_NAMES:
        if name not in tree.data and name != "providers":
            tree.problem((), f"de woordenlijst '{name}' ontbreekt")
    for name, value in tree.data.items():
        if name not in VOCABULARY_NAMES or name == "providers":
            tree.problem((name,), f"onbekende woordenlijst; bekend zijn: {', '.join(VOCABULARY_NAMES)}")
        elif isinstance(value, dict):
            located = _validate(tree, (name,), value | {"name": name}, Vocabulary)
            if located:
                yield located
        else:
            tree.problem((name,), "moet een object zijn")


def _providers(tree: YamlTree) -> Iterator[Located[Vocabulary]]:
    """The providers' vocabulary, which has a file of its own because it is long and grows."""
    if not isinstance(tree.data, dict):
        tree.problem((), "het bestand moet een woordenlijst zijn")
        return
    located = _validate(tree, (), tree.data | {"name": "providers"}, Vocabulary)
    if located:
        yield located


def _validate(tree: YamlTree, path: tuple[str | int, ...], value: Any, model: type[Model]) -> Located[Model] | None:
    try:
        return Located(model.model_validate(value), tree, path)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            tree.problem((*path, *detail["loc"]), describe(detail))
    return None
