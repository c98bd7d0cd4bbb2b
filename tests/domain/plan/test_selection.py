"""Activities are dealt out evenly over the needs."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.corpus import Corpus
from app.domain.plan.selection import Need, Proposal, Recommendation, select

NEEDS = ("fysieke-belasting", "werkdruk", "vitaliteit")


def proposal(*recommendations: tuple[str, tuple[str, ...]], urgencies: tuple[int, ...] = (1, 1, 1)) -> Proposal:
    return Proposal(
        needs=tuple(Need(topic, urgency) for topic, urgency in zip(NEEDS, urgencies, strict=True)),
        recommendations=tuple(Recommendation(record, needs, ("Omdat.",)) for record, needs in recommendations),
    )


def test_one_need_with_many_recommendations_leaves_room_for_the_others(corpus: Corpus) -> None:
    ids = [record.id for record in corpus.interventions[:6]]
    offered = proposal(*((record, (NEEDS[0],)) for record in ids[:4]), (ids[4], (NEEDS[1],)), (ids[5], (NEEDS[2],)))
    chosen = select(offered, corpus.by_id, (), 2)
    assert [activity.bottlenecks for activity in chosen] == [(NEEDS[0],), (NEEDS[0],), (NEEDS[1],), (NEEDS[2],)]
    assert chosen[0].reasons == ("Omdat.",)


def test_a_second_activity_is_of_another_category_when_there_is_one(corpus: Corpus) -> None:
    measures = [record.id for record in corpus.interventions if record.category == "maatregelen"][:2]
    scan = next(record.id for record in corpus.interventions if record.category == "analyse")
    chosen = select(proposal(*((item, (NEEDS[0],)) for item in (*measures, scan))), corpus.by_id, (), 2)
    assert [activity.interventions[0] for activity in chosen] == [measures[0], scan]


def test_what_is_excluded_is_never_proposed(corpus: Corpus) -> None:
    assert select(proposal(("pmo", (NEEDS[0],))), corpus.by_id, {"pmo"}, 3) == ()


@given(data=st.data())
def test_no_need_gets_more_while_another_waits(corpus: Corpus, data: st.DataObject) -> None:
    ids = [record.id for record in corpus.interventions[:12]]
    needs = st.lists(st.sampled_from(NEEDS), min_size=1, max_size=1)
    offered = proposal(*((record, tuple(data.draw(needs))) for record in ids))
    per_need = data.draw(st.integers(1, 5))
    chosen = select(offered, corpus.by_id, (), per_need)
    for need in NEEDS:
        available = sum(need in item.needs for item in offered.recommendations)
        assert sum(need in activity.bottlenecks for activity in chosen) == min(per_need, available)
