"""What the knowledge base adds to a plan, what it never adds, and what the checks say."""

from typing import Any

import pytest

from app.domain.corpus import Corpus
from app.domain.plan.completed import State
from app.domain.plan.plan import Plan
from app.domain.plan.references import unknown_references
from app.domain.plan.template import PlanTemplate
from tests.domain.plan.conftest import Bench

TRAINING = "stigas-training-gezonde-werkhoudingen"


def test_an_empty_activity_gets_texts_and_no_numbers_or_days(bench: Bench, corpus: Corpus) -> None:
    activity = bench(activities=[{"interventions": [TRAINING]}]).plan.activities[0]
    record = corpus.by_id[TRAINING]
    assert activity.name == record.title
    assert activity.approach == record.description
    assert activity.theme == "veilig-gezond-vitaal"
    assert activity.indicator
    assert activity.evidence_of_performance
    assert (activity.reach, activity.baseline, activity.target, activity.budget) == (None, None, None, ())
    assert (activity.period.start, activity.period.end) == (None, None)


def test_what_the_user_wrote_or_emptied_stays(bench: Bench) -> None:
    fields = {"interventions": [TRAINING], "name": "Eigen naam", "approach": ""}
    activity = bench(activities=[fields]).plan.activities[0]
    assert (activity.name, activity.approach) == ("Eigen naam", "")


def test_completing_twice_changes_nothing(bench: Bench) -> None:
    first = bench(bottlenecks=[{"id": "fysieke-belasting"}], activities=[{"interventions": [TRAINING, "pmo"]}])
    again = Plan.model_validate_json(first.plan.model_dump_json(by_alias=True))
    assert bench(**again.model_dump(by_alias=True)) == first


def test_every_activity_carries_its_sources(bench: Bench, corpus: Corpus) -> None:
    ids = [record.id for record in corpus.interventions[:60]]
    completed = bench(activities=[{"interventions": [record_id]} for record_id in ids])
    notes = {note.number: note for note in completed.facts.sources}
    assert list(notes) == list(range(1, len(notes) + 1))
    for record_id, facts in zip(ids, completed.activities, strict=True):
        cited = {notes[number].document.id for number in facts.interventions[0].sources}
        assert cited == {source.document for source in corpus.by_id[record_id].sources}


def test_an_activity_answers_the_bottleneck_that_its_intervention_is_about(bench: Bench) -> None:
    completed = bench(bottlenecks=[{"id": "fysieke-belasting"}], activities=[{"interventions": [TRAINING]}])
    assert completed.plan.activities[0].bottlenecks == ("fysieke-belasting",)
    assert completed.activities[0].bottlenecks[0].label == "Fysieke belasting"


def test_a_legal_duty_is_flagged_with_the_scheme_and_the_record(bench: Bench) -> None:
    facts = bench(activities=[{"interventions": ["pmo"]}]).activities[0]
    duty = next(flag for flag in facts.flags if flag.caution.id == "wettelijke-plicht")
    assert duty.excluded
    assert "MDIEU betaalde niet" in duty.text
    assert facts.eligibility.verdict == "niet-subsidiabel"


def test_the_result_is_one_sentence_with_blanks_until_it_is_smart(bench: Bench) -> None:
    blank = bench(activities=[{"interventions": [TRAINING]}]).activities[0]
    assert "[datum]" in blank.result_text
    assert "[aantal] deelnemers" in blank.result_text
    assert not blank.smart
    fields = {"interventions": [TRAINING], "target": 1200, "period": {"end": "2027-12-31"}}
    smart = bench(activities=[fields]).activities[0]
    assert smart.smart
    assert smart.result_text == (
        "Uiterlijk op 31 december 2027 is het aantal werkenden dat heeft meegedaan: 1.200 deelnemers."
    )


def test_the_face_of_an_mdieu_plan_says_that_it_is_closed(bench: Bench) -> None:
    notice = bench().facts.notice
    assert notice
    assert "gesloten voor nieuwe aanvragen sinds 27 september 2024" in notice.text
    assert notice.source.url


def test_early_retirement_is_shown_as_outside_and_never_filled(bench: Bench, corpus: Corpus) -> None:
    template = bench.templates["mdieu"]
    assert template.theme_by_id["eerder-uittreden"].outside
    themes = {template.theme_of(record.themes, record.topics) for record in corpus.interventions}
    assert "eerder-uittreden" not in themes


#: Check, a plan in which it asks for attention, a plan in which it does not.
CHECKS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (
        "knelpunten",
        {"bottlenecks": [{"id": "werkdruk"}], "activities": [{"interventions": [TRAINING]}]},
        {"bottlenecks": [{"id": "fysieke-belasting"}], "activities": [{"interventions": [TRAINING]}]},
    ),
    (
        "categorieen",
        {"activities": [{"interventions": [TRAINING]}]},
        {"activities": [{"interventions": ["zeven-stappen-werkdruk"]}]},
    ),
    (
        "oorzaak",
        {"bottlenecks": [{"id": "fysieke-belasting"}], "activities": [{"interventions": ["bewustbelast"]}]},
        {"bottlenecks": [{"id": "werkdruk"}], "activities": [{"interventions": ["zeven-stappen-werkdruk"]}]},
    ),
    (
        "niet-subsidiabel",
        {"activities": [{"interventions": ["pmo"]}]},
        {"activities": [{"interventions": [TRAINING]}]},
    ),
    (
        "regeling",
        {"period": {"start": "2027-01-01", "end": "2029-01-01"}},
        {"period": {"start": "2027-01-01", "end": "2028-12-31"}},
    ),
    ("regeling", {"subsidyPercentage": 51}, {"subsidyPercentage": 50}),
    (
        "regeling",
        {"period": {"end": "2027-06-30"}, "activities": [{"period": {"end": "2027-07-01"}}]},
        {"period": {"end": "2027-06-30"}, "activities": [{"period": {"end": "2027-06-30"}}]},
    ),
    (
        "smart",
        {"activities": [{"result": "Mensen voelen zich beter", "period": {"end": "2027-06-30"}}]},
        {"activities": [{"result": "300 mensen tillen minder", "period": {"end": "2027-06-30"}}]},
    ),
    (
        "termijn",
        {"period": {"start": "2027-01-01"}, "activities": [{"period": {"end": "2027-06-30"}}]},
        {
            "period": {"start": "2027-01-01"},
            "activities": [{"period": {"end": "2027-06-30"}}, {"period": {"end": "2028-06-30"}}],
        },
    ),
    ("verlopen", {"activities": [{"interventions": ["ontwikkeladvies-45-plus"]}]}, {"activities": []}),
]


@pytest.mark.parametrize(("check", "wrong", "right"), CHECKS)
def test_checks(bench: Bench, check: str, wrong: dict[str, Any], right: dict[str, Any]) -> None:
    found = bench.finding(check, **wrong)
    assert found
    assert found.state is State.ATTENTION
    fine = bench.finding(check, **right)
    assert fine is None or fine.state is not State.ATTENTION


def test_a_copied_approach_is_not_tailoring(bench: Bench) -> None:
    copied = bench.finding("succesfactoren", activities=[{"interventions": [TRAINING]}])
    own = bench.finding("succesfactoren", activities=[{"interventions": [TRAINING], "approach": "Op ons werk."}])
    assert copied
    assert own
    assert "activiteit 1" in copied.text
    assert "activiteit 1" not in own.text


def test_steps_and_factors_that_are_answered_are_not_asked_for_again(bench: Bench) -> None:
    asked = {question.place for question in bench().facts.questions}
    assert {"successFactors.draagvlak", "steps.evaluatie"} <= asked
    answered = bench(
        successFactors=[{"id": "draagvlak", "text": "Iedereen staat erachter."}],
        activities=[{"phase": "evaluatie"}],
    )
    assert not {"successFactors.draagvlak", "steps.evaluatie"} & {item.place for item in answered.facts.questions}


def test_evidence_is_a_distribution(bench: Bench) -> None:
    found = bench.finding("bewijs", activities=[{"interventions": [TRAINING, "pmo"]}])
    assert found
    assert "onbekend (2)" in found.text


def test_unknown_names_are_found_wherever_they_stand(corpus: Corpus, templates: dict[str, PlanTemplate]) -> None:
    raw = {
        "template": "mdieu",
        "sector": "hoveniers",
        "bottlenecks": [{"id": "eigen-knelpunt"}],
        "goals": [{"bottleneck": "ander"}],
        "activities": [
            {"bottlenecks": ["eigen-knelpunt", "nog-een"], "interventions": ["pmo", "pmoo"], "phase": "begin"},
            {"theme": "rvu", "budget": [{"kind": "extern"}, {"kind": "goud"}]},
            "niets",
        ],
        "steps": [{"id": "analyse"}, {"id": "dansen"}],
    }
    errors = {error.name: error.detail for error in unknown_references(raw, templates, corpus)}
    assert set(errors) == {
        "sector",
        "goals.0.bottleneck",
        "activities.0.bottlenecks.1",
        "activities.0.interventions.1",
        "activities.0.phase",
        "activities.1.theme",
        "activities.1.budget.1.kind",
        "steps.1.id",
    }
    assert "bedoelt u" in errors["activities.0.interventions.1"]
    assert "extern" in errors["activities.1.budget.1.kind"]


@pytest.mark.parametrize("raw", [None, [], 3, {"activities": 3}, {"template": []}, {"activities": [[], None, {}]}])
def test_shapeless_input_names_nothing(raw: Any, corpus: Corpus, templates: dict[str, PlanTemplate]) -> None:
    assert unknown_references(raw, templates, corpus) == []
