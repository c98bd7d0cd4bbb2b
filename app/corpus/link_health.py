"""What the link check found: `data/link-health.json`, written by `scripts/check-links`, never by hand."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from app.domain.corpus import LinkHealth
from app.domain.intervention import Url
from app.domain.wording import describe
from app.errors import CorpusProblem, InvalidCorpus

LINK_HEALTH = "link-health.json"

_File = TypeAdapter(dict[Url, LinkHealth])


def read_link_health(data_dir: Path) -> dict[str, LinkHealth]:
    """Health by address; empty when no check has run. Raises InvalidCorpus when the file is not right."""
    path = data_dir / LINK_HEALTH
    if not path.exists():
        return {}
    try:
        return _File.validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise InvalidCorpus(list(_problems(f"{data_dir.name}/{LINK_HEALTH}", error))) from error


def _problems(name: str, error: ValidationError | OSError) -> list[CorpusProblem]:
    if isinstance(error, OSError):
        return [CorpusProblem(name, 1, "", f"kan het bestand niet lezen: {error.strerror or error}")]
    return [
        CorpusProblem(name, 1, ".".join(map(str, detail["loc"])), describe(detail))
        for detail in error.errors(include_url=False)
    ]


def write_link_health(data_dir: Path, health: Mapping[str, LinkHealth]) -> None:
    """Write the file, one address a line in order, so that a review shows what changed; all of it or nothing."""
    rows = [
        f"  {json.dumps(url, ensure_ascii=False)}: {item.model_dump_json(by_alias=True, exclude_none=True)}"
        for url, item in sorted(health.items())
    ]
    path = data_dir / LINK_HEALTH
    aside = path.with_suffix(".json.new")
    aside.write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8")
    aside.replace(path)
