"""A build's manifest: what was built from what, and the checksum of every file of it."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from pydantic import ValidationError

from app.domain.model import DomainModel
from app.errors import BuildDamaged

MANIFEST = "manifest.json"


class BuiltFile(DomainModel):
    """A file of the build as it was when it was made."""

    size: int
    sha256: str


class Manifest(DomainModel):
    """Written last: a directory without one is not a build."""

    build_id: str
    schema_version: str
    corpus_hash: str
    engine: str
    built_at: datetime
    counts: dict[str, int]
    files: dict[str, BuiltFile]


def built_files(directory: Path) -> Iterator[tuple[str, BuiltFile]]:
    """Every file below a build's directory but the manifest, with its checksum, in order of name."""
    for path in sorted(directory.rglob("*")):
        if path.is_file() and path.name != MANIFEST:
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            yield (
                path.relative_to(directory).as_posix(),
                BuiltFile(size=path.stat().st_size, sha256=digest),
            )


def read_manifest(directory: Path) -> Manifest:
    """The manifest of a build. Raises BuildDamaged when there is none or it is unreadable."""
    try:
        return Manifest.model_validate_json((directory / MANIFEST).read_bytes())
    except (OSError, ValidationError) as error:
        raise BuildDamaged(f"de build {directory.name} heeft geen leesbaar manifest: {error}") from error


def verify(directory: Path, manifest: Manifest) -> None:
    """Compare every file with its checksum. Raises BuildDamaged with the names that differ."""
    try:
        present = dict(built_files(directory))
    except OSError as error:
        raise BuildDamaged(f"de build {directory.name} is onleesbaar: {error}") from error
    wrong = sorted(
        name for name in manifest.files.keys() | present.keys() if manifest.files.get(name) != present.get(name)
    )
    if wrong:
        raise BuildDamaged(f"de build {directory.name} is beschadigd: {', '.join(wrong)}")
