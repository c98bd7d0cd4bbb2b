"""What an expert calls a wrong recommendation: the seventeen of the domain study, each as a test."""

import pytest

from app.domain.intervention import Intervention
from app.domain.matching.result import Match
from tests.domain.matching.builders import ask, explain, ids, needs, record

WERKDRUK = needs("werkdruk")


def excluded(answer: Match) -> dict[str, str]:
    return {item.record.id: item.code for item in answer.excluded}


def cautions(answer: Match, record_id: str) -> set[str]:
    found = next(item for item in answer.recommendations if item.record.id == record_id)
    return {note.kind for note in found.cautions}


def with_caution(record_id: str, kind: str, **fields: object) -> Intervention:
    return record(record_id, cautions=[{"kind": kind, "reason": "Omdat het zo is."}], **fields)


def test_1_a_legal_duty_is_no_project_under_the_scheme_and_never_on_top_without_it() -> None:
    rie = with_caution("rie", "wettelijke-plicht", topics=["arbeidsrisicos"])
    other = record("kleinere-stap", topics=["arbeidsrisicos"], kind="type")

    for_scheme = ask(rie, other, needs=needs("arbeidsrisicos"), scheme="mdieu")
    without = ask(rie, other, needs=needs("arbeidsrisicos"))

    assert ids(for_scheme) == ["kleinere-stap"]
    assert excluded(for_scheme) == {"rie": "regeling"}
    assert ids(without) == ["kleinere-stap", "rie"]
    assert {"wettelijke-plicht", "regeling"} <= cautions(without, "rie")


def test_2_work_pressure_gets_two_collective_measures_among_the_first_five() -> None:
    apps = [
        record(f"app{name}", levels=["individu"], form=form, sectors=["bouw-en-infra"], target_groups=["werknemers"])
        for name, form in zip("abcdef", ["app", "coaching", "training", "workshop", "webinar", "loket"], strict=True)
    ]
    collective = [record("roosteraanpak"), record("teamplan", levels=["team"], category="cultuur")]

    answer = ask(
        *apps, *collective, needs=WERKDRUK, sector="bouw-en-infra", targetGroups=["werknemers"], present=["kennis"]
    )

    assert {"roosteraanpak", "teamplan"} <= set(ids(answer)[:5])


def test_3_instruction_comes_after_measures_at_the_source() -> None:
    risk = {"topics": ["gevaarlijke-stoffen"]}
    instruction = record("maskertraining", form="training", levels=["individu"], sectors=["metaal"], **risk)
    source = record("afzuiging", form="technologie", **risk)
    collective = record("vervangplan", form="handreiking", **risk)

    answer = ask(instruction, source, collective, needs=needs("gevaarlijke-stoffen"), sector="metaal")

    assert ids(answer)[2] == "maskertraining"


def test_4_a_tool_locked_to_a_sector_stays_there_and_an_example_is_said_to_be_one() -> None:
    locked = record("tilmeter", topics=["fysieke-belasting"], sectors=["zorg-en-welzijn"])
    example = record("liftproef", topics=["fysieke-belasting"], sectors=["zorg-en-welzijn"], sector_scope="voorbeeld")

    elsewhere = ask(locked, example, needs=needs("fysieke-belasting"), sector="ict-en-telecom")
    at_home = ask(locked, example, needs=needs("fysieke-belasting"), sector="ziekenhuizen")

    assert ids(elsewhere) == ["liftproef"]
    assert excluded(elsewhere) == {"tilmeter": "andere-sector"}
    assert "andere-sector" in cautions(elsewhere, "liftproef")
    assert set(ids(at_home)) == {"tilmeter", "liftproef"}


def test_5_no_scan_after_scan_and_no_measures_without_any_analysis() -> None:
    scans = [record(f"scan{name}", category="analyse", form="scan", phases=["analyse"]) for name in "abcdef"]
    measures = [record(f"maatregel{name}", phases=["implementatie"]) for name in "abcdef"]

    after = ask(*scans, *measures, needs=WERKDRUK, phase="implementatie", present=["analyse"])
    during = ask(*scans, *measures, needs=WERKDRUK, phase="analyse")

    assert not any(item.startswith("scan") for item in ids(after))
    assert any(item.startswith("scan") for item in ids(during)[:5])
    assert explain("scana", *scans, *measures, needs=WERKDRUK, phase="implementatie").status == "held-back"


def test_6_no_list_of_knowledge_only() -> None:
    platforms = [record(f"platform{name}", category="kennis", form="platform", sectors=["horeca"]) for name in "abcdef"]
    measures = [record(f"maatregel{name}", sectors=["horeca"]) for name in "abc"]

    answer = ask(*platforms, *measures, needs=WERKDRUK, sector="horeca")

    assert sum(item.startswith("platform") for item in ids(answer)[:5]) <= 2


def test_7_four_needs_do_not_get_five_times_the_same() -> None:
    vitality = [record(f"vitaal{name}", topics=["vitaliteit"], sectors=["horeca"]) for name in "abcdef"]
    others = [record(topic, topics=[topic]) for topic in ("werkdruk", "leercultuur", "loopbaanadvies")]

    answer = ask(
        *vitality, *others, needs=needs("vitaliteit", "werkdruk", "leercultuur", "loopbaanadvies"), sector="horeca"
    )

    assert {"werkdruk", "leercultuur", "loopbaanadvies"} < set(ids(answer)[:5])


def test_8_what_ended_is_out_and_a_pilot_is_said_to_be_one() -> None:
    ended = record("oudadvies", status={"state": "beeindigd", "note": "Gestopt in juli 2020."})
    lapsed = with_caution("oudbudget", "verlopen")
    pilot = record("proef", status={"state": "pilot", "as_of": "2020-12"})

    answer = ask(ended, lapsed, pilot, needs=WERKDRUK)

    assert ids(answer) == ["proef"]
    assert excluded(answer) == {"oudadvies": "verlopen", "oudbudget": "verlopen"}
    assert "Gestopt in juli 2020." in {item.reason for item in answer.excluded}
    assert "pilot" in cautions(answer, "proef")


@pytest.mark.parametrize("kind", ["evc", "vwnw-na-ontslag", "diplomagericht", "loonkosten"])
def test_9_costs_that_the_scheme_does_not_pay_are_out(kind: str) -> None:
    costly = with_caution("kostbaar", kind)

    assert excluded(ask(costly, record("goed"), needs=WERKDRUK, scheme="mdieu")) == {"kostbaar": "regeling"}
    assert "regeling" in cautions(ask(costly, needs=WERKDRUK), "kostbaar")


def test_9_guidance_after_dismissal_is_out_when_the_profile_is_about_dismissal() -> None:
    guidance = record("outplacement", topics=["van-werk-naar-werk"])
    asked = {"needs": needs("van-werk-naar-werk"), "scheme": "mdieu"}

    assert "regeling-nagaan" in cautions(ask(guidance, **asked), "outplacement")
    assert excluded(ask(guidance, **asked, targetGroups=["met-ontslag-bedreigden"])) == {"outplacement": "regeling"}


def test_10_health_data_and_lifestyle_always_carry_a_caution() -> None:
    app = with_caution("stressapp", "gezondheidsgegevens", levels=["individu"])
    course = record("stopcursus", topics=["roken"], levels=["individu"])

    answer = ask(app, course, needs=needs("werkdruk", "roken"))

    assert "gezondheidsgegevens" in cautions(answer, "stressapp")
    assert "leefstijl" in cautions(answer, "stopcursus")


def test_11_nothing_for_older_workers_unless_they_are_named() -> None:
    for_older = record("ouderen", target_groups=["oudere-werknemers"])
    for_all = record("iedereen", target_groups=["werknemers"])

    plain = ask(for_older, for_all, needs=WERKDRUK, targetGroups=["werknemers"])
    named = ask(for_older, for_all, needs=WERKDRUK, targetGroups=["oudere-werknemers"])

    assert ids(plain) == ["iedereen", "ouderen"]
    assert "doelgroep" in cautions(plain, "ouderen")
    assert ids(named)[0] == "ouderen"
    assert "doelgroep" not in cautions(named, "ouderen")


def test_12_an_hr_system_is_no_answer_for_a_firm_of_under_ten() -> None:
    system = record("hrsysteem", topics=["strategische-personeelsplanning"], form="programma")
    simple = record("keukentafel", topics=["strategische-personeelsplanning"], form="adviesgesprek", kind="type")

    small = ask(system, simple, needs=needs("strategische-personeelsplanning"), organisationSize="micro")
    large = ask(system, simple, needs=needs("strategische-personeelsplanning"), organisationSize="groot")

    assert ids(small) == ["keukentafel", "hrsysteem"]
    assert "schaal" in cautions(small, "hrsysteem")
    assert ids(large) == ["hrsysteem", "keukentafel"]


@pytest.mark.parametrize(("asked", "first"), [("werknemers", "voorwerkers"), ("leidinggevenden", "voorleiders")])
def test_13_the_right_addressee_goes_first(asked: str, first: str) -> None:
    leaders = record("voorleiders", target_groups=["leidinggevenden"])
    workers = record("voorwerkers", target_groups=["werknemers"])

    assert ids(ask(leaders, workers, needs=WERKDRUK, targetGroups=[asked]))[0] == first


def test_14_a_claim_of_the_source_is_no_verdict_and_lifts_nothing() -> None:
    claim = {"level": "onbekend", "claim": {"text": "bewezen effectief", "by": "de aanbieder"}}
    claimed, silent = record("metclaim", evidence=claim), record("zonderclaim")

    answer = ask(claimed, silent, needs=WERKDRUK)

    assert len({item.points for item in answer.recommendations}) == 1
    assert "bronclaim" in cautions(answer, "metclaim")
    reasons = [reason.text for item in answer.recommendations for reason in item.reasons]
    assert not any("bewezen" in text for text in reasons)


def test_15_an_approach_stands_beside_the_interventions() -> None:
    steps = record("stappen", kind="approach", form="stappenplan")

    answer = ask(steps, record("maatregel"), needs=WERKDRUK)

    assert ids(answer) == ["maatregel"]
    assert [item.record.id for item in answer.approaches] == ["stappen"]


def test_16_near_duplicates_do_not_stand_side_by_side() -> None:
    first = record("wijzer", title="Aanpakken van werkdruk: wegwijzer")
    again = record("wijzer-bis", title="Wegwijzer werkdruk aanpakken")
    others = [record(f"anders{name}", levels=["team"], kind="type") for name in "abc"]

    answer = ask(first, again, *others, needs=WERKDRUK)

    assert ids(answer)[0] == "wijzer"
    assert ids(answer)[-1] == "wijzer-bis"
    assert explain("wijzer-bis", first, again, *others, needs=WERKDRUK, limit=3).status == "held-back"


def test_17_a_need_that_nothing_fills_is_reported_and_not_padded() -> None:
    near = record("risicokaart", topics=["arbeidsrisicos"])

    answer = ask(near, record("maatregel"), needs=needs("werkdruk", "werken-op-hoogte"))

    assert ids(answer) == ["maatregel"]
    assert {item.need: item.status for item in answer.coverage}["werken-op-hoogte"] == "gap"
    assert [(gap.need, [item.id for item in gap.nearest]) for gap in answer.gaps] == [
        ("werken-op-hoogte", ["risicokaart"])
    ]
