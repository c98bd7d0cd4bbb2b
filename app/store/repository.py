"""Writes a corpus into a new SQLite file, and reads it back from one that nobody writes to."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session, SQLModel, create_engine, select

from app.domain.corpus import Corpus
from app.errors import BuildDamaged
from app.store import tables
from app.store.rows import corpus_to_rows, rows_to_corpus

_TABLES: tuple[type[SQLModel], ...] = (
    tables.VocabularyRow,
    *tables.TERM_TABLES.values(),
    tables.DocumentRow,
    tables.SectionRow,
    tables.InterventionRow,
    *(table for table, _ in tables.LINK_TABLES.values()),
    tables.AliasRow,
    tables.CautionRow,
    tables.StepRow,
    tables.UrlRow,
    tables.LinkHealthRow,
    tables.SourceRow,
    tables.RemovalRow,
)


def write_store(path: Path, corpus: Corpus) -> None:
    """Make the database at `path`, which must not exist yet. Raises OSError when the disk does not take it.

    Foreign keys are deferred to the commit, so terms and records may point forward within one table.
    """
    engine = _engine(f"sqlite:///{path}")
    try:
        SQLModel.metadata.create_all(engine, tables=[table.__table__ for table in _TABLES])  # type: ignore[attr-defined]
        with Session(engine) as session:
            session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            session.add_all(corpus_to_rows(corpus))
            session.commit()
        with engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
    except OperationalError as error:
        # SQLite names no errno; what it says of a full disk is "database or disk is full".
        raise OSError(f"{path.name}: {error.orig}") from error
    finally:
        engine.dispose()


def read_store(path: Path) -> Corpus:
    """The corpus in the database, opened read-only. Raises BuildDamaged when it cannot be read."""
    engine = _engine(f"sqlite:///file:{quote(str(path))}?mode=ro&immutable=1&uri=true")
    try:
        with Session(engine) as session:
            return rows_to_corpus({table: _rows(session, table) for table in _TABLES})
    except (SQLAlchemyError, ValueError, LookupError) as error:
        # Besides the database's own errors: rows that make no valid record (pydantic's are ValueErrors).
        raise BuildDamaged(f"de database {path.name} is onleesbaar: {error}") from error
    finally:
        engine.dispose()


def _rows(session: Session, table: type[SQLModel]) -> list[Any]:
    position = getattr(table, "position", None)
    return list(session.exec(select(table).order_by(position) if position is not None else select(table)))


def _engine(url: str) -> Engine:
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _foreign_keys(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys=ON")

    return engine
