"""What was added, changed and removed, for those who keep a copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.corpus import Corpus


class ChangeKind(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True)
class RecordChange:
    """The last thing that happened to a record, and the day it did."""

    record_id: str
    kind: ChangeKind
    day: date
    title: str | None = None
    reason: str | None = None


def changes_since(corpus: Corpus, since: date | None) -> list[RecordChange]:
    """Changes on or after a day (all of them without one), newest first, then in order of id."""
    found = [change for change in _all(corpus) if since is None or change.day >= since]
    return sorted(found, key=lambda change: (-change.day.toordinal(), change.record_id))


def _all(corpus: Corpus) -> Iterator[RecordChange]:
    for record_id, change in corpus.changes.items():
        record = corpus.by_id.get(record_id)
        if record:
            kind = ChangeKind.ADDED if change.added_on == change.changed_on else ChangeKind.CHANGED
            yield RecordChange(record_id, kind, change.changed_on, title=record.title)
    for removal in corpus.removals:
        yield RecordChange(removal.id, ChangeKind.REMOVED, removal.removed_on, reason=removal.reason)
