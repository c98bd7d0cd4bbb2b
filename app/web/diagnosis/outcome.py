"""What fits a diagnosis: recommendations with their reasons, what they cover, and what is missing."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.catalogue.catalogue import Catalogue
from app.catalogue.matching import Choices
from app.domain.matching.result import Match, Reason, Recommendation, WhyNot
from app.domain.matching.weights import FEATURES, SCALE
from app.domain.query import MAX_QUERY_LENGTH, Page, SearchQuery
from app.web.addresses import record_url
from app.web.diagnosis.answers import Answers
from app.web.diagnosis.steps import Line, summary
from app.web.views.cards import Card, plain_card
from app.web.views.links import Link, label
from app.web.views.matrix import Column, category_columns
from app.web.words import counted, listed

_STATUS = {"covered": "genoeg om mee te beginnen", "thin": "weinig keus", "gap": "niets gevonden"}
_UNKNOWN = {
    "organisationSize": "grootte",
    "targetGroup": "doelgroep",
    "level": "niveau",
    "phase": "fase",
    "barrier": "drempel",
    "sector": "sector",
    "evidence": "bewijs",
}
_EXCLUDED_SHOWN = 40


@dataclass(frozen=True)
class ReasonView:
    """A factor: its sentence, and its bar as parts of a hundred."""

    factor: str
    text: str
    earned: int
    available: int


@dataclass(frozen=True)
class RecommendationView:
    """A record in its place."""

    rank: int
    card: Card
    score: int
    reasons: tuple[ReasonView, ...]
    needs: str
    cautions: tuple[str, ...]
    unknown: str


@dataclass(frozen=True)
class CoverageRow:
    """A need and how many recommended records of each category answer it."""

    need: str
    status: str
    status_text: str
    text: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class GapView:
    """A need that nothing fills."""

    need: str
    text: str
    nearest: tuple[Link, ...]


@dataclass(frozen=True)
class Understood:
    """Something read in the visitor's own words, to be taken back."""

    term: str
    text: str


@dataclass(frozen=True)
class WeightView:
    """A weight that can be moved, in parts of a hundred."""

    name: str
    label: str
    value: float
    lowest: float
    highest: float
    meaning: str


@dataclass(frozen=True)
class WhyView:
    """Why a record stands where it stands."""

    title: Link
    text: str
    score: int
    reasons: tuple[ReasonView, ...]
    missed: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class OutcomeView:
    """Everything on the page with the outcome."""

    lines: tuple[Line, ...]
    hidden: tuple[tuple[str, str], ...]
    hidden_but_weights: tuple[tuple[str, str], ...]
    considered: str
    understood: tuple[Understood, ...]
    recommendations: tuple[RecommendationView, ...]
    approaches: tuple[RecommendationView, ...]
    columns: tuple[Column, ...]
    coverage: tuple[CoverageRow, ...]
    gaps: tuple[GapView, ...]
    excluded: tuple[Link, ...]
    excluded_count: str
    weights: tuple[WeightView, ...]
    moved: bool
    why: WhyView | None
    why_asked: str
    profile: str


def outcome(live: Catalogue, answers: Answers, why: str = "") -> OutcomeView:
    """The match of these answers. Raises InvalidInput when they cannot be matched."""
    profile = live.matching.read(answers.profile())
    choices = Choices.read(weights=dict(answers.weights))
    match = live.matching.match(profile, choices)
    return OutcomeView(
        lines=tuple(line for line in summary(live, answers) if line.value not in {"niet ingevuld", "geen"}),
        hidden=tuple(answers.hidden()),
        hidden_but_weights=tuple(answers.hidden(["weight"])),
        considered=counted(match.considered, "beschrijving", "beschrijvingen"),
        understood=tuple(_understood(live, match)),
        recommendations=tuple(_recommendation(live, item) for item in match.recommendations),
        approaches=tuple(_recommendation(live, item) for item in match.approaches),
        columns=category_columns(live),
        coverage=tuple(_coverage(live, match)),
        gaps=tuple(_gaps(live, match)),
        excluded=tuple(
            Link(item.record.title, record_url(item.record.id), note=item.reason)
            for item in match.excluded[:_EXCLUDED_SHOWN]
        ),
        excluded_count=counted(len(match.excluded), "beschrijving", "beschrijvingen"),
        weights=tuple(
            WeightView(
                name,
                feature.label,
                answers.weights.get(name, feature.weight),
                feature.lowest,
                feature.highest,
                feature.documentation,
            )
            for name, feature in FEATURES.items()
        ),
        moved=bool(answers.weights),
        why=_why(live, answers, choices, why) if why else None,
        why_asked=why,
        profile=json.dumps(answers.profile(), ensure_ascii=False),
    )


def _recommendation(live: Catalogue, item: Recommendation) -> RecommendationView:
    topics = live.corpus.vocabulary("topics").by_id
    return RecommendationView(
        rank=item.rank,
        card=plain_card(live.corpus, item.record),
        score=_percent(item.points),
        reasons=tuple(_reasons(item.reasons)),
        needs=listed([topics[need].label.nl for need in item.needs]),
        cautions=tuple(note.text for note in item.cautions),
        unknown=listed([_UNKNOWN.get(name, name) for name in item.unknown]),
    )


def _reasons(reasons: Sequence[Reason]) -> Iterator[ReasonView]:
    """What counted, the heaviest first."""
    for reason in sorted(reasons, key=lambda reason: -reason.points):
        if reason.points or reason.available:
            name = FEATURES[reason.factor].label if reason.factor in FEATURES else reason.factor
            yield ReasonView(name, reason.text, _percent(reason.points), _percent(reason.available))


def _coverage(live: Catalogue, match: Match) -> Iterator[CoverageRow]:
    categories = [column.id for column in category_columns(live)]
    shown = (*match.recommendations, *match.approaches)
    for item in match.coverage:
        records = [entry.record for entry in shown if entry.record.id in item.interventions]
        yield CoverageRow(
            need=label(live.corpus, "topics", item.need),
            status=item.status,
            status_text=_STATUS.get(item.status, item.status),
            text=item.text,
            counts=tuple(sum(record.category == category for record in records) for category in categories),
        )


def _gaps(live: Catalogue, match: Match) -> Iterator[GapView]:
    for gap in match.gaps:
        nearest = tuple(Link(record.title, record_url(record.id)) for record in gap.nearest)
        yield GapView(label(live.corpus, "topics", gap.need), gap.text, nearest)


def _understood(live: Catalogue, match: Match) -> Iterator[Understood]:
    vocabularies = {"sectors": "sectors", "targetGroups": "target-groups", "organisationSizes": "organisation-sizes"}
    for need in match.profile.needs:
        if need.origin == "text":
            yield Understood(need.topic, f"knelpunt {label(live.corpus, 'topics', need.topic)} (‘{need.said}’)")
    for item in match.profile.derived:
        if item.field in vocabularies:
            name = label(live.corpus, vocabularies[item.field], item.value)
            yield Understood(item.value, f"{name} (‘{item.said}’)")


def _why(live: Catalogue, answers: Answers, choices: Choices, asked: str) -> WhyView | None:
    """The place of the record that was asked for by id or by name."""
    record = live.corpus.by_id.get(asked)
    if record is None:
        found = live.search(SearchQuery(text=asked[:MAX_QUERY_LENGTH], page=Page(1, 1))).items
        if not found:
            return None
        record = found[0].record
    answer: WhyNot = live.matching.explain(record.id, live.matching.read(answers.profile()), choices)
    return WhyView(
        title=Link(record.title, record_url(record.id)),
        text=answer.text,
        score=_percent(answer.points),
        reasons=tuple(_reasons(answer.reasons)),
        missed=tuple(item.text for item in answer.missed),
        changes=tuple(item.text for item in answer.changes),
    )


def _percent(points: int) -> int:
    return round(100 * points / SCALE)
