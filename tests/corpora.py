"""The small corpus for tests: the ten records of tests/data with the real vocabularies, cut to size."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from app.corpus.reader import INTERVENTIONS, PROVIDERS, VOCABULARY
from app.corpus.yaml_tree import read_yaml
from app.domain.vocabulary import VOCABULARY_OF_FIELD

ROOT = Path(__file__).parent.parent
REAL_DATA = ROOT / "data"
SMALL_DATA = ROOT / "tests" / "data"
#: Small enough to be kept whole, so that every code a test may want is there.
_WHOLE = 12


def write_small_corpus(target: Path) -> Path:
    """Write the small corpus to `target`: our records and history, and only the terms that they need.

    The lexicon and the schemes name other terms, so they stay behind; the product works without them.
    """
    left = ("proof", "*.schema.json", "lexicon.yaml", "asked.yaml", "schemes.yaml")
    shutil.copytree(REAL_DATA, target, ignore=shutil.ignore_patterns(*left))
    for path in SMALL_DATA.iterdir():
        shutil.copy(path, target / path.name)
    used = _used_terms(read_yaml(SMALL_DATA / INTERVENTIONS, INTERVENTIONS).data)
    vocabularies = read_yaml(target / VOCABULARY, VOCABULARY).data
    _write(target / VOCABULARY, {name: _cut(item, used.get(name, set())) for name, item in vocabularies.items()})
    _write(target / PROVIDERS, _cut(read_yaml(target / PROVIDERS, PROVIDERS).data, used["providers"]))
    return target


def _used_terms(records: list[dict[str, Any]]) -> dict[str, set[str]]:
    used: dict[str, set[str]] = {}
    for field, vocabulary in VOCABULARY_OF_FIELD.items():
        head, _, tail = field.partition(".")
        for record in records:
            used.setdefault(vocabulary, set()).update(_codes(record.get(_camel(head)), tail))
    return used


def _codes(value: Any, tail: str) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        code = item.get(tail) if isinstance(item, dict) else item
        if code:
            yield code


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.title() for part in rest)


def _cut(vocabulary: dict[str, Any], used: set[str]) -> dict[str, Any]:
    terms = vocabulary["terms"]
    if len(terms) <= _WHOLE:
        return vocabulary
    by_id = {term["id"]: term for term in terms}
    kept: set[str] = set()
    for term_id in used:
        while term_id and term_id not in kept:
            kept.add(term_id)
            term_id = by_id[term_id].get("broader")
    return vocabulary | {"terms": [term for term in terms if term["id"] in kept]}


def _write(path: Path, data: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
