"""Reads the curated YAML into a `Corpus`, or says everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from app.corpus.checks import check, check_removed
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


@dataclass(frozen=True)
class CuratedFiles:
    """What stands in the curated files, every item with its place."""

    records: list[Located[Intervention]]
    vocabularies: list[Located[Vocabulary]]
    sources: list[Located[SourceDocument]]


def read_files(data_dir: Path) -> CuratedFiles:
    """Read and check the curated files in `data_dir`.

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
        whole = {item.value.id for item in records} | {item.value.id for item in sources}
        broken = _ids(trees[INTERVENTIONS], trees[SOURCES]) - whole
        problems.extend(check(records, vocabularies, sources, broken))
        problems.extend(check_removed(records, read_history(data_dir)[1]))
    if problems:
        raise InvalidCorpus(problems)
    return CuratedFiles(records, vocabularies, sources)


def read_corpus(data_dir: Path) -> Corpus:
    """The corpus: the curated files, when records changed, and what the link check found.

    Raises InvalidCorpus with everything that is wrong.
    """
    files = read_files(data_dir)
    changes, removals = read_history(data_dir)
    addresses = {link.url for item in files.records for link in item.value.links}
    return Corpus(
        interventions=tuple(item.value for item in files.records),
        vocabularies=tuple(item.value for item in files.vocabularies),
        sources=tuple(item.value for item in files.sources),
        changes=changes,
        removals=removals,
        link_health={url: health for url, health in read_link_health(data_dir).items() if url in addresses},
    )


def _is_empty(tree: YamlTree) -> bool:
    """Nothing to read; said once, unless the reason already stands in the problems."""
    if tree.data is None and not tree.problems:
        tree.problem((), "het bestand is leeg")
    return tree.data is None


def _ids(*trees: YamlTree) -> frozenset[str]:
    """The ids of all items as they stand in the files, valid or not."""
    items = [item for tree in trees if isinstance(tree.data, list) for item in tree.data]
    return frozenset(str(item["id"]) for item in items if isinstance(item, dict) and item.get("id"))


def _items(tree: YamlTree, model: type[Model]) -> Iterator[Located[Model]]:
    """The valid items of a file that is a list of them; the others leave problems in the tree."""
    if _is_empty(tree):
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
    if _is_empty(tree):
        return
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
    if _is_empty(tree):
        return
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
