"""The answer as a whole: coverage, approaches, notes, weights, ways to say no."""

import pytest

from app.domain.matching.explanation import WORDING
from app.domain.matching.index import KINSHIP
from app.domain.matching.match import match
from app.domain.matching.question import Question
from app.domain.matching.weights import FEATURES, SCALE
from tests.domain.matching.builders import ask, explain, ids, index_of, needs, read, record

WERKDRUK = needs("werkdruk")


def test_coverage_is_covered_thin_or_gap() -> None:
    answer = ask(
        record("eerste"),
        record("tweede", category="cultuur"),
        record("weten", topics=["leercultuur"], category="kennis"),
        record("nogweten", topics=["leercultuur"], category="kennis", form="brochure"),
        record("alleen-een", topics=["roken"]),
        needs=needs("werkdruk", "leercultuur", "roken", "alcohol"),
    )

    assert {item.need: item.status for item in answer.coverage} == {
        "werkdruk": "covered",
        "leercultuur": "thin",
        "roken": "thin",
        "alcohol": "gap",
    }
    assert "geen maatregel" in next(item.text for item in answer.coverage if item.need == "leercultuur")


def test_a_broader_record_of_the_own_sector_stands_below_and_fills_nothing_alone() -> None:
    own = record("breed", topics=["vitaliteit"], sectors=["horeca"])
    general = record("algemeenbreed", topics=["vitaliteit"])
    exact = record("precies", topics=["bewegen"])

    assert ids(ask(own, general, exact, needs=needs("bewegen"), sector="horeca")) == ["precies", "breed"]
    assert ids(ask(own, general, needs=needs("bewegen"), sector="horeca")) == []


def test_an_excluded_record_is_told_even_when_it_is_about_something_else() -> None:
    answer = ask(record("weg", topics=["roken"]), record("blijft"), needs=WERKDRUK, exclude=["weg"])

    assert [(item.record.id, item.code) for item in answer.excluded] == [("weg", "uitgesloten")]


def test_missing_data_counts_half_and_is_named() -> None:
    answer = ask(
        record("leeg", levels=[]), needs=WERKDRUK, targetGroups=["werknemers"], barriers=["willen"], phase="borging"
    )
    item = answer.recommendations[0]

    assert set(item.unknown) == {"targetGroup", "barrier", "phase", "level", "evidence"}
    for reason in item.reasons:
        if reason.factor in item.unknown:
            assert reason.points == round(reason.available / 2) == reason.if_unknown


def test_weights_move_the_list_and_keep_adding_up() -> None:
    local = record("lokaal", topics=["leercultuur", "werkdruk"], sectors=["horeca"])
    exact = record("precies", topics=["werkdruk"])
    index = index_of(local, exact)
    question = Question(read(index, needs=WERKDRUK, sector="horeca"), index)

    by_sector, by_topic = (
        [item.record.id for item in match(question, weights, 5).recommendations]
        for weights in ({"sector": 0.5}, {"sector": 0.0, "topic": 1.0})
    )

    assert by_sector == ["lokaal", "precies"]
    assert by_topic == ["precies", "lokaal"]
    assert sum(match(question, {"sector": 0.5}, 5).points.values()) == SCALE


def test_without_needs_the_text_decides() -> None:
    index = index_of(record("gevonden", topics=["roken"]), record("ongezien", topics=["alcohol"]))
    question = Question(read(index, text="iets bijzonders"), index, {"gevonden": 1.0, "ongezien": 0.1})

    answer = match(question, {}, 5)

    assert [item.record.id for item in answer.recommendations] == ["gevonden"]
    assert answer.coverage == ()


def test_sectors_are_a_family() -> None:
    records = [
        record("ouder", sectors=["zorg-en-welzijn"]),
        record("zelf", sectors=["ziekenhuizen"]),
        record("kind", sectors=["umc"]),
        record("zus", sectors=["kinderopvang"]),
        record("zusvoorbeeld", sectors=["kinderopvang"], sector_scope="voorbeeld"),
        record("vreemdvoorbeeld", sectors=["horeca"], sector_scope="voorbeeld"),
    ]

    answer = ask(*records, needs=WERKDRUK, sector="ziekenhuizen")
    points = {item.record.id: item.points for item in answer.recommendations}

    assert "zus" not in points
    assert points["ouder"] == points["zelf"] > points["kind"] > points["zusvoorbeeld"] > points["vreemdvoorbeeld"]
    kinds = {item.record.id: {note.kind for note in item.cautions} for item in answer.recommendations}
    assert "deel-van-sector" in kinds["kind"]


def test_why_not_says_what_was_missed_and_what_would_change_it() -> None:
    locked = record("zorgtool", sectors=["zorg-en-welzijn"])

    why = explain("zorgtool", locked, record("andere"), needs=WERKDRUK, sector="horeca")

    assert why.status == "excluded"
    assert why.points == sum(reason.points for reason in why.reasons)
    assert why.missed[0].factor == "sector"
    change = next(item for item in why.changes if "Zorg en welzijn" in item.text)
    assert change.rank == 1
    assert change.points > why.points


@pytest.mark.parametrize(
    ("profile", "status"),
    [
        ({"needs": WERKDRUK}, "recommended"),
        ({"needs": WERKDRUK, "exclude": ["iets"]}, "excluded"),
        ({"needs": needs("roken")}, "off-topic"),
    ],
)
def test_why_not_knows_where_a_record_stands(profile: dict[str, object], status: str) -> None:
    assert explain("iets", record("iets"), record("rook", topics=["roken"]), **profile).status == status


def test_why_not_says_when_others_fit_better_and_when_it_is_an_approach() -> None:
    better = [record(f"beter{name}", sectors=["horeca"]) for name in "ab"]

    weaker = explain("zwak", record("zwak", kind="type"), *better, needs=WERKDRUK, sector="horeca", limit=2)
    way = explain("weg", record("weg", kind="approach"), *better, needs=WERKDRUK)

    assert weaker.status == "outranked"
    assert weaker.lowest_shown is not None
    assert weaker.points < weaker.lowest_shown
    assert way.status == "approach"


def test_every_factor_is_documented_in_dutch_and_every_kinship_has_a_sentence() -> None:
    assert all(len(feature.documentation) > 40 for feature in FEATURES.values())
    assert all(feature.lowest <= feature.weight <= feature.highest for feature in FEATURES.values())
    assert {case for factor, case in WORDING if factor == "topic"} == set(KINSHIP)
