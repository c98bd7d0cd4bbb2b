"""What the repository keeps of the source documents, in `data/proof/`: enough to check with, not to read."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import StringConstraints, ValidationError

from app.corpus.proof.sections import addresses, parts
from app.corpus.proof.words import HASH_BYTES, RUN, hashed, runs, squeezed, words
from app.domain.corpus import SourceDocument
from app.domain.intervention import Identifier, Line
from app.domain.model import DomainModel
from app.domain.wording import describe
from app.errors import CorpusProblem, InvalidCorpus

FOLDER = "proof"
SECTIONS = "sections.json"
RUNS = "runs.bin"

Where = tuple[str, str]
#: As a document prints it; a record's own links must be stricter.
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)]


class KeptSection(DomainModel):
    """A part of a document: its heading and the addresses its pages print, in reading order."""

    id: Line
    heading: Line
    addresses: tuple[Address, ...] = ()


class KeptDocument(DomainModel):
    """A document as it was when it was read."""

    id: Identifier
    words: int
    runs: int
    sections: tuple[KeptSection, ...]


class KeptSources(DomainModel):
    """All documents; `hash_bytes` tells how the runs beside them are stored."""

    run_length: int
    hash_bytes: int
    documents: tuple[KeptDocument, ...]


@dataclass(frozen=True)
class Kept:
    """The documents' parts, and the hashes of every eight-word run in them."""

    sources: KeptSources
    hashes: frozenset[bytes]

    @cached_property
    def addresses(self) -> dict[str, list[Where]]:
        """The parts (document, section) whose pages print an address, by the address without blanks or fragment."""
        found: dict[str, list[Where]] = {}
        for document in self.sources.documents:
            for section in document.sections:
                for address in section.addresses:
                    found.setdefault(comparable(address), []).append((document.id, section.id))
        return found


def comparable(address: str) -> str:
    """An address without blanks (a PDF breaks them) and without the text fragment a browser adds on copying."""
    return "".join(address.split()).partition("#:~:")[0]


def derive(document: SourceDocument, text: str) -> tuple[KeptDocument, set[bytes]]:
    """What is kept of one document's extracted text."""
    hashes = {hashed(run) for variant in _variants(text) for run in runs(words(variant))}
    cut = parts(document, text)
    printed = list(addresses(cut, text))
    sections = tuple(
        KeptSection(
            id=section.id,
            heading=section.title,
            addresses=tuple(dict.fromkeys(address for other, address in printed if other.id == section.id)),
        )
        for section in document.sections
    )
    return KeptDocument(id=document.id, words=len(words(text)), runs=len(hashes), sections=sections), hashes


def _variants(text: str) -> Iterable[str]:
    """A hyphen at the end of a line may split a word or belong to it; both readings count."""
    lines = text.splitlines()
    for joint in ("", "-"):
        joined = ""
        for line in lines:
            bare = line.strip()
            joined = joined.removesuffix("-") + joint + bare if joined.endswith("-") else f"{joined} {bare}".rstrip()
        yield joined


def write(data_dir: Path, documents: list[KeptDocument], hashes: set[bytes]) -> None:
    """Write `data/proof/sections.json` and `data/proof/runs.bin` (sorted hashes, one after another)."""
    folder = data_dir / FOLDER
    folder.mkdir(exist_ok=True)
    sources = KeptSources(run_length=RUN, hash_bytes=HASH_BYTES, documents=tuple(documents))
    body = json.dumps(sources.model_dump(by_alias=True), ensure_ascii=False, indent=1)
    (folder / SECTIONS).write_text(body + "\n", encoding="utf-8")
    (folder / RUNS).write_bytes(b"".join(sorted(hashes)))


def read(data_dir: Path) -> Kept:
    """What is kept. Raises InvalidCorpus when it is missing or made by another version."""
    folder = data_dir / FOLDER
    name = f"{data_dir.name}/{FOLDER}/"
    try:
        sources = KeptSources.model_validate_json((folder / SECTIONS).read_bytes())
        raw = (folder / RUNS).read_bytes()
    except ValidationError as error:
        raise InvalidCorpus([CorpusProblem(name + SECTIONS, 1, "", describe(error.errors()[0]))]) from error
    except OSError as error:
        problem = CorpusProblem(name, 1, "", f"ontbreekt: maak het met scripts/derive-proof ({error.strerror})")
        raise InvalidCorpus([problem]) from error
    if (sources.run_length, sources.hash_bytes) != (RUN, HASH_BYTES) or len(raw) % HASH_BYTES:
        problem = CorpusProblem(name + RUNS, 1, "", "is gemaakt met een andere versie: voer scripts/derive-proof uit")
        raise InvalidCorpus([problem])
    cut = (raw[start : start + HASH_BYTES] for start in range(0, len(raw), HASH_BYTES))
    return Kept(sources, frozenset(cut))


def misses(document: SourceDocument, text: str, wanted: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of (section, words) pairs, those whose words do not stand in the section's text, layout aside."""
    whole = {
        section.id: squeezed(text[part.start : part.end]) for part in parts(document, text) for section in part.sections
    }
    return {(section, quote) for section, quote in wanted if squeezed(quote) not in whole.get(section, "")}
