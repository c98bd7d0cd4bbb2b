"""When records were added, changed and removed: `data/history.json`, kept by `interventiebank history`.

The YAML stays free of bookkeeping; a content hash tells whether a record differs from what the ledger saw.
"""

import json
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import Field, ValidationError

from app.domain.corpus import Removal
from app.domain.intervention import Change, Identifier, Intervention
from app.domain.model import DomainModel
from app.domain.wording import describe
from app.errors import CorpusProblem, InvalidCorpus

HISTORY = "history.json"


class Entry(DomainModel):
    """What the ledger knows of one record."""

    added_on: date
    changed_on: date
    digest: str


class History(DomainModel):
    """The ledger: records that are there, and records that were."""

    records: dict[Identifier, Entry] = Field(default_factory=dict)
    removed: tuple[Removal, ...] = ()


def digest(record: Intervention) -> str:
    """A hash of everything a record says."""
    return sha256(record.model_dump_json().encode()).hexdigest()[:16]


def load(data_dir: Path) -> History:
    """The ledger as stored; an empty one when there is none yet."""
    path = data_dir / HISTORY
    if not path.exists():
        return History()
    try:
        return History.model_validate_json(path.read_bytes())
    except OSError as error:
        raise _unreadable(data_dir, [("", f"kan het bestand niet lezen: {error.strerror or error}")]) from error
    except ValidationError as error:
        details = error.errors(include_url=False)
        places = [(".".join(map(str, detail["loc"])), describe(detail)) for detail in details]
        raise _unreadable(data_dir, places) from error


def _unreadable(data_dir: Path, places: Sequence[tuple[str, str]]) -> InvalidCorpus:
    return InvalidCorpus([CorpusProblem(f"{data_dir.name}/{HISTORY}", 1, field, text) for field, text in places])


def read_history(data_dir: Path) -> tuple[dict[str, Change], tuple[Removal, ...]]:
    """Dates by record id, and the removals."""
    history = load(data_dir)
    changes = {
        record_id: Change(added_on=entry.added_on, changed_on=entry.changed_on)
        for record_id, entry in history.records.items()
    }
    return changes, history.removed


def updated(history: History, records: Sequence[Intervention], today: date) -> History:
    """The ledger after looking at `records`: new, changed and vanished ones are dated `today`."""
    entries = {}
    for record in records:
        known, now = history.records.get(record.id), digest(record)
        if known and known.digest == now:
            entries[record.id] = known
        else:
            added = known.added_on if known else today
            entries[record.id] = Entry(added_on=added, changed_on=today, digest=now)
    gone = [record_id for record_id in history.records if record_id not in entries]
    removed = [Removal(id=record_id, removed_on=today, reason="Niet vermeld.") for record_id in gone]
    return History(records=entries, removed=(*history.removed, *removed))


def save(data_dir: Path, history: History) -> None:
    """Write the ledger, one record a line, so that a review shows what changed."""
    rows = [
        f"    {json.dumps(record_id)}: {entry.model_dump_json(by_alias=True)}"
        for record_id, entry in sorted(history.records.items())
    ]
    removed = [f"    {removal.model_dump_json(by_alias=True)}" for removal in history.removed]
    body = '{\n  "records": {\n' + ",\n".join(rows) + '\n  },\n  "removed": [\n' + ",\n".join(removed) + "\n  ]\n}\n"
    (data_dir / HISTORY).write_text(body, encoding="utf-8")
