"""What must hold for any corpus and any profile."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.intervention import Intervention
from app.domain.matching.index import MatchIndex
from app.domain.matching.match import Scores, match
from app.domain.matching.question import Question
from app.domain.matching.result import Match
from app.domain.matching.scoring import score
from app.domain.matching.weights import EVIDENCE_SHARE, FEATURES, SCALE, points
from tests.domain.matching.builders import index_of, read, record, vocabularies


def terms(name: str) -> list[str]:
    return [term.id for vocabulary in vocabularies() if vocabulary.name == name for term in vocabulary.terms]


TOPICS = [topic for topic in terms("topics") if topic != "financiele-fitheid"]
SECTORS = ["zorg-en-welzijn", "ziekenhuizen", "umc", "horeca", "bouw-en-infra", "techniek"]


def some(values: list[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


@st.composite
def records(draw: st.DrawFn) -> tuple[Intervention, ...]:
    made = []
    for number in range(draw(st.integers(1, 12))):
        sectors = draw(some(SECTORS, 2))
        made.append(
            record(
                f"r{number}",
                kind=draw(st.sampled_from(["intervention", "intervention", "type", "approach"])),
                topics=draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=4, unique=True)),
                category=draw(st.sampled_from(terms("categories"))),
                form=draw(st.sampled_from(terms("forms"))),
                sectors=sectors,
                sector_scope=draw(st.sampled_from(["alleen", "voorbeeld"])) if sectors else "algemeen",
                target_groups=draw(some(terms("target-groups"))),
                levels=draw(some(terms("levels"))),
                phases=draw(some(terms("phases"))),
                barriers=draw(some(terms("barriers"))),
                organisation_sizes=draw(some(terms("organisation-sizes"), 1)),
                evidence={"level": draw(st.sampled_from(terms("evidence-levels")))},
                status={"state": draw(st.sampled_from(terms("statuses")))},
            )
        )
    return tuple(made)


@st.composite
def profiles(draw: st.DrawFn) -> dict[str, Any]:
    topics = draw(st.lists(st.sampled_from(TOPICS), min_size=1, max_size=4, unique=True))
    raw: dict[str, Any] = {
        "needs": [{"topic": topic, "urgency": draw(st.integers(1, 3))} for topic in topics],
        "sectors": draw(some(SECTORS, 2)),
        "organisationSizes": draw(some(terms("organisation-sizes"), 2)),
        "targetGroups": draw(some(terms("target-groups"))),
        "present": draw(some(terms("categories"))),
        "barriers": draw(some(terms("barriers"))),
    }
    if draw(st.booleans()):
        raw["phase"] = draw(st.sampled_from(terms("phases")))
    if draw(st.booleans()):
        raw["scheme"] = "mdieu"
    return raw


def put(index: MatchIndex, raw: dict[str, Any]) -> Question:
    return Question(read(index, **raw), index)


def shown(answer: Match) -> list[tuple[str, int]]:
    return [(item.record.id, item.points) for item in (*answer.recommendations, *answer.approaches)]


@settings(max_examples=60, deadline=None)
@given(records(), profiles())
def test_contributions_add_up_to_the_score(made: tuple[Intervention, ...], raw: dict[str, Any]) -> None:
    answer = match(put(index_of(*made), raw), {}, 10)

    assert sum(answer.points.values()) == SCALE
    for item in (*answer.recommendations, *answer.approaches):
        assert sum(reason.points for reason in item.reasons) == item.points
        assert all(0 <= reason.points <= reason.available for reason in item.reasons)
        assert all(reason.text for reason in item.reasons)
        assert 0 <= item.points <= SCALE


@settings(max_examples=60, deadline=None)
@given(records(), profiles(), st.data())
def test_more_urgency_for_a_need_never_lowers_a_record(
    made: tuple[Intervention, ...], raw: dict[str, Any], data: st.DataObject
) -> None:
    index = index_of(*made)
    place = data.draw(st.integers(0, len(raw["needs"]) - 1))
    more = [
        {**need, "urgency": min(3, need["urgency"] + 1)} if number == place else need
        for number, need in enumerate(raw["needs"])
    ]
    before, after = put(index, raw), put(index, {**raw, "needs": more})
    available = points(before.profile, {})

    for item in made:
        assert score(item, after, available).points >= score(item, before, available).points


@settings(max_examples=40, deadline=None)
@given(records(), profiles(), st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(made: tuple[Intervention, ...], raw: dict[str, Any], random: Any) -> None:
    shuffled, other = list(made), {**raw}
    random.shuffle(shuffled)
    for field in ("needs", "sectors", "targetGroups", "present", "barriers", "organisationSizes"):
        other[field] = random.sample(raw[field], len(raw[field]))

    first = match(put(index_of(*made), raw), {}, 10)
    second = match(put(index_of(*shuffled), other), {}, 10)

    assert shown(first) == shown(second)
    assert {gap.need for gap in first.gaps} == {gap.need for gap in second.gaps}
    assert {(item.record.id, item.code) for item in first.excluded} == {
        (item.record.id, item.code) for item in second.excluded
    }


@settings(max_examples=40, deadline=None)
@given(records(), profiles(), st.sampled_from(["intervention", "type", "approach"]))
def test_an_irrelevant_record_changes_nothing(made: tuple[Intervention, ...], raw: dict[str, Any], kind: str) -> None:
    raw = {**raw, "needs": [need for need in raw["needs"] if need["topic"] != "opdrachtgeverschap"]}
    if not raw["needs"]:
        return
    irrelevant = record("ongerelateerd", kind=kind, topics=["opdrachtgeverschap"])

    without = match(put(index_of(*made), raw), {}, 10)
    having = match(put(index_of(*made, irrelevant), raw), {}, 10)

    assert shown(without) == shown(having)
    assert without.gaps == having.gaps
    assert without.coverage == having.coverage


#: Field of the record by factor, for what can be left out of a record.
CITED = {
    "targetGroup": "target_groups",
    "organisationSize": "organisation_sizes",
    "barrier": "barriers",
    "phase": "phases",
}


@settings(max_examples=80, deadline=None)
@given(records(), profiles(), st.sampled_from(sorted(CITED)))
def test_removing_a_cited_attribute_changes_the_score_by_what_was_stated(
    made: tuple[Intervention, ...], raw: dict[str, Any], factor: str
) -> None:
    index = index_of(*made)
    for item in match(put(index, raw), {}, 10).recommendations:
        reason = next((reason for reason in item.reasons if reason.factor == factor), None)
        if reason is None or factor in item.unknown or not getattr(item.record, CITED[factor]):
            continue
        less = item.record.model_copy(update={CITED[factor]: ()})
        question = put(index, raw)
        after = score(less, question, points(question.profile, {}))
        contribution = next(found for found in after.contributions if found.factor == factor)
        if not contribution.fit.known:
            assert item.points - after.points == reason.points - reason.if_unknown


@settings(max_examples=60, deadline=None)
@given(records(), profiles(), st.data())
def test_evidence_never_counts_for_more_than_a_tenth(
    made: tuple[Intervention, ...], raw: dict[str, Any], data: st.DataObject
) -> None:
    overrides = {
        feature.name: data.draw(st.floats(feature.lowest, feature.highest), label=feature.name)
        for feature in FEATURES.values()
    }
    profile = read(index_of(*made), **raw)

    for weights in ({}, overrides):
        shares = points(profile, weights)
        assert sum(shares.values()) == SCALE
        assert shares.get("evidence", 0) <= SCALE * EVIDENCE_SHARE


@settings(max_examples=40, deadline=None)
@given(records(), profiles())
def test_every_need_that_can_be_filled_has_a_record_when_there_is_room(
    made: tuple[Intervention, ...], raw: dict[str, Any]
) -> None:
    question = put(index_of(*made), raw)
    answer = match(question, {}, 5)
    fillable = {
        fit.need.topic for item in Scores(question, {}).candidates() for fit in item.needs if fit.relevance.value >= 0.5
    }

    assert fillable == {item.need for item in answer.coverage if item.interventions}
