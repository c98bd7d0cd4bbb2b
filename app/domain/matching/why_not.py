"""Why a record is not in the list (or is), and what would change that: answered by trying."""

from collections.abc import Iterator

from app.domain.intervention import Intervention, Kind
from app.domain.matching.cautions import cautions
from app.domain.matching.duplicates import SAME_THING, repetition
from app.domain.matching.explanation import reasons, title
from app.domain.matching.match import Scores, approaches
from app.domain.matching.portfolio import portfolio
from app.domain.matching.profile import Need, Profile
from app.domain.matching.question import Question
from app.domain.matching.result import Change, Missed, WhyNot
from app.domain.matching.scoring import Scored, score
from app.domain.matching.weights import Weights

MAX_CHANGES = 4


def why_not(record: Intervention, question: Question, weights: Weights, limit: int) -> WhyNot:
    """What the record scored, what it missed, and what would change its place."""
    scores = Scores(question, weights)
    scored = score(record, question, scores.points)
    chosen = portfolio(scores.candidates(), question, limit)
    status, text = _status(scored, scores, chosen)
    made = reasons(scored, question)
    missed = (Missed(item.factor, item.available - item.points, item.text) for item in made)
    return WhyNot(
        record=record,
        status=status,
        text=text,
        rank=_rank(record, chosen),
        points=scored.points,
        available=scores.points,
        lowest_shown=min((item.points for item in chosen), default=None),
        reasons=made,
        missed=tuple(sorted((item for item in missed if item.points > 0), key=lambda item: -item.points)),
        cautions=cautions(record, question),
        unknown=scored.unknown,
        changes=() if status == "recommended" else tuple(_changes(record, question, weights, limit)),
    )


def _status(scored: Scored, scores: Scores, chosen: list[Scored]) -> tuple[str, str]:
    record = scored.record
    rank = _rank(record, chosen)
    if rank:
        return "recommended", f"Dit staat in de lijst, op plaats {rank}."
    if record.id in scores.excluded:
        return "excluded", scores.excluded[record.id].reason
    if not scores.on_topic(scored):
        return "off-topic", "Dit gaat niet over een van uw behoeften."
    if record.kind is Kind.APPROACH:
        shown = record.id in {item.record.id for item in approaches(scores)}
        where = "staat bij de aanpakken" if shown else "past minder goed dan de aanpakken die er staan"
        return "approach", f"Dit is een manier van werken, geen interventie. Het {where}."
    held_back = _held_back(scored, scores, chosen)
    if held_back:
        return "held-back", held_back
    return "outranked", "Dit past, maar andere interventies passen beter of voegen meer toe."


def _held_back(scored: Scored, scores: Scores, chosen: list[Scored]) -> str | None:
    """Why a record that fits stands behind on purpose."""
    if scores.scans_in_vain(scored):
        return "Dit is een onderzoek van de organisatie, en die analyse is al gedaan."
    same = (item.record for item in chosen if repetition(scored.record, item.record) >= SAME_THING)
    twin = next(same, None)
    return f"Dit lijkt sterk op {title(twin)}, dat al in de lijst staat." if twin else None


def _rank(record: Intervention, chosen: list[Scored]) -> int | None:
    return next((rank for rank, item in enumerate(chosen, 1) if item.record.id == record.id), None)


def _changes(record: Intervention, question: Question, weights: Weights, limit: int) -> Iterator[Change]:
    """Small changes of the profile that bring the record into the list, or its score up."""
    before = score(record, question, Scores(question, weights).points).points
    tried = 0
    for text, profile in _variants(record, question):
        if tried == MAX_CHANGES:
            return
        other = Question(profile, question.index, question.text_scores)
        scores = Scores(other, weights)
        rank = _rank(record, portfolio(scores.candidates(), other, limit))
        after = score(record, other, scores.points).points
        if rank or (after > before and record.id not in scores.excluded):
            tried += 1
            yield Change(text, after, rank)


def _variants(record: Intervention, question: Question) -> Iterator[tuple[str, Profile]]:
    """Profiles that differ in one thing that might help the record, the most likely first."""
    for text, changed in (*_limits(record, question), *_wishes(record, question), *_urgency(record, question)):
        yield text, question.profile.model_copy(update=changed)


Changed = tuple[str, dict[str, object]]


def _limits(record: Intervention, question: Question) -> Iterator[Changed]:
    """What the profile shuts out."""
    profile, index = question.profile, question.index
    if record.id in profile.exclude:
        left = tuple(item for item in profile.exclude if item != record.id)
        yield "Haal het uit uw uitsluitingen.", {"exclude": left}
    if profile.scheme:
        yield "Noem geen regeling.", {"scheme": None}
    if record.sectors and profile.sectors and question.sector_kin(record.sectors) != "in":
        yield f"Kies als sector {index.label('sectors', record.sectors[0])}.", {"sectors": record.sectors[:1]}
    if record.category in profile.present:
        present = tuple(item for item in profile.present if item != record.category)
        yield f"Zeg niet dat u {index.label('categories', record.category)} al hebt.", {"present": present}


def _wishes(record: Intervention, question: Question) -> Iterator[Changed]:
    """What the profile could say and does not."""
    profile, index = question.profile, question.index
    topic = record.topics[0]
    if topic not in {need.topic for need in profile.needs}:
        needs = (*profile.needs, Need(topic=topic, urgency=3))
        yield f"Voeg de behoefte {index.label('topics', topic)} toe.", {"needs": needs}
    if profile.phase and record.phases and profile.phase not in record.phases:
        yield f"Kies de fase {index.label('phases', record.phases[0])}.", {"phase": record.phases[0]}
    if record.target_groups and not set(record.target_groups) & set(profile.target_groups):
        groups = (*profile.target_groups, *record.target_groups)
        yield f"Noem als doelgroep {index.labels('target-groups', record.target_groups)}.", {"target_groups": groups}


def _urgency(record: Intervention, question: Question) -> Iterator[Changed]:
    """Needs of the record that could weigh more."""
    needs = question.profile.needs
    for need in needs:
        if need.topic in record.topics and need.urgency < 3:
            raised = tuple(item.model_copy(update={"urgency": 3}) if item == need else item for item in needs)
            yield f"Geef {question.index.label('topics', need.topic)} urgentie 3.", {"needs": raised}
