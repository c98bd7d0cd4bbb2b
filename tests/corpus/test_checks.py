"""Every rule across records, each broken once in an otherwise valid corpus."""

from pathlib import Path

import pytest
import yaml

from app.corpus.reader import INTERVENTIONS, PROVIDERS, SOURCES, VOCABULARY, read_corpus
from app.corpus.yaml_tree import read_yaml
from app.errors import InvalidCorpus

BROKEN = {
    "two records with one id": (
        INTERVENTIONS, "id: risicoscan", "id: tilmeter", "1.id: 'tilmeter' is al in gebruik bij 'tilmeter' (regel 3)"
    ),
    "two records with one title": (
        INTERVENTIONS, "title: Bakkersfit", "title: Praten  over LATER", "'praten over later' is al in gebruik"
    ),
    "an alias that is the title of another": (
        INTERVENTIONS, "aliases: [arboscan]", "aliases: [bakkersfit]", "'bakkersfit' is al in gebruik bij 'risicoscan'"
    ),
    "an unknown type": (
        INTERVENTIONS, "type: risicoscan", "type: risicoskan", "'risicoskan' is geen record van de soort type"
    ),
    "a type that is no type": (
        INTERVENTIONS, "type: risicoscan", "type: bakkersfit", "'bakkersfit' is geen record van de soort type"
    ),
    "a type with a type": (
        INTERVENTIONS,
        "  title: Risicoscan\n",
        "  title: Risicoscan\n  type: leerbudget\n",
        "1.type: een type is zelf geen voorbeeld van een type",
    ),
    "an unknown related record": (
        INTERVENTIONS, "related: [tilmeter, ", "related: [tilmeeter, ", "bedoelt u tilmeter?"
    ),
    "a record related to itself": (
        INTERVENTIONS, "related: [werkdruk-in-zicht]", "related: [tilmeter]", "'tilmeter' is geen ander record"
    ),
    "an unknown document": (
        INTERVENTIONS, "document: quickscan-2020", "document: quickscan", "onbekend document 'quickscan'; bekend zijn: "
    ),
    "an unknown section": (
        INTERVENTIONS, 'section: "2.4"', 'section: "9.9"', "'9.9' is geen onderdeel van quickscan-2020; dat zijn: 1.1"
    ),
    "a code out of no vocabulary": (
        INTERVENTIONS, "category: analyse", "category: analise", "staat niet in de woordenlijst categories; bedoelt u"
    ),
    "a code in a list": (
        INTERVENTIONS, "levels: [team]", "levels: [team, qqq]", "0.levels.1: 'qqq' staat niet in de woordenlijst levels"
    ),
    "a code in a list of objects": (
        INTERVENTIONS, "kind: gezondheidsgegevens", "kind: qqq", "0.cautions.0.kind: 'qqq' staat niet in"
    ),
    "a code in an object": (
        INTERVENTIONS, "level: geevalueerd", "level: qqq", "0.evidence.level: 'qqq' staat niet in"
    ),
    "sectors without a scope": (
        INTERVENTIONS, "  sectorScope: voorbeeld\n", "", "sectorScope: bij sectoren hoort 'alleen' of 'voorbeeld'"
    ),
    "a scope without sectors": (
        INTERVENTIONS, "  sectors: [metaal]\n", "", "sectorScope: zonder sectoren is 'algemeen'"
    ),
    "an approach without steps": (
        INTERVENTIONS, "  kind: type\n", "  kind: approach\n", "1.steps: een aanpak (approach) heeft stappen nodig"
    ),
    "the main theme among the others": (
        INTERVENTIONS, "extraThemes: [eigen-regie]", "extraThemes: [leven-lang-ontwikkelen]", "het hoofdthema staat ook"
    ),
    "an amount without a number": (
        INTERVENTIONS, "kind: bedrag, amount: 12.50", "kind: bedrag", "0.cost: een bedrag heeft"
    ),
    "a number without an amount": (
        INTERVENTIONS, "cost: {kind: gratis}", "cost: {kind: gratis, amount: 3}", "2.cost: een bedrag heeft"
    ),
    "an infinite amount": (
        INTERVENTIONS, "amount: 12.50", "amount: inf", "0.cost.amount: moet een eindig getal zijn"
    ),
    "a value twice": (
        INTERVENTIONS, "levels: [individu, sector]", "levels: [sector, sector]", "7.levels: een waarde staat er twee"
    ),
    "a summary that is too short": (
        INTERVENTIONS, "summary: Gesprekskaarten waarmee een leidinggevende en een werknemer over de loopbaan praten.",
        "summary: Kaarten.", "5.summary: moet ten minste 20 tekens hebben"
    ),
    "an address that is none": (
        INTERVENTIONS, '"https://example.org/werkdruk"', '"javascript:alert(1)"', "2.links.0.url: heeft niet de juiste"
    ),
    "no topic": (INTERVENTIONS, "topics: [werkdruk]", "topics: []", "3.topics: moet ten minste 1 waarden hebben"),
    "an id that was removed": (
        INTERVENTIONS, "id: bakkersfit", "id: oude-scan", "4.id: deze id hoorde bij een record dat op 2026-05-01"
    ),
    "two documents with one id": (
        SOURCES, "id: conversiemeter-mto", "id: or-goede-gesprek", "'or-goede-gesprek' is al in gebruik"
    ),
    "an alias that is an id": (
        VOCABULARY, "id: cultuur", "id: kennis", "'kennis' is al een id of alias van 'kennis'"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_said_with_its_place(data_dir: Path, name: str) -> None:
    file, old, new, expected = BROKEN[name]
    path = data_dir / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InvalidCorpus) as raised:
        read_corpus(data_dir)
    found = [problem for problem in raised.value.problems if expected in str(problem)]
    assert found, str(raised.value)
    assert found[0].file == f"data/{file}"
    assert found[0].line > 1


@pytest.mark.parametrize(
    ("broader", "ids"),
    [
        ({"kennis": "bestaat-niet"}, {"bestaat-niet"}),
        ({"kennis": "kennis"}, {"kennis"}),
        ({"kennis": "analyse", "analyse": "kennis"}, {"analyse", "kennis"}),
    ],
)
def test_wider_terms_exist_and_make_no_circle(data_dir: Path, broader: dict[str, str], ids: set[str]) -> None:
    path = data_dir / VOCABULARY
    vocabularies = read_yaml(path, path.name).data
    for term in vocabularies["categories"]["terms"]:
        if term["id"] in broader:
            term["broader"] = broader[term["id"]]
    path.write_text(yaml.safe_dump(vocabularies, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(InvalidCorpus) as raised:
        read_corpus(data_dir)
    assert {str(problem).split("'")[1] for problem in raised.value.problems} == ids
    assert all("is geen bredere term in deze lijst" in str(problem) for problem in raised.value.problems)


def test_a_provider_that_is_gone_is_missed_by_its_records(data_dir: Path) -> None:
    path = data_dir / PROVIDERS
    vocabulary = read_yaml(path, path.name).data
    vocabulary["terms"] = [term for term in vocabulary["terms"] if term["id"] != "tno"]
    path.write_text(yaml.safe_dump(vocabulary, allow_unicode=True), encoding="utf-8")
    with pytest.raises(InvalidCorpus) as raised:
        read_corpus(data_dir)
    assert [problem.field for problem in raised.value.problems] == ["0.providers.0", "2.providers.0"]


def test_the_theme_of_a_topic_exists(data_dir: Path) -> None:
    path = data_dir / VOCABULARY
    vocabularies = read_yaml(path, path.name).data
    vocabularies["topics"]["terms"][0]["theme"] = "qqq"
    path.write_text(yaml.safe_dump(vocabularies, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with pytest.raises(InvalidCorpus, match=r"topics.terms.0.theme: 'qqq' is geen thema; bekend zijn: veilig"):
        read_corpus(data_dir)
