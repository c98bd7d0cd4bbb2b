"""Reads data/lexicon.yaml and data/asked.yaml: what people say for what the field calls otherwise."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from app.corpus.yaml_tree import YamlTree, read_yaml
from app.domain.corpus import Corpus
from app.domain.lexicon import Asked, Lexicon
from app.domain.model import DomainModel
from app.domain.wording import describe
from app.errors import InvalidCorpus

LEXICON_FILE = "lexicon.yaml"
ASKED_FILE = "asked.yaml"
LEXICON_FILES = (LEXICON_FILE, ASKED_FILE)

Model = TypeVar("Model", bound=DomainModel)

#: Vocabulary by field of an everyday phrase.
_TERMS = {"topics": "topics", "targetGroups": "target-groups", "sectors": "sectors", "forms": "forms"}


def read_lexicon(data_dir: Path, corpus: Corpus) -> Lexicon:
    """The lexicon; empty where there is no file. Raises InvalidCorpus with everything that is wrong in either."""
    words, phrases = (_read(data_dir, name) for name in LEXICON_FILES)
    lexicon = _validated(words, Lexicon)
    if words.data is not None and not words.problems:
        _check_terms(words, corpus)
    asked = _validated(phrases, Asked)
    for record_id in asked.records.keys() - corpus.by_id.keys():
        phrases.problem(("records", record_id), f"er is geen record '{record_id}'")
    for topic in asked.topics.keys() - corpus.vocabulary("topics").by_id.keys():
        phrases.problem(("topics", topic), f"'{topic}' staat niet in de woordenlijst topics")
    if words.problems or phrases.problems:
        raise InvalidCorpus([*words.problems, *phrases.problems])
    return lexicon.model_copy(update={"asked": asked})


def _read(data_dir: Path, name: str) -> YamlTree:
    path = data_dir / name
    shown = f"{data_dir.name}/{name}"
    return read_yaml(path, shown) if path.exists() else YamlTree(shown)


def _validated(tree: YamlTree, model: type[Model]) -> Model:
    """The value that a file holds; an empty one, with the problems in the tree, when it holds none."""
    if tree.data is None or tree.problems:
        return model()
    try:
        return model.model_validate(tree.data)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            tree.problem(tuple(detail["loc"]), describe(detail))
        return model()


def _check_terms(tree: YamlTree, corpus: Corpus) -> None:
    for position, field, place, term in _named_terms(tree.data):
        if term not in corpus.vocabulary(_TERMS[field]).by_id:
            tree.problem(
                ("everyday", position, field, place), f"'{term}' staat niet in de woordenlijst {_TERMS[field]}"
            )


def _named_terms(data: dict[str, Any]) -> Iterator[tuple[int, str, int, str]]:
    for position, entry in enumerate(data.get("everyday") or []):
        for field in _TERMS:
            for place, term in enumerate(entry.get(field) or []):
                yield position, field, place, term
