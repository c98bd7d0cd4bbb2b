"""Two to four records side by side, a row for each thing to weigh."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.catalogue.catalogue import Catalogue
from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.web.addresses import ids_url, record_url
from app.web.views.links import Link, label
from app.web.views.record import cost_text, status_text
from app.web.words import counted, listed

MOST = 4
ANY_SECTOR = "Niet aan een sector gebonden"


@dataclass(frozen=True)
class Side:
    """A record at the head of a column."""

    id: str
    title: Link
    kind: str
    without_url: str


@dataclass(frozen=True)
class CompareRow:
    """One thing to weigh; an empty text means that the sources do not say."""

    name: str
    texts: tuple[str, ...]
    same: bool


@dataclass(frozen=True)
class CompareView:
    """Everything on the comparison page."""

    sides: tuple[Side, ...]
    rows: tuple[CompareRow, ...]
    notices: tuple[str, ...]
    plan_url: str
    candidates: tuple[Link, ...]


def comparison(live: Catalogue, ids: Sequence[str], notices: Sequence[str]) -> CompareView:
    """The comparison of the records; with fewer than two the page asks for more."""
    records = [live.get(record_id) for record_id in ids]
    corpus = live.corpus
    lines = [tuple(_lines(corpus, record)) for record in records]
    rows = []
    for row in zip(*lines, strict=True):
        texts = tuple(text for _, text in row)
        if any(texts):
            rows.append(CompareRow(row[0][0], texts, len(set(texts)) == 1 and len(texts) > 1))
    return CompareView(
        sides=tuple(
            Side(
                record.id,
                Link(record.title, record_url(record.id)),
                label(corpus, "kinds", record.kind.value),
                ids_url("/vergelijken", [other for other in ids if other != record.id]),
            )
            for record in records
        ),
        rows=tuple(rows) if len(records) > 1 else (),
        notices=tuple(notices),
        plan_url=ids_url("/plan", ids),
        candidates=tuple(_candidates(corpus, records)) if len(records) < MOST else (),
    )


def _candidates(corpus: Corpus, records: Sequence[Intervention]) -> Iterator[Link]:
    """Records that could stand beside these."""
    chosen = {record.id for record in records}
    near = [other for record in records for other in record.related if other not in chosen]
    for other in list(dict.fromkeys(near))[:6]:
        yield Link(corpus.by_id[other].title, ids_url("/vergelijken", [*(record.id for record in records), other]))


def _lines(corpus: Corpus, record: Intervention) -> Iterator[tuple[str, str]]:
    yield "Wat het is", record.summary
    for name, vocabulary, ids in (
        ("Wat het doet", "categories", (record.category,)),
        ("Onderwerpen", "topics", record.topics),
        ("Vorm", "forms", (record.form,)),
        ("Voor wie", "target-groups", record.target_groups),
        ("Niveau", "levels", record.levels),
        ("Fase", "phases", record.phases),
        ("Drempel", "barriers", record.barriers),
        ("Bedrijfsgrootte", "organisation-sizes", record.organisation_sizes),
        ("Bewijs", "evidence-levels", (record.evidence.level,)),
    ):
        yield name, ", ".join(label(corpus, vocabulary, term_id) for term_id in ids)
    sectors = listed([label(corpus, "sectors", sector) for sector in record.sectors])
    yield (
        "Sector",
        f"{sectors} ({label(corpus, 'sector-scopes', record.sector_scope).lower()})" if sectors else ANY_SECTOR,
    )
    yield "Kosten", cost_text(record.cost)
    yield "Bestaat het nog", status_text(corpus, record.status)
    yield "Aanbieder", listed([label(corpus, "providers", provider) for provider in record.providers])
    yield "Stappen", counted(len(record.steps), "stap", "stappen") if record.steps else "geen"
    yield "Let op", " ".join(caution.reason for caution in record.cautions) or "niets bijzonders bekend"
