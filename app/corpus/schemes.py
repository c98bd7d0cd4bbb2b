"""Reads data/schemes.yaml: what subsidy schemes do not pay for."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from app.corpus.yaml_tree import YamlTree, read_yaml
from app.domain.schemes import Scheme
from app.domain.vocabulary import Vocabulary
from app.domain.wording import describe
from app.errors import InvalidCorpus

SCHEMES_FILE = "schemes.yaml"


def read_schemes(data_dir: Path, vocabularies: Sequence[Vocabulary]) -> tuple[Scheme, ...]:
    """The schemes, none when there is no file. Raises InvalidCorpus with everything that is wrong."""
    path = data_dir / SCHEMES_FILE
    if not path.exists():
        return ()
    tree = read_yaml(path, f"{data_dir.name}/{SCHEMES_FILE}")
    schemes = [scheme for position, item in enumerate(_items(tree)) if (scheme := _scheme(tree, position, item))]
    terms = {vocabulary.name: vocabulary.by_id for vocabulary in vocabularies}
    for position, scheme in enumerate(schemes):
        for place, vocabulary, term in _named_terms(scheme):
            if term not in terms[vocabulary]:
                tree.problem((position, *place), f"'{term}' staat niet in de woordenlijst {vocabulary}")
    if tree.problems:
        raise InvalidCorpus(tree.problems)
    return tuple(schemes)


def _items(tree: YamlTree) -> list[object]:
    if not isinstance(tree.data, list):
        tree.problem((), "het bestand moet een lijst zijn")
        return []
    return tree.data


def _scheme(tree: YamlTree, position: int, item: object) -> Scheme | None:
    try:
        return Scheme.model_validate(item)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            tree.problem((position, *detail["loc"]), describe(detail))
    return None


def _named_terms(scheme: Scheme) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every term that a scheme names, with its place and vocabulary."""
    for number, rule in enumerate(scheme.not_paid):
        yield ("notPaid", number, "caution"), "cautions", rule.caution
    for number, check in enumerate(scheme.to_check):
        yield ("toCheck", number, "topic"), "topics", check.topic
        for group in check.never_for:
            yield ("toCheck", number, "neverFor"), "target-groups", group
