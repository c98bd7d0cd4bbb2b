"""Reads data/lexicon.yaml: what people say for what the field calls otherwise."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.corpus.yaml_tree import YamlTree, read_yaml
from app.domain.lexicon import Lexicon
from app.domain.vocabulary import Vocabulary
from app.domain.wording import describe
from app.errors import InvalidCorpus

LEXICON_FILE = "lexicon.yaml"

#: Vocabulary by field of an everyday phrase.
_TERMS = {"topics": "topics", "targetGroups": "target-groups", "sectors": "sectors", "forms": "forms"}


def read_lexicon(data_dir: Path, vocabularies: Sequence[Vocabulary]) -> Lexicon:
    """The lexicon, empty when there is no file. Raises InvalidCorpus with everything that is wrong."""
    path = data_dir / LEXICON_FILE
    if not path.exists():
        return Lexicon()
    tree = read_yaml(path, f"{data_dir.name}/{LEXICON_FILE}")
    lexicon = Lexicon()
    if tree.data is not None:
        try:
            lexicon = Lexicon.model_validate(tree.data)
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                tree.problem(tuple(detail["loc"]), describe(detail))
        else:
            _check_terms(tree, {vocabulary.name: vocabulary for vocabulary in vocabularies})
    if tree.problems:
        raise InvalidCorpus(tree.problems)
    return lexicon


def _check_terms(tree: YamlTree, vocabularies: dict[str, Vocabulary]) -> None:
    for position, field, place, term in _named_terms(tree.data):
        if term not in vocabularies[_TERMS[field]].by_id:
            tree.problem(
                ("everyday", position, field, place), f"'{term}' staat niet in de woordenlijst {_TERMS[field]}"
            )


def _named_terms(data: dict[str, Any]) -> Iterator[tuple[int, str, int, str]]:
    for position, entry in enumerate(data.get("everyday") or []):
        for field in _TERMS:
            for place, term in enumerate(entry.get(field) or []):
                yield position, field, place, term
