"""A record as it stands in a list."""

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from app.catalogue.results import Found
from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.web.addresses import ids_url, record_url
from app.web.views.links import Link, label, term_links

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_TOPICS_SHOWN = 3


@dataclass(frozen=True)
class Card:
    """One record in a list.

    `snippet` is a sentence of the description in which words were found; `why` says why the record is there when no
    word on the card shows it.
    """

    id: str
    title: Markup
    plain_title: str
    url: str
    summary: Markup
    snippet: Markup | None
    why: str | None
    kind: str
    category_id: str
    category: str
    form: str
    topics: tuple[Link, ...]
    facts: tuple[str, ...]
    cautions: tuple[str, ...]
    plan_url: str


def card(corpus: Corpus, found: Found) -> Card:
    """The card of a search result; what was found is marked."""
    record, marks = found.record, found.highlights
    return Card(
        id=record.id,
        title=_marked(marks.get("title"), record.title),
        plain_title=record.title,
        url=record_url(record.id),
        summary=_marked(marks.get("summary"), record.summary),
        snippet=_snippet(marks),
        why=found.reasons[0].text if found.reasons and not marks else None,
        kind=label(corpus, "kinds", record.kind.value),
        category_id=record.category,
        category=label(corpus, "categories", record.category),
        form=label(corpus, "forms", record.form),
        topics=term_links(corpus, "topics", record.topics[:_TOPICS_SHOWN]),
        facts=tuple(_facts(corpus, record)),
        cautions=tuple(label(corpus, "cautions", caution.kind) for caution in record.cautions),
        plan_url=ids_url("/plan", [record.id]),
    )


def plain_card(corpus: Corpus, record: Intervention) -> Card:
    """The card of a record outside a search."""
    return card(corpus, Found(record))


def _facts(corpus: Corpus, record: Intervention) -> list[str]:
    facts = [label(corpus, "providers", provider) for provider in record.providers[:2]]
    if record.sectors:
        more = len(record.sectors) - 2
        names = [label(corpus, "sectors", sector) for sector in record.sectors[:2]]
        facts.append(", ".join(names) + (f" en {more} meer" if more > 0 else ""))
    facts.append(f"Bewijs: {label(corpus, 'evidence-levels', record.evidence.level).lower()}")
    if record.status.state in {"beeindigd", "pilot"}:
        facts.append(label(corpus, "statuses", record.status.state))
    return facts


def _marked(html: str | None, text: str) -> Markup:
    """Highlights come escaped from the search, but for <mark>."""
    return Markup(html) if html else escape(text)  # noqa: S704


def _snippet(marks: object) -> Markup | None:
    """The first sentence of the description that was found, when title and summary do not show it."""
    if not isinstance(marks, dict) or marks.keys() & {"title", "summary"} or "description" not in marks:
        return None
    sentences = _SENTENCE_END.split(marks["description"])
    return Markup(next((sentence for sentence in sentences if "<mark>" in sentence), ""))  # noqa: S704
