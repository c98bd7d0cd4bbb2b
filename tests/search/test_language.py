"""From what people type to tokens: the grammar, folding, stems."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.analysis.analyser import content_words, index_tokens
from app.search.analysis.folding import MAX_WORD_LENGTH, fold, words
from app.search.analysis.stemming import EXCEPTIONS, stem
from app.search.analysis.stop_words import STOP_WORDS
from app.search.text_query import TextQuery, parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", TextQuery()),
        ("   ", TextQuery()),
        ("werkdruk zorg", TextQuery(words=("werkdruk", "zorg"))),
        ('"het goede gesprek"', TextQuery(phrases=("het goede gesprek",))),
        ("“goede gesprek”", TextQuery(phrases=("goede gesprek",))),
        ("„goede gesprek”", TextQuery(phrases=("goede gesprek",))),
        ('"open einde', TextQuery(phrases=("open einde",))),
        ('""', TextQuery()),
        ('" "', TextQuery()),
        ("-app", TextQuery(excluded=("app",))),
        ('-"het gesprek"', TextQuery(excluded=("het gesprek",))),
        ("werk-privé", TextQuery(words=("werk-privé",))),
        ("werk -privé", TextQuery(words=("werk",), excluded=("privé",))),
        ("-", TextQuery(words=("-",))),
        ("--app", TextQuery(excluded=("-app",))),
        ("a\x00b\tc", TextQuery(words=("a", "b", "c"))),
        ("a\u202eb", TextQuery(words=("a", "b"))),
        ("title:x AND (y OR z)~2 w*", TextQuery(words=("title:x", "AND", "(y", "OR", "z)~2", "w*"))),
        ('woord"zin"woord', TextQuery(words=("woord", "woord"), phrases=("zin",))),
    ],
)
def test_the_grammar_is_words_phrases_and_leaving_out(typed: str, meant: TextQuery) -> None:
    assert parse(typed) == meant


@given(st.text(max_size=300))
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    for part in (*query.words, *query.phrases, *query.excluded):
        assert part.strip() == part != ""


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Financiële", "financiele"),
        ("ﬁt", "fit"),
        ("STRASSE ß", "strasse ss"),
        ("ĳzer", "ijzer"),
        ("É̃", "e"),
        ("①", "1"),
    ],
)
def test_folding_leaves_plain_letters(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("RI&E", ["rie"]),
        ("R.I.", ["ri"]),
        ("MTO's", ["mto"]),
        ("RISICO's", ["risico"]),
        ("risico’s", ["risico"]),
        ("zo'n", ["zon"]),
        ("'s ochtends", ["s", "ochtends"]),
        ("werk-privé", ["werk", "prive"]),
        ("werkdruk,zorg;5", ["werkdruk", "zorg", "5"]),
        ("3.5", ["3", "5"]),
        ("<b>vet</b>", ["b", "vet", "b"]),
        ("***", []),
        ("日本語", ["日本語"]),
    ],
)
def test_words_of_a_text(typed: str, expected: list[str]) -> None:
    assert list(words(typed)) == expected


@given(st.text(max_size=300))
def test_words_are_folded_short_and_without_spaces(text: str) -> None:
    for word in words(text):
        assert 0 < len(word) <= MAX_WORD_LENGTH
        assert not any(letter.isspace() for letter in word)
        assert "\x1f" not in word


@given(st.text(max_size=300))
def test_tokens_hold_no_separator_of_an_index(text: str) -> None:
    for token in index_tokens(text):
        assert token
        assert " " not in token
        assert "\x1f" not in token


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("organisatie", "organisaties"),
        ("maatregel", "maatregelen"),
        ("gesprek", "gesprekken"),
        ("methode", "methodes"),
        ("sector", "sectoren"),
        ("leidinggevende", "leidinggevenden"),
        ("training", "trainingen"),
        ("werknemer", "werknemers"),
        ("risico's", "risico"),
        ("Coördinatie", "coordinatie"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert index_tokens(one) == index_tokens(other)


@pytest.mark.parametrize(("one", "other"), [("less", "lessen"), ("werkdruk", "werkgever"), ("kans", "kanker")])
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert index_tokens(one) != index_tokens(other)


def test_exceptions_stand_by_their_folded_word() -> None:
    for word, stemmed in EXCEPTIONS.items():
        assert list(words(word)) == [word]
        assert stem(word) == stemmed


def test_stop_words_are_folded_and_leave_no_token() -> None:
    for word in STOP_WORDS:
        assert list(words(word)) == [word]
        assert index_tokens(word) == []


@pytest.mark.parametrize(
    "text", ["a" * 100_000, "aa-" * 30_000, "é" * 50_000, "x&" * 30_000, "'" * 100_000, "werkdruk " * 10_000]
)
def test_long_texts_take_time_in_proportion(text: str) -> None:
    started = time.perf_counter()
    words(text)
    parse(text)
    assert time.perf_counter() - started < 1.0


def test_a_long_word_is_analysed_quickly() -> None:
    started = time.perf_counter()
    for length in range(20, 200, 3):
        content_words(("arbeidsongeschiktheidsverzekeringsmaatschappij" * 5)[:length])
    assert time.perf_counter() - started < 1.0


def test_a_word_may_be_small_beside_some_words_only() -> None:
    assert content_words("hoe zorg je dat het lukt") == content_words("het lukt")
    assert "zorg" in {item.text for item in content_words("hoe houd je mensen in de zorg")}
