"""What a text is about: terms of the vocabularies by their names, their synonyms and what people say for them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.search.understanding import CONCEPTS, Understanding, atom_key, hangs_on_small_words


def terms(understanding: Understanding, text: str) -> set[tuple[str, str]]:
    return {(item.vocabulary, item.term) for item in understanding.recognise(text)}


def topics(understanding: Understanding, text: str) -> set[str]:
    return {item.term for item in understanding.recognise(text) if item.vocabulary == "topics"}


@pytest.mark.parametrize("vocabulary", ["topics", "sectors", "target-groups", "forms"])
def test_every_label_names_its_own_term_and_nothing_more_surely(
    understanding: Understanding, corpus: Corpus, vocabulary: str
) -> None:
    wrong = []
    for term in corpus.vocabulary(vocabulary).terms:
        found = [item for item in understanding.recognise(term.label.nl) if item.vocabulary == vocabulary]
        surest = max((item.weight for item in found), default=0.0)
        if term.id not in {item.term for item in found if item.weight == surest}:
            wrong.append(term.label.nl)
    assert wrong == []


def test_nearly_every_synonym_leads_to_its_term(understanding: Understanding, corpus: Corpus) -> None:
    """Not all: some are abbreviations that count in a sentence only, some are cut off by a longer phrase."""
    pairs = [
        (name, synonym, term.id)
        for name in CONCEPTS
        for term in corpus.vocabulary(name).terms
        for synonym in term.synonyms
    ]
    lost = [pair for pair in pairs if (pair[0], pair[2]) not in terms(understanding, pair[1])]
    assert len(pairs) > 1000
    assert len(lost) <= len(pairs) * 0.01, lost


def test_nearly_every_everyday_phrase_leads_to_its_topics(understanding: Understanding, lexicon: Lexicon) -> None:
    pairs = [
        (said, topic) for entry in lexicon.everyday for said in (*entry.say, *entry.exact) for topic in entry.topics
    ]
    lost = [pair for pair in pairs if pair[1] not in topics(understanding, pair[0])]
    assert len(pairs) > 500
    assert len(lost) <= len(pairs) * 0.01, lost


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("we moeten mensen laten gaan", ("topics", "van-werk-naar-werk")),
        ("niemand wil hier nog werken", ("topics", "werven-en-behouden")),
        ("collega zit niet lekker in zijn vel", ("topics", "mentale-gezondheid")),
        ("kan het niet meer aan", ("topics", "werkdruk")),
        ("ruzie", ("topics", "ongewenste-omgangsvormen")),
        ("moe", ("topics", "nachtwerk-en-slaap")),
        ("rug", ("topics", "fysieke-belasting")),
        ("baas", ("target-groups", "leidinggevenden")),
        ("cursus", ("topics", "scholing-en-vakmanschap")),
        ("carrière", ("topics", "loopbaanadvies")),
        ("kok", ("sectors", "horeca")),
        ("e-learning", ("forms", "e-learning")),
        ("in de schoonmaak", ("sectors", "schoonmaak")),
        ("flexwerkers", ("target-groups", "flexwerkers")),
        ("zonder werk", ("target-groups", "werkzoekenden")),
        ("noise at work", ("topics", "schadelijk-geluid")),
        ("sick leave", ("topics", "vitaliteit")),
        ("kleine bedrijven", ("organisation-sizes", "mkb")),
    ],
)
def test_what_people_say(understanding: Understanding, text: str, expected: tuple[str, str]) -> None:
    assert expected in terms(understanding, text)


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("MTO", ("topics", "werkplezier")),
        ("RI&E", ("topics", "arbeidsrisicos")),
        ("PSA", ("topics", "werkdruk")),
        ("LLO", ("themes", "leven-lang-ontwikkelen")),
        ("DI", ("topics", "di-beleid")),
        ("OR", ("topics", "medezeggenschap")),
        ("PMO", ("topics", "arbeidsrisicos")),
        ("BRAVO", ("topics", "vitaliteit")),
        ("EVC", ("topics", "erkenning-van-competenties")),
        ("mkb", ("organisation-sizes", "mkb")),
        ("zzp'ers", ("target-groups", "zzp")),
    ],
)
def test_abbreviations_of_the_field(understanding: Understanding, short: str, expected: tuple[str, str]) -> None:
    assert expected in terms(understanding, short)


def test_an_abbreviation_that_is_a_word_counts_in_capitals_only(understanding: Understanding) -> None:
    assert "fysieke-belasting" in topics(understanding, "KANS in de bouw")
    assert "fysieke-belasting" not in topics(understanding, "kans op succes")


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "!!!",
        "xqzvw",
        "de het een",
        "werk",
        "\x00",
        "🙂",
        "日本語 テキスト",
        "12345",
        "belastingaangifte",
        "voetbal",
    ],
)
def test_nothing_is_recognised_in_what_names_nothing(understanding: Understanding, text: str) -> None:
    assert topics(understanding, text) == set()


@pytest.mark.parametrize("text", ["loopbaanadvies", "loopbaan advies", "Loopbaanadviezen", "LOOPBAAN-ADVIES"])
def test_compounds_and_forms_are_one_phrase(understanding: Understanding, text: str) -> None:
    first = understanding.recognise(text)[0]
    assert (first.vocabulary, first.term, first.weight) == ("topics", "loopbaanadvies", 1.0)


def test_several_terms_in_one_question(understanding: Understanding) -> None:
    assert {
        ("topics", "fysieke-belasting"),
        ("target-groups", "chauffeurs"),
        ("sectors", "zorg-en-welzijn"),
    } <= terms(understanding, "fysieke belasting van chauffeurs in de zorg")


def test_a_name_is_surer_than_a_synonym_and_a_word_surer_than_a_part(understanding: Understanding) -> None:
    def weight(text: str, term: str) -> float:
        return max(item.weight for item in understanding.recognise(text) if item.term == term)

    assert weight("werkdruk", "werkdruk") > weight("stress", "werkdruk") > weight("stressprobleem", "werkdruk") > 0


def test_the_longest_phrase_counts(understanding: Understanding) -> None:
    """`schadelijk geluid` is one topic; in `het goede gesprek` the word `gesprek` is no second one."""
    found = [item for item in understanding.recognise("het goede gesprek") if item.vocabulary == "topics"]
    assert [(item.term, item.weight) for item in found] == [("het-goede-gesprek", 1.0)]


def test_words_are_places_in_what_was_typed(understanding: Understanding) -> None:
    places = {item.term: item.words for item in understanding.recognise("minder fysieke belasting voor chauffeurs")}
    assert len(places["fysieke-belasting"]) == 2
    assert places["fysieke-belasting"].isdisjoint(places["chauffeurs"])


def test_small_words_do_not_stand_for_a_phrase() -> None:
    assert hangs_on_small_words("zonder werk")
    assert not hangs_on_small_words("werk")
    assert not hangs_on_small_words("fysieke belasting")
    assert atom_key("zonder") == ()


def test_the_surest_come_first_and_each_once(understanding: Understanding, lexicon: Lexicon) -> None:
    for said in [phrase for entry in lexicon.everyday[::10] for phrase in entry.say]:
        found = understanding.recognise(said)
        assert [item.weight for item in found] == sorted((item.weight for item in found), reverse=True)
        assert len({(item.vocabulary, item.term) for item in found}) == len(found)
        assert all(0 < item.weight <= 1 for item in found)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=150))
def test_any_text_can_be_understood(understanding: Understanding, text: str) -> None:
    assert understanding.recognise(text) == understanding.recognise(text)
