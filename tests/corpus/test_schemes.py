"""Reading the schemes: the real file is right, and what is wrong in another is named with its line."""

from pathlib import Path

import pytest

from app.corpus.schemes import read_schemes
from app.domain.corpus import Corpus
from app.errors import InvalidCorpus
from tests.corpora import REAL_DATA


def test_the_real_schemes_name_terms_that_exist(corpus: Corpus) -> None:
    schemes = read_schemes(REAL_DATA, corpus.vocabularies)

    assert [scheme.id for scheme in schemes] == ["mdieu"]
    assert schemes[0].state == "gesloten"


def test_no_file_is_no_schemes(tmp_path: Path, corpus: Corpus) -> None:
    assert read_schemes(tmp_path, corpus.vocabularies) == ()


def test_everything_wrong_is_named(tmp_path: Path, corpus: Corpus) -> None:
    (tmp_path / "schemes.yaml").write_text(
        "- id: proef\n"
        "  label: {nl: Proef, en: Trial}\n"
        "  state: open\n"
        '  asOf: "2026-01"\n'
        "  note: Open.\n"
        "  notPaid:\n"
        "    - {caution: onzin, reason: Nee.}\n"
        "  toCheck:\n"
        "    - {topic: onzin, reason: Kijk na., neverFor: [niemand]}\n"
        "- id: kapot\n",
        encoding="utf-8",
    )

    with pytest.raises(InvalidCorpus) as raised:
        read_schemes(tmp_path, corpus.vocabularies)

    lines = {(problem.line, problem.field) for problem in raised.value.problems}
    assert (7, "0.notPaid.0.caution") in lines
    assert any(line == 9 for line, _ in lines)
    assert {line for line, field in lines if field.startswith("1.")} == {10}
