"""One form for every way of writing the same letters, from letters to words that are written in two."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.analysis.analyser import content_words, index_tokens, joined
from app.search.analysis.folding import MAX_WORD_LENGTH, fold, words


@pytest.mark.parametrize(
    "group",
    [
        ("burn-out", "burnout", "burn out", "Burn-Out", "BURN OUT"),
        ("e-learning", "elearning", "e learning", "E-Learning"),
        ("e-health", "ehealth", "e health"),
        ("RI&E", "ri&e", "rie", "RIE", "R.I.E.", "ri&E's"),
        ("MTO", "mto", "M.T.O.", "MTO's", "MTOs"),
        ("zzp'er", "zzp’er", "zzp‘er", "ZZP'er", "zzper"),
        ("risico's", "risico’s", "risico`s", "risicos"),
        ("financiële", "financiele", "FINANCIËLE", "financie\u0308le"),
        ("coördinator", "coordinator", "Coördinator"),
        ("enquête", "enquete", "ENQUÊTE"),
        ("carrière", "carriere"),
        ("werk-privé", "werk privé", "werk-prive", "Werk/privé"),
        ("ijzer", "IJzer", "ĳzer"),
        ("profiel", "pro\ufb01el", "PROFIEL"),
    ],
    ids=lambda group: group[0],
)
def test_ways_of_writing_are_one(group: tuple[str, ...]) -> None:
    assert {tuple(index_tokens(item)) for item in group} == {tuple(index_tokens(group[0]))}
    assert index_tokens(group[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [("RI&E", "re"), ("burn-out", "out"), ("e-learning", "leren"), ("it", "IT-branche"), ("werk", "werk-privé")],
)
def test_different_things_stay_different(one: str, other: str) -> None:
    assert index_tokens(one) != index_tokens(other)


def test_words_in_two_are_joined_only_when_they_are_neighbours() -> None:
    assert list(joined(["burn", "out"])) == ["burnout"]
    assert list(joined(["burn", "en", "out"])) == ["burn", "en", "out"]
    assert list(joined(["een", "burn", "out", "e", "learning"])) == ["een", "burnout", "elearning"]
    assert list(joined(["burn"])) == ["burn"]
    assert list(joined(["burn", "burn", "out"])) == ["burn", "burnout"]
    assert list(joined([])) == []


def test_a_plural_of_capitals_loses_its_s_and_other_words_do_not() -> None:
    assert words("OR's en MTO's") == ("or", "en", "mto")
    assert words("CAOs") == ("cao",)
    assert words("bus BUS") == ("bus", "bus")


def test_a_word_is_cut_and_not_dropped() -> None:
    (cut,) = words("a" * 5_000)
    assert cut == "a" * MAX_WORD_LENGTH


@settings(deadline=None)
@given(st.text(max_size=200))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "M"]), max_size=60))
def test_the_form_of_unicode_does_not_matter(text: str) -> None:
    composed, decomposed = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)
    assert fold(composed) == fold(decomposed)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_analysing_is_a_function_of_the_text(text: str) -> None:
    first = content_words(text)
    content_words.cache_clear()
    assert content_words(text) == first
