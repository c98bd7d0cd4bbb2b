from datetime import date
from pathlib import Path

import pytest

from app.corpus.history import HISTORY, Entry, History, digest, load, read_history, save, updated
from app.domain.corpus import Corpus
from app.errors import InvalidCorpus

MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)


def test_what_is_saved_is_loaded(tmp_path: Path, small_corpus: Corpus) -> None:
    history = updated(History(), small_corpus.interventions, MONDAY)
    save(tmp_path, history)
    assert load(tmp_path) == history
    lines = (tmp_path / HISTORY).read_text(encoding="utf-8").splitlines()
    assert all(sum(f'"{record_id}":' in line for line in lines) == 1 for record_id in history.records)


def test_an_empty_ledger_is_saved_and_loaded(tmp_path: Path) -> None:
    save(tmp_path, History())
    assert load(tmp_path) == History()


def test_without_a_file_there_is_no_history(tmp_path: Path) -> None:
    assert read_history(tmp_path) == ({}, ())


def test_new_records_are_dated_today_and_unchanged_ones_keep_their_dates(small_corpus: Corpus) -> None:
    first, second = small_corpus.interventions[:2]
    before = updated(History(), [first], MONDAY)
    after = updated(before, [first, second], TUESDAY)
    assert after.records[first.id] == before.records[first.id]
    assert after.records[second.id].added_on == TUESDAY


def test_a_changed_record_keeps_the_day_it_came(small_corpus: Corpus) -> None:
    record = small_corpus.interventions[0]
    before = updated(History(), [record], MONDAY)
    changed = record.model_copy(update={"title": "Anders"})
    assert updated(before, [changed], TUESDAY).records[record.id] == Entry(
        added_on=MONDAY, changed_on=TUESDAY, digest=digest(changed)
    )


def test_a_vanished_record_is_a_removal_once(small_corpus: Corpus) -> None:
    record = small_corpus.interventions[0]
    gone = updated(updated(History(), [record], MONDAY), [], TUESDAY)
    assert [(removal.id, removal.removed_on) for removal in gone.removed] == [(record.id, TUESDAY)]
    assert updated(gone, [], date(2026, 12, 1)) == gone


@pytest.mark.parametrize("field", ["title", "summary", "description"])
def test_a_digest_sees_every_change(small_corpus: Corpus, field: str) -> None:
    record = small_corpus.interventions[0]
    assert digest(record.model_copy(update={field: "Iets anders dan wat er stond."})) != digest(record)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is geen geldige JSON"),
        (b"\xff", "is geen geldige JSON"),
        (b"[]", "moet een object zijn"),
        (b'{"records": {"aa": {"addedOn": "x", "changedOn": "2026-01-01", "digest": "1"}}}', "moet een datum zijn"),
        (b'{"records": {"aa": {}}}', "ontbreekt"),
        (b"[" * 100_000, "is geen geldige JSON"),
    ],
)
def test_a_broken_ledger_is_refused_in_dutch(data_dir: Path, content: bytes, expected: str) -> None:
    (data_dir / HISTORY).write_bytes(content)
    with pytest.raises(InvalidCorpus) as raised:
        read_history(data_dir)
    assert all(str(problem).startswith("data/history.json:1: ") for problem in raised.value.problems)
    assert expected in str(raised.value)
