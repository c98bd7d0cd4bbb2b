"""The page of one record: everything the sources say, and plainly what they do not say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.catalogue.catalogue import Catalogue
from app.domain.corpus import Corpus, LinkState, SourceDocument
from app.domain.intervention import CategoryBasis, Cost, Intervention, Kind, SourceReference, Status, Step
from app.domain.intervention import Link as RecordedLink
from app.web.addresses import filter_url, ids_url, record_url
from app.web.views.evidence import EvidencePart, evidence
from app.web.views.links import Link, label, record_link, term_link, term_links
from app.web.words import counted, listed, long_date, lower_first, number, stated_date, upper_first

_EXAMPLES_SHOWN = 30
_RELATED_SHOWN = 8


@dataclass(frozen=True)
class Fact:
    """A line of the fact sheet. Neither links nor text: the sources do not say."""

    name: str
    links: tuple[Link, ...] = ()
    text: str = ""
    note: str = ""


@dataclass(frozen=True)
class Warn:
    """Something to know before recommending it, with what that means in general."""

    label: str
    reason: str
    meaning: str


@dataclass(frozen=True)
class Outside:
    """An address on another site as a source prints it, and what the last check of it found."""

    url: str
    label: str
    host: str
    works: bool | None
    health: str
    archived_url: str


@dataclass(frozen=True)
class Place:
    """Where a source document names the item: its sections, each with the row or part."""

    document: Link
    parts: tuple[str, ...]


@dataclass(frozen=True)
class RecordView:
    """Everything on the page of a record."""

    id: str
    title: str
    kind: str
    kind_meaning: str
    trail: tuple[Link, ...]
    summary: str
    description: str
    aliases: tuple[str, ...]
    category_id: str
    category: Link
    category_note: str
    steps: tuple[Step, ...]
    warnings: tuple[Warn, ...]
    evidence: EvidencePart
    for_whom: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    unknown: str
    links: tuple[Outside, ...]
    places: tuple[Place, ...]
    examples: tuple[Link, ...]
    examples_title: str
    related: tuple[Link, ...]
    english_title: str
    english: str
    changed: str
    permanent: str
    plan_url: str
    compare_url: str
    markdown_url: str
    api_url: str


def record_page(live: Catalogue, record: Intervention, public_url: str) -> RecordView:
    """The page of a record."""
    corpus = live.corpus
    kinds = corpus.vocabulary("kinds").by_id
    for_whom, facts = tuple(_for_whom(corpus, record)), tuple(_facts(corpus, record))
    change = corpus.changes.get(record.id)
    examples = [other for other in corpus.interventions if other.type == record.id]
    near = _near(live, record, examples)
    basis = "Zo noemt de bron het." if record.category_basis is CategoryBasis.SOURCE else "Deze indeling is van ons."
    return RecordView(
        id=record.id,
        title=record.title,
        kind=kinds[record.kind.value].label.nl,
        kind_meaning=kinds[record.kind.value].definition.nl,
        trail=(
            term_link(corpus, "themes", record.theme),
            term_link(corpus, "topics", record.topics[0]),
        ),
        summary=record.summary,
        description=record.description,
        aliases=record.aliases,
        category_id=record.category,
        category=Link(label(corpus, "categories", record.category), filter_url({"category": [record.category]})),
        category_note=basis,
        steps=record.steps,
        warnings=tuple(_warnings(corpus, record)),
        evidence=evidence(corpus, record),
        for_whom=for_whom,
        facts=facts,
        unknown=listed([lower_first(fact.name) for fact in (*for_whom, *facts) if not fact.links and not fact.text]),
        links=tuple(_outside(corpus, link) for link in record.links),
        places=tuple(_places(corpus, record)),
        examples=tuple(record_link(corpus, other.id, other.summary) for other in examples[:_EXAMPLES_SHOWN]),
        examples_title=counted(len(examples), "voorbeeld", "voorbeelden") if record.kind is Kind.TYPE else "",
        related=near,
        english_title=record.en.title or record.title,
        english=record.en.summary,
        changed=long_date(change.changed_on) if change else "",
        permanent=public_url + record_url(record.id),
        plan_url=ids_url("/plan", [record.id]),
        compare_url=ids_url("/vergelijken", [record.id, *_comparable(record, near)]),
        markdown_url=record_url(record.id) + ".md",
        api_url=f"/v1/interventions/{record.id}",
    )


def _near(live: Catalogue, record: Intervention, examples: Sequence[Intervention]) -> tuple[Link, ...]:
    """Related records with their reasons; the examples of a type have a place of their own."""
    found = live.related(record.id, _RELATED_SHOWN + len(examples))
    links = (record_link(live.corpus, item.record.id, item.reason) for item in found if item.record not in examples)
    return tuple(links)[:_RELATED_SHOWN]


def _for_whom(corpus: Corpus, record: Intervention) -> Iterator[Fact]:
    scope = corpus.vocabulary("sector-scopes").by_id[record.sector_scope]
    general = not record.sectors and record.sector_scope == "algemeen"
    yield Fact("Doelgroep", term_links(corpus, "target-groups", record.target_groups))
    yield Fact(
        "Sector",
        term_links(corpus, "sectors", record.sectors),
        scope.label.nl if general else "",
        scope.definition.nl,
    )
    yield Fact("Niveau", term_links(corpus, "levels", record.levels))
    yield Fact("Bedrijfsgrootte", term_links(corpus, "organisation-sizes", record.organisation_sizes))


def _facts(corpus: Corpus, record: Intervention) -> Iterator[Fact]:
    yield Fact("Onderwerpen", term_links(corpus, "topics", record.topics))
    yield Fact("Vorm", term_links(corpus, "forms", (record.form,)))
    if record.type:
        yield Fact("Soort", (record_link(corpus, record.type),))
    yield Fact("Fase", term_links(corpus, "phases", record.phases))
    yield Fact("Drempel", term_links(corpus, "barriers", record.barriers))
    yield Fact("Aanbieder", term_links(corpus, "providers", record.providers))
    yield Fact("Kosten", text=cost_text(record.cost))
    yield Fact("Bestaat het nog", text=status_text(corpus, record.status), note=record.status.note or "")


def cost_text(cost: Cost) -> str:
    """What it costs as a source states it; empty when none does."""
    if cost.kind == "gratis":
        return "Gratis, volgens de bron"
    if cost.kind == "bedrag" and cost.amount is not None:
        basis = f" {cost.basis}" if cost.basis else ""
        year = f" ({cost.year})" if cost.year else ""
        cents = f"{cost.amount % 1:.2f}"[1:].replace(".", ",")
        return f"€ {number(int(cost.amount))}{cents if cents != ',00' else ''}{basis}{year}"
    return ""


def status_text(corpus: Corpus, status: Status) -> str:
    """Whether it exists, with the date for which that is known; empty when unknown."""
    if status.state == "onbekend":
        return ""
    when = f", {stated_date(status.as_of)}" if status.as_of else ""
    return label(corpus, "statuses", status.state) + when


def _warnings(corpus: Corpus, record: Intervention) -> Iterator[Warn]:
    cautions = corpus.vocabulary("cautions").by_id
    for caution in record.cautions:
        term = cautions[caution.kind]
        yield Warn(term.label.nl, caution.reason, term.definition.nl)


def _places(corpus: Corpus, record: Intervention) -> Iterator[Place]:
    for document in corpus.sources:
        parts = [_part(document, source) for source in record.sources if source.document == document.id]
        if parts:
            yield Place(Link(document.title, f"/bronnen#{document.id}"), tuple(parts))


def _part(document: SourceDocument, source: SourceReference) -> str:
    title = next((section.title for section in document.sections if section.id == source.section), "")
    name = f"Paragraaf {source.section}" if source.section[0].isdigit() else upper_first(source.section)
    named = f"{name}, {title}" if title and title not in {source.section, document.title} else name
    return f"{named} › {source.row}" if source.row else named


def _comparable(record: Intervention, near: tuple[Link, ...]) -> list[str]:
    """Up to three records to put beside this one: what is offered first as related."""
    return [link.url.rsplit("/", 1)[-1] for link in near[:3]] or list(record.related[:3])


def _outside(corpus: Corpus, link: RecordedLink) -> Outside:
    health = corpus.health(link.url)
    unchecked = health.state in {LinkState.UNCHECKED, LinkState.REFUSED, LinkState.DISALLOWED}
    checked = f" ({long_date(health.checked_on)})" if health.checked_on else ""
    return Outside(
        url=health.final_url or link.url,
        label=link.label,
        host=_host(health.final_url or link.url),
        works=None if unchecked else health.state in {LinkState.WORKS, LinkState.MOVED},
        health=health.state.label + checked,
        archived_url=health.archived_url or "",
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
