"""Coverage: what each part of each source gave, and why the rest was left out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from app.corpus.located import Located
from app.corpus.proof.kept import FOLDER, Address, Kept, Where
from app.corpus.yaml_tree import YamlTree, read_yaml
from app.domain.intervention import Identifier, Intervention, Kind, Line
from app.domain.model import DomainModel
from app.domain.wording import describe
from app.errors import CorpusProblem

LEFT_OUT = "left-out.yaml"


class LeftOut(DomainModel):
    """Something of a source that no record carries: one address, or a whole part when there is no address."""

    document: Identifier
    section: Line
    url: Address | None = None
    reason: Line


@dataclass(frozen=True)
class PartCoverage:
    """One part of a source and what became of it."""

    document: str
    section: str
    heading: str
    by_kind: Mapping[Kind, int]
    addresses: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def records(self) -> int:
        """How many records cite this part."""
        return sum(self.by_kind.values())


def cover(records: Sequence[Intervention], kept: Kept) -> list[PartCoverage]:
    """Every part, in the order of the documents, with the addresses that no record carries.

    An address on a page that two parts share counts for both.
    """
    carried = {link.url for record in records for link in record.links}
    return [
        PartCoverage(
            document=document.id,
            section=section.id,
            heading=section.heading,
            by_kind=Counter(record.kind for record in records if (document.id, section.id) in _cited(record)),
            addresses=section.addresses,
            missing=tuple(url for url in section.addresses if url not in carried),
        )
        for document in kept.sources.documents
        for section in document.sections
    ]


def _cited(record: Intervention) -> set[Where]:
    return {(source.document, source.section) for source in record.sources}


def read_left_out(data_dir: Path) -> tuple[list[Located[LeftOut]], list[CorpusProblem]]:
    """The reasons, and what is wrong with their file."""
    tree = read_yaml(data_dir / FOLDER / LEFT_OUT, f"{data_dir.name}/{FOLDER}/{LEFT_OUT}")
    entries = []
    for position, value in enumerate(tree.data if isinstance(tree.data, list) else []):
        try:
            entries.append(Located(LeftOut.model_validate(value), tree, (position,)))
        except ValidationError as error:
            _note(tree, position, error)
    return entries, tree.problems


def _note(tree: YamlTree, position: int, error: ValidationError) -> None:
    for detail in error.errors(include_url=False):
        tree.problem((position, *detail["loc"]), describe(detail))


def check_coverage(parts: Sequence[PartCoverage], left_out: Sequence[Located[LeftOut]]) -> Iterator[CorpusProblem]:
    """Gaps that nobody explained, and reasons for gaps that are none."""
    reasons = {(entry.value.document, entry.value.section, entry.value.url) for entry in left_out}
    gaps = set()
    for part in parts:
        where = f"{part.document} {part.section}"
        empty = [] if part.records else [None]
        for url in (*part.missing, *empty):
            gaps.add((part.document, part.section, url))
            if (part.document, part.section, url) not in reasons:
                what = f"geen record heeft het adres {url}" if url else "geen record noemt dit deel"
                message = f"{where}: {what}; neem het op, of geef hier een reden"
                yield CorpusProblem(f"data/{FOLDER}/{LEFT_OUT}", 1, "", message)
    for entry in left_out:
        if (entry.value.document, entry.value.section, entry.value.url) not in gaps:
            yield entry.problem("dit ontbreekt niet (meer); haal de reden weg", "url" if entry.value.url else "section")
