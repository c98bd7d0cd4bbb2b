"""The judged profiles must stay true to the corpus, to the vocabulary and to the rules they were judged by."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention

ROOT = Path(__file__).parents[2]
PROFILES = Path(__file__).parent / "profiles.yaml"
KEYS = {"id", "held_out", "note", "profile", "relevant", "approaches", "wrong", "gaps"}
SCHEMES = {"mdieu"}
# Profile field: the vocabulary its terms come from.
LISTS = {
    "organisationSizes": "organisation-sizes",
    "targetGroups": "target-groups",
    "present": "categories",
    "barriers": "barriers",
}
SINGLES = {"sector": "sectors", "phase": "phases"}
FIELDS = {*LISTS, *SINGLES, "needs", "scheme", "exclude", "text"}
KINDS = {"Several needs:": 5, "Sparse:": 5, "Adversarial,": 5, "Unfillable:": 3}
# Only approaches grade no higher than this: they are shown beside the interventions.
BESIDE = 2
NOT_ELIGIBLE = {"wettelijke-plicht", "evc", "vwnw-na-ontslag", "diplomagericht", "loonkosten"}

Judged = dict[str, Any]


@pytest.fixture(scope="module")
def profiles() -> list[Judged]:
    loaded: list[Judged] = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def records(corpus: Corpus) -> dict[str, Intervention]:
    return {record.id: record for record in corpus.interventions}


@pytest.fixture(scope="module")
def terms() -> dict[str, dict[str, str | None]]:
    """Per vocabulary every term with its broader term."""
    vocabulary = yaml.safe_load((ROOT / "data" / "vocabulary.yaml").read_text(encoding="utf-8"))
    return {name: {term["id"]: term.get("broader") for term in part["terms"]} for name, part in vocabulary.items()}


def line(term: str, broader: dict[str, str | None]) -> set[str]:
    """The term with everything above it."""
    found: set[str] = set()
    step: str | None = term
    while step is not None:
        found.add(step)
        step = broader[step]
    return found


def test_every_profile_has_the_same_fields(profiles: list[Judged]) -> None:
    assert [judged["id"] for judged in profiles if set(judged) != KEYS] == []
    assert [judged["id"] for judged in profiles if not set(judged["profile"]) <= FIELDS] == []
    assert [judged["id"] for judged in profiles if not {"needs", "text"} & set(judged["profile"])] == []


def test_ids_count_up_and_every_third_is_held_out(profiles: list[Judged]) -> None:
    assert [judged["id"] for judged in profiles] == [f"p{number:02d}" for number in range(1, len(profiles) + 1)]
    assert [judged["held_out"] for judged in profiles] == [number % 3 == 0 for number in range(1, len(profiles) + 1)]


def test_there_are_enough_profiles_sectors_and_kinds(profiles: list[Judged]) -> None:
    assert len(profiles) >= 42
    assert len({judged["profile"]["sector"] for judged in profiles if "sector" in judged["profile"]}) >= 15
    counts = Counter(kind for judged in profiles for kind in KINDS if judged["note"].startswith(kind))
    assert {kind: counts[kind] for kind, least in KINDS.items() if counts[kind] < least} == {}
    for kind in KINDS:
        assert {judged["held_out"] for judged in profiles if judged["note"].startswith(kind)} == {True, False}


def test_the_kinds_are_what_they_say(profiles: list[Judged]) -> None:
    for judged in profiles:
        profile, note = judged["profile"], judged["note"]
        if note.startswith("Several needs:"):
            assert len(profile["needs"]) >= 4, judged["id"]
        if note.startswith("Sparse:"):
            assert set(profile) == {"text"} or (set(profile) == {"needs"} and len(profile["needs"]) == 1), judged["id"]
        if note.startswith("Unfillable:"):
            assert judged["gaps"], judged["id"]


def test_profiles_speak_the_vocabulary(profiles: list[Judged], terms: dict[str, dict[str, str | None]]) -> None:
    unknown = set()
    for judged in profiles:
        profile = judged["profile"]
        used = [(SINGLES[field], profile[field]) for field in SINGLES if field in profile]
        used += [(LISTS[field], value) for field in LISTS for value in profile.get(field, [])]
        used += [
            ("topics", topic) for topic in [*(need["topic"] for need in profile.get("needs", [])), *judged["gaps"]]
        ]
        unknown |= {(judged["id"], name, value) for name, value in used if value not in terms[name]}
        assert profile.get("scheme") in {None, *SCHEMES}, judged["id"]
    assert unknown == set()


def test_needs_are_distinct_and_urgency_runs_from_one_to_three(profiles: list[Judged]) -> None:
    for judged in profiles:
        needs = judged["profile"].get("needs", [])
        assert {need["urgency"] for need in needs} <= {1, 2, 3}, judged["id"]
        assert len({need["topic"] for need in needs}) == len(needs), judged["id"]


def test_only_existing_records_are_judged(profiles: list[Judged], records: dict[str, Intervention]) -> None:
    unknown = {
        (judged["id"], record)
        for judged in profiles
        for record in [
            *judged["relevant"],
            *judged["approaches"],
            *judged["wrong"],
            *judged["profile"].get("exclude", []),
        ]
        if record not in records
    }
    assert unknown == set()


def test_grades_fit_the_kind_of_record(profiles: list[Judged], records: dict[str, Intervention]) -> None:
    for judged in profiles:
        assert set(judged["relevant"].values()) <= {1, 2, 3}, judged["id"]
        assert set(judged["approaches"].values()) <= {1, BESIDE}, judged["id"]
        assert {records[record].kind for record in judged["approaches"]} <= {"approach"}, judged["id"]
        assert "approach" not in {records[record].kind for record in judged["relevant"]}, judged["id"]
        core = [record for record, grade in judged["relevant"].items() if grade > BESIDE]
        assert {records[record].kind for record in core} <= {"intervention"}, judged["id"]


def test_wrong_and_relevant_are_disjoint(profiles: list[Judged]) -> None:
    for judged in profiles:
        assert len(set(judged["wrong"])) == len(judged["wrong"]), judged["id"]
        assert set(judged["wrong"]).isdisjoint({*judged["relevant"], *judged["approaches"]}), judged["id"]
        assert set(judged["profile"].get("exclude", [])) <= set(judged["wrong"]), judged["id"]


def test_no_ended_or_ineligible_record_is_relevant(profiles: list[Judged], records: dict[str, Intervention]) -> None:
    for judged in profiles:
        for record in map(records.__getitem__, judged["relevant"]):
            cautions = {caution.kind for caution in record.cautions}
            assert record.status.state != "beeindigd", (judged["id"], record.id)
            assert "verlopen" not in cautions, (judged["id"], record.id)
            if judged["profile"].get("scheme") == "mdieu":
                assert cautions.isdisjoint(NOT_ELIGIBLE), (judged["id"], record.id)


def test_no_record_locked_to_another_sector_is_relevant(
    profiles: list[Judged], records: dict[str, Intervention], terms: dict[str, dict[str, str | None]]
) -> None:
    """Locked means: for one sector only, and that sector is neither the profile's, nor above nor below it."""
    broader = terms["sectors"]
    locked = set()
    for judged in profiles:
        sector = judged["profile"].get("sector")
        for record in map(records.__getitem__, judged["relevant"] if sector else []):
            if record.sector_scope == "alleen" and not any(
                sector in line(own, broader) or own in line(sector, broader) for own in record.sectors
            ):
                locked.add((judged["id"], record.id))
    assert locked == set()


def test_an_example_from_another_sector_is_never_core(
    profiles: list[Judged], records: dict[str, Intervention], terms: dict[str, dict[str, str | None]]
) -> None:
    broader = terms["sectors"]
    core = set()
    for judged in profiles:
        own = judged["profile"].get("sector")
        near = line(own, broader) if own else set()
        for record, grade in judged["relevant"].items():
            example = records[record].sector_scope == "voorbeeld" and near.isdisjoint(records[record].sectors)
            if example and grade > BESIDE:
                core.add((judged["id"], record))
    assert core == set()


def test_gaps_are_the_needs_without_a_good_record(profiles: list[Judged], records: dict[str, Intervention]) -> None:
    for judged in profiles:
        good = {record for record, grade in judged["relevant"].items() if grade >= BESIDE}
        filled = {topic for record in good for topic in records[record].topics}
        needs = {need["topic"] for need in judged["profile"].get("needs", [])}
        assert needs - filled == set(judged["gaps"]), judged["id"]
