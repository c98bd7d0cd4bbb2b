"""The database gives back the corpus, is fit for people with sqlite3, and refuses what cannot be."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from app.catalogue.build import STORE, current_id
from app.domain.corpus import Corpus
from app.errors import BuildDamaged
from app.store.repository import read_store, write_store
from app.store.tables import LINK_TABLES, TERM_TABLES


@pytest.fixture(scope="module")
def store(real_builds: Path) -> Path:
    return real_builds / current_id(real_builds) / STORE


@pytest.fixture(scope="module")
def database(store: Path) -> Iterator[sqlite3.Connection]:
    """As anyone with the sqlite3 command opens it."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        yield connection


def test_the_whole_real_corpus_comes_back_as_it_went_in(store: Path, corpus: Corpus) -> None:
    assert read_store(store) == corpus


def test_the_small_corpus_comes_back_with_every_field(tmp_path: Path, small_corpus: Corpus) -> None:
    path = tmp_path / "een map met spaties & tekens?#" / "corpus.sqlite"
    path.parent.mkdir()
    write_store(path, small_corpus)
    assert read_store(path) == small_corpus


def test_every_row_refers_to_rows_that_exist(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_link_and_code_has_a_foreign_key(database: sqlite3.Connection) -> None:
    tables = [table.__tablename__ for table, _ in LINK_TABLES.values()]
    for table in tables:
        assert len(database.execute(f"PRAGMA foreign_key_list({table})").fetchall()) == 2, table
    for vocabulary, term_table in TERM_TABLES.items():
        keys = database.execute(f"PRAGMA foreign_key_list({term_table.__tablename__})").fetchall()
        assert {key[2] for key in keys} == {term_table.__tablename__, "theme"}, vocabulary


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("theme", "bestaat-niet"),
        ("form", "bestaat-niet"),
        ("type", "bestaat-niet"),
        ("topics", ("werkdruk", "bestaat-niet")),
        ("providers", ("bestaat-niet",)),
        ("related", ("bestaat-niet",)),
    ],
)
def test_a_reference_to_nothing_is_refused(tmp_path: Path, small_corpus: Corpus, field: str, value: object) -> None:
    broken = small_corpus.interventions[0].model_copy(update={field: value})
    corpus = small_corpus.model_copy(update={"interventions": (broken, *small_corpus.interventions[1:])})
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        write_store(tmp_path / "corpus.sqlite", corpus)


def test_topics_sectors_and_links_join_without_our_code(database: sqlite3.Connection, corpus: Corpus) -> None:
    rows = database.execute(
        """
        SELECT i.id, th.label, group_concat(DISTINCT u.url)
        FROM intervention i
        JOIN intervention_topic t ON t.intervention_id = i.id
        JOIN topic tp ON tp.id = t.topic_id
        JOIN intervention_sector s ON s.intervention_id = i.id
        JOIN theme th ON th.id = i.theme_id
        LEFT JOIN intervention_link u ON u.intervention_id = i.id
        WHERE tp.label_en IS NOT NULL AND s.sector_id = 'onderwijs'
        GROUP BY i.id
        """
    ).fetchall()
    expected = [record for record in corpus.interventions if "onderwijs" in record.sectors]
    assert {row[0] for row in rows} == {record.id for record in expected}
    assert expected
    urls = {row[0]: set((row[2] or "").split(",")) - {""} for row in rows}
    assert all(urls[record.id] == {link.url for link in record.links} for record in expected)


def test_the_order_of_lists_can_be_asked_for(database: sqlite3.Connection, corpus: Corpus) -> None:
    for record in corpus.interventions[:20]:
        rows = database.execute(
            "SELECT topic_id FROM intervention_topic WHERE intervention_id = ? ORDER BY position", [record.id]
        )
        assert tuple(row[0] for row in rows) == record.topics


def test_reading_leaves_no_trace_and_needs_no_right_to_write(tmp_path: Path, small_corpus: Corpus) -> None:
    path = tmp_path / "corpus.sqlite"
    write_store(path, small_corpus)
    before = (path.read_bytes(), sorted(tmp_path.iterdir()))
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        read_store(path)
        assert (path.read_bytes(), sorted(tmp_path.iterdir())) == before
    finally:
        tmp_path.chmod(0o755)


def test_a_new_store_does_not_write_over_another(tmp_path: Path, small_corpus: Corpus) -> None:
    path = tmp_path / "corpus.sqlite"
    write_store(path, small_corpus)
    with pytest.raises(IntegrityError):
        write_store(path, small_corpus)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _no_database(path: Path) -> None:
    path.write_bytes(b"dit is geen database, al is het lang genoeg om er een te lijken" * 100)


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _other_shape(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE intervention DROP COLUMN summary")
        connection.commit()


def _value_out_of_bounds(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE intervention SET summary = 'kort'")
        connection.commit()


def _date_that_is_none(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE intervention SET added_on = 'gisteren', changed_on = 'gisteren'")
        connection.commit()


@pytest.mark.parametrize(
    "damage", [Path.unlink, _empty, _no_database, _half, _other_shape, _value_out_of_bounds, _date_that_is_none]
)
def test_a_damaged_database_is_called_that(tmp_path: Path, small_corpus: Corpus, damage: object) -> None:
    path = tmp_path / "corpus.sqlite"
    write_store(path, small_corpus)
    damage(path)  # type: ignore[operator]
    with pytest.raises(BuildDamaged, match=r"corpus\.sqlite"):
        read_store(path)
