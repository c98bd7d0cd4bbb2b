"""Templates are data: a fund adds its own, and a mistake in one is named with its line."""

from pathlib import Path

import pytest

from app.corpus.plans import read_templates
from app.corpus.schemes import read_schemes
from app.domain.corpus import Corpus
from app.errors import InvalidCorpus
from tests.corpora import REAL_DATA

SHIPPED = REAL_DATA / "plans"
OWN = """\
extends: mdieu
id: ons-fonds
title: Plan van ons fonds
description: Onze eigen indeling.
costKinds:
  - {id: bijdrage, label: Onze bijdrage}
"""


def wrong(folder: Path, text: str) -> list[str]:
    (folder / "eigen.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidCorpus) as caught:
        read_templates([SHIPPED, folder])
    return [str(problem).split("/", 1)[1] for problem in caught.value.problems]


def test_a_fund_adds_a_template_without_code(tmp_path: Path) -> None:
    (tmp_path / "eigen.yaml").write_text(OWN, encoding="utf-8")
    templates = read_templates([SHIPPED, tmp_path])
    own, base = templates["ons-fonds"], templates["mdieu"]
    assert [kind.id for kind in own.cost_kinds] == ["bijdrage"]
    assert (own.themes, own.scheme, own.questions) == (base.themes, base.scheme, base.questions)


def test_every_name_in_a_shipped_template_exists(corpus: Corpus) -> None:
    for template in read_templates([SHIPPED]).values():
        for theme in template.themes:
            assert set(theme.covers) <= corpus.vocabulary("themes").by_id.keys()
            assert set(theme.topics) <= corpus.vocabulary("topics").by_id.keys()
        assert {step.id for step in template.steps} <= corpus.vocabulary("phases").by_id.keys()
        assert {form for draft in template.drafts for form in draft.forms} <= corpus.vocabulary("forms").by_id.keys()
        assert template.questions.goal.keys() <= corpus.vocabulary("topics").by_id.keys()
        assert not template.drafts[-1].forms, "the last draft fits every form"


def test_what_a_scheme_does_not_pay_stands_in_one_place(corpus: Corpus, tmp_path: Path) -> None:
    """In data/schemes.yaml, unless a template says it itself: also that there is nothing."""
    own = "\nid: niets\ntitle: T\ndescription: D\nexclusions: []\n"
    (tmp_path / "a.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: mdieu" + own, encoding="utf-8")
    templates = read_templates([SHIPPED, tmp_path])
    (mdieu,) = schemes = read_schemes(REAL_DATA, corpus.vocabularies)
    assert templates["mdieu"].exclusion_by_caution == {}
    under = {name: template.under(schemes) for name, template in templates.items()}
    for name in ("mdieu", "ons-fonds"):
        assert [(item.caution, item.text) for item in under[name].exclusion_by_caution.values()] == [
            (rule.caution, rule.text) for rule in mdieu.not_paid
        ]
    assert mdieu.not_paid[0].text == "MDIEU betaalde niet voor wat de wet al verplicht (artikel 20)."
    assert [under[name].exclusions for name in ("niets", "zes-stappen")] == [(), ()]
    assert templates["mdieu"].under([]).exclusions == ()


def test_every_record_finds_a_theme_in_the_agenda_on_heavy_work(corpus: Corpus) -> None:
    template = read_templates([SHIPPED])["cao-zwaar-werk"]
    assert template.theme_of(("veilig-gezond-vitaal",), ("werkdruk",)) == "psychosociaal"
    assert all(template.theme_of(record.themes, record.topics) for record in corpus.interventions)


def test_mistakes_have_a_line(tmp_path: Path) -> None:
    assert wrong(tmp_path, OWN.replace("label: Onze", "labbel: Onze")) == [
        "eigen.yaml:6: costKinds.0.labbel: bestaat niet",
        "eigen.yaml:6: costKinds.0.label: ontbreekt, maar is verplicht",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("extends: mdieu", "extends: bestaat-niet"), "is geen sjabloon"),
        (OWN.replace("extends: mdieu", "extends: ons-fonds"), "bouwt op zichzelf"),
        (OWN.replace("id: ons-fonds", "id: mdieu"), "is al de id"),
        (OWN + "  - {id: bijdrage, label: Nog eens}\n", "staat er twee keer"),
        ("- niets", "een sjabloon is een object"),
        ("", "leeg"),
        ("a: [", "geen geldige YAML"),
    ],
)
def test_what_is_no_template_is_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in "\n".join(wrong(tmp_path, text))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidCorpus, match="bestaat niet"):
        read_templates([tmp_path / "weg"])
