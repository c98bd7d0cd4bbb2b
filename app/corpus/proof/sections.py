"""The parts of a source document in its extracted text: where they begin, and which addresses they print.

Text comes from PDF. The addresses of a page stand together at its foot, and a page may hold the end of one
section and the start of the next; such an address belongs to both, for the layout does not say which.
A document without numbered sections is a few pages without page marks, so it counts as one page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.corpus.proof.words import squeezed
from app.domain.corpus import Section, SourceDocument

ADDRESS = re.compile(r"https?://\S+")
_PAGE_START = re.compile(r"^ (?=\S)", re.MULTILINE)
_LINE = re.compile(r"^(?!\s*https?://).*\w.*$", re.MULTILINE)
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Part:
    """A stretch of text and the sections it belongs to: several where a heading is not in the text."""

    sections: tuple[Section, ...]
    start: int
    end: int


def parts(document: SourceDocument, text: str) -> list[Part]:
    """The text cut at its headings, in the order in which the document lists its sections."""
    found: list[tuple[int, list[Section]]] = []
    at = 0
    for section in document.sections:
        place = _heading(section, text, at)
        if place is None and found:
            found[-1][1].append(section)
        else:
            found.append((place or 0, [section]))
            at = (place or 0) + 1
    ends = [start for start, _ in found[1:]] + [len(text)]
    return [Part(tuple(sections), start, end) for (start, sections), end in zip(found, ends, strict=True)]


def _heading(section: Section, text: str, at: int) -> int | None:
    """Where a line begins with the heading, numbered where the section is; else where the words stand."""
    wanted = squeezed(f"{section.id} {section.title}" if _NUMBER.match(section.id) else section.title)
    for line in _LINE.finditer(text, at):
        start = line.start()
        if squeezed(text[start : start + 3 * len(section.title) + 40]).startswith(wanted):
            return start
    words = r"\W+".join(map(re.escape, section.title.split()))
    elsewhere = re.compile(words, re.IGNORECASE).search(text, at)
    return elsewhere.start() if elsewhere else None


def addresses(cut: Sequence[Part], text: str) -> Iterator[tuple[Section, str]]:
    """Every address with each section that has text on its page, in reading order."""
    numbered = any(_NUMBER.match(section.id) for part in cut for section in part.sections)
    starts = [match.start() for match in _PAGE_START.finditer(text)] if numbered else []
    bounds = sorted({0, len(text), *starts})
    for start, end in pairwise(bounds):
        here = [section for part in cut if part.start < end and part.end > start for section in part.sections]
        for address in ADDRESS.findall(text[start:end]):
            for section in here:
                yield section, address
