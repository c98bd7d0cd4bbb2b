"""Profiles as they are sent: resolved, or refused with every mistake at once."""

from dataclasses import dataclass
from typing import Any

import pytest

from app.domain.matching.entries import WAYS_IN
from app.domain.matching.profile import Profile
from app.domain.matching.reading import read_profile
from app.errors import InvalidInput
from tests.domain.matching.builders import index_of, needs, read, record, vocabularies

INDEX = index_of(record("iets"))


@dataclass(frozen=True)
class Said:
    vocabulary: str
    term: str
    said: str
    weight: float


def errors(**raw: Any) -> dict[str, str]:
    with pytest.raises(InvalidInput) as raised:
        read(INDEX, **raw)
    assert all(error.place == "body" for error in raised.value.errors)
    return {error.name: error.code for error in raised.value.errors}


def understood(*said: Said, **raw: Any) -> Profile:
    return read_profile({"text": "tekst", **raw}, INDEX, lambda _text: said)


def test_aliases_become_ids_and_one_or_more_sectors_are_the_same_thing() -> None:
    profile = read(INDEX, needs=needs("werkdruk"), sector="horeca", present=["measures"], phase="plan")

    assert profile.present == ("maatregelen",)
    assert profile.phase == "plan-van-aanpak"
    assert profile.sectors == read(INDEX, needs=needs("werkdruk"), sectors=["horeca"]).sectors == ("horeca",)


def test_everything_wrong_is_named_at_once() -> None:
    found = errors(
        needs=[{"topic": "werkdrk", "urgency": 9}, {"urgency": "veel"}],
        sector="zorgg",
        targetGroups=["chauffeurs", "zeelui"],
        organisationSize="enorm",
        present="kennis",
        phase="later",
        barriers=["moeten"],
        scheme="slim",
        exclude=["bestaat-niet"],
        dix=[{"dimension": "geluk"}],
        kleur="rood",
    )

    assert found == {
        "needs.0.urgency": "less_than_equal",
        "needs.0.topic": "unknown_value",
        "needs.1.topic": "missing",
        "needs.1.urgency": "int_type",
        "sector": "unknown_value",
        "targetGroups.1": "unknown_value",
        "organisationSize": "unknown_value",
        "present": "tuple_type",
        "phase": "unknown_value",
        "barriers.0": "unknown_value",
        "scheme": "unknown_value",
        "exclude.0": "unknown_value",
        "dix.0.dimension": "unknown_value",
        "kleur": "extra_forbidden",
    }


def test_an_unknown_value_offers_what_looks_like_it_or_what_is_allowed() -> None:
    with pytest.raises(InvalidInput) as raised:
        read(INDEX, needs=[{"topic": "werkdrk"}], barriers=["zzz"])
    details = {error.name: error.detail for error in raised.value.errors}

    assert "bedoelt u werkdruk" in details["needs.0.topic"]
    assert "weten, willen, kunnen, durven, mogen" in details["barriers.0"]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ({}, "needs"),
        ({"sector": "horeca"}, "needs"),
        ({"text": "   "}, "needs"),
        ({"needs": [{"topic": "werkdruk", "urgency": 1}, {"topic": "werkdruk", "urgency": 3}]}, "needs.1"),
        ({"needs": needs("werkdruk"), "notMeant": ["werkdruk"]}, "needs.0.topic"),
        ({"needs": needs("werkdruk"), "sector": "horeca", "sectors": ["handel"]}, "sectors"),
        (
            {"needs": needs("werkdruk"), "organisationSize": "klein", "organisationSizes": ["groot"]},
            "organisationSizes",
        ),
        ({"text": "a" * 5001}, "text"),
        ({"needs": [{"topic": "werkdruk", "urgency": 2.5}]}, "needs.0.urgency"),
        ({"needs": [{"topic": "werkdruk", "urgency": True}]}, "needs.0.urgency"),
    ],
)
def test_empty_contradictory_and_oversized_profiles_are_refused(raw: dict[str, Any], name: str) -> None:
    assert name in errors(**raw)


@pytest.mark.parametrize("raw", [None, [], "werkdruk", 3])
def test_a_profile_is_an_object(raw: object) -> None:
    with pytest.raises(InvalidInput):
        read_profile(raw, INDEX, lambda _text: ())


def test_other_ways_in_become_needs_that_say_where_they_come_from() -> None:
    profile = read(INDEX, dix=[{"dimension": "gezondheid-en-energie", "urgency": 3}], psa=[{"dimension": "pesten"}])

    assert [(need.topic, need.urgency, need.origin) for need in profile.needs] == [
        ("vitaliteit", 3, "dix"),
        ("mentale-gezondheid", 2, "dix"),
        ("ongewenste-omgangsvormen", 2, "psa"),
    ]
    assert profile.needs[0].said == "Gezondheid en energie"


def test_a_need_that_was_said_goes_before_one_that_was_translated() -> None:
    profile = read(INDEX, needs=needs("werkdruk", urgency=1), psa=[{"dimension": "werkdruk", "urgency": 3}])

    assert [(need.topic, need.urgency, need.origin) for need in profile.needs] == [("werkdruk", 1, "needs")]


def test_every_dimension_stands_for_topics_that_exist() -> None:
    topics = {term.id for vocabulary in vocabularies() if vocabulary.name == "topics" for term in vocabulary.terms}
    named = {topic for way in WAYS_IN.values() for item in way.dimensions.values() for topic in item.topics}

    assert named <= topics
    assert set(WAYS_IN) == {"dix", "workAbility", "jdr", "bravo", "psa"}


def test_a_text_alone_yields_needs_sector_and_target_group_that_are_marked() -> None:
    profile = understood(
        Said("topics", "werkdruk", "te druk", 0.9),
        Said("topics", "werkplezier", "plezier", 0.7),
        Said("sectors", "horeca", "koks", 0.9),
        Said("target-groups", "leidinggevenden", "bazen", 0.9),
        Said("organisation-sizes", "klein", "klein bedrijf", 0.9),
    )

    assert [(need.topic, need.urgency, need.origin, need.said) for need in profile.needs] == [
        ("werkdruk", 2, "text", "te druk"),
        ("werkplezier", 1, "text", "plezier"),
    ]
    assert profile.sectors == ("horeca",)
    assert profile.target_groups == ("leidinggevenden",)
    assert profile.organisation_sizes == ("klein",)
    assert {(item.field, item.value) for item in profile.derived} == {
        ("sectors", "horeca"),
        ("targetGroups", "leidinggevenden"),
        ("organisationSizes", "klein"),
    }


def test_what_was_filled_in_is_not_overruled_by_the_text() -> None:
    profile = understood(Said("sectors", "horeca", "koks", 1.0), sector="handel", needs=needs("werkdruk"))

    assert profile.sectors == ("handel",)
    assert profile.derived == ()


def test_beside_needs_a_text_adds_only_what_it_names_surely() -> None:
    profile = understood(
        Said("topics", "leercultuur", "leercultuur", 1.0),
        Said("topics", "vitaliteit", "fit", 0.8),
        needs=needs("werkdruk"),
    )

    assert [(need.topic, need.urgency) for need in profile.needs] == [("werkdruk", 3), ("leercultuur", 1)]
    assert [(item.value, item.said) for item in profile.suggested] == [("vitaliteit", "fit")]


def test_words_that_may_mean_two_things_count_for_neither() -> None:
    profile = understood(Said("topics", "vitaliteit", "verzuim", 0.9), Said("topics", "di-beleid", "verzuim", 0.9))

    assert profile.needs == ()
    assert {item.value for item in profile.suggested} == {"vitaliteit", "di-beleid"}


def test_what_was_not_meant_is_not_read_in_the_text() -> None:
    said = (Said("topics", "werkdruk", "druk", 0.9), Said("topics", "roken", "roken", 0.9))

    assert [need.topic for need in understood(*said, notMeant=["werkdruk"]).needs] == ["roken"]
