"""Compounds come apart where a reader would take them apart, and nowhere else.

`compounds.tsv`: 450 words of this field that were split by hand before the splitter ran on them, `+` between the
parts, linking letters left out. Every third line is held out: the exceptions in `compounds` were made on the others.
A word is right when it has the same parts by stem, so that `klachten`, `regeling` is `klacht+regeling`.
"""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.analysis.analyser import content_words, index_tokens, part_tokens, word
from app.search.analysis.compounds import is_known, is_name, split
from app.search.analysis.folding import fold
from app.search.analysis.stemming import stem

LINES = (Path(__file__).parent / "compounds.tsv").read_text(encoding="utf-8").splitlines()
GOLD = [(fold(line.split("\t")[0]), tuple(fold(line.split("\t")[1]).split("+"))) for line in LINES]
HELD_OUT = GOLD[2::3]


def precision_and_recall(words: list[tuple[str, tuple[str, ...]]]) -> tuple[float, float]:
    """Over words that come apart: the share of ours that is right, and the share of a reader's that we find."""
    ours = {typed: tuple(stem(part) for part in split(typed)) for typed, _ in words}
    readers = {typed: tuple(stem(part) for part in parts) for typed, parts in words}
    taken_apart = [typed for typed in ours if len(ours[typed]) > 1]
    wanted = [typed for typed in readers if len(readers[typed]) > 1]
    right = [typed for typed in taken_apart if ours[typed] == readers[typed]]
    return len(right) / len(taken_apart), len(right) / len(wanted)


def test_the_list_is_whole() -> None:
    assert len(GOLD) == len(dict(GOLD)) == 450
    assert sum(len(parts) > 1 for _, parts in GOLD) == 300
    for typed, parts in GOLD:
        # Parts with their linking letters make up the word: nothing but -s-, -n-, -e-, -en- is left over.
        assert len(typed) - sum(map(len, parts)) <= 3 * (len(parts) - 1), typed


@pytest.mark.parametrize(
    ("words", "precision", "recall"), [(HELD_OUT, 0.95, 0.95), (GOLD, 0.94, 0.91)], ids=["held out", "all"]
)
def test_precision_and_recall(words: list[tuple[str, tuple[str, ...]]], precision: float, recall: float) -> None:
    found = precision_and_recall(words)
    assert found[0] >= precision
    assert found[1] >= recall


def test_words_that_are_no_compounds_stay_whole() -> None:
    whole = [typed for typed, parts in GOLD if len(parts) == 1]
    broken = [typed for typed in whole if len(split(typed)) > 1]
    assert len(broken) <= len(whole) * 0.02, broken


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("gesprekshandleiding", ("gesprek", "handleiding")),
        ("loopbaancoach", ("loopbaan", "coach")),
        ("werkstressaanpak", ("werkstress", "aanpak")),
        ("verzuimbeleid", ("verzuim", "beleid")),
        ("tilhulpmiddel", ("til", "hulpmiddel")),
        ("zzpregeling", ("zzp", "regeling")),
        ("duurzaaminzetbaarheidsbeleid", ("duurzaam", "inzetbaarheid", "beleid")),
    ],
)
def test_parts_with_their_linking_letters(typed: str, parts: tuple[str, ...]) -> None:
    assert split(typed) == parts


@pytest.mark.parametrize(
    "typed",
    [
        "werkstress", "werkdruk", "loopbaan", "inzetbaarheid", "behandeling", "aanstelling", "verantwoordelijkheid",
        "ondernemingsraad", "persoonlijk", "zekerheid", "organisatie", "", "a", "til", "rug", "xqzvwkpl",
    ],
)  # fmt: skip
def test_what_means_one_thing_stays_whole(typed: str) -> None:
    assert split(typed) == (typed,)


def test_werkstress_is_not_work_and_stress() -> None:
    """Who types `werkstress` does not mean every record that says `werk`."""
    assert part_tokens("werkstress") == []
    assert stem("werk") not in index_tokens("werkstress")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gesprekshandleiding", "handleiding gesprek"),
        ("loopbaanadvies", "advies loopbaan"),
        ("scholingsbudget", "budget scholing"),
        ("verzuimbegeleiding", "begeleiding verzuim"),
        ("leeftijdsbewust", "bewust leeftijd"),
    ],
)
def test_a_compound_and_its_words_share_their_tokens(one: str, other: str) -> None:
    # Stop words leave nothing, so the words of the phrase are the parts of the compound.
    assert set(part_tokens(one)) >= {item.stem for item in content_words(other)}


def test_parts_of_parts_are_parts() -> None:
    parts = word("ziekteverzuimbegeleiding").parts
    assert {stem("verzuim"), stem("begeleiding")} <= set(parts)


def test_names_are_not_taken_for_words() -> None:
    assert is_name("spanje")
    assert word("spanje").stem == "spanje"
    assert not is_name("werkdruk")


@pytest.mark.parametrize(
    ("typed", "known"),
    [("werkdruk", True), ("verzuimaanpak", True), ("gesprek", True), ("werkdrkk", False), ("ongeweste", False)],
)
def test_dutch_words_are_known(typed: str, known: bool) -> None:
    assert is_known(typed) is known


@settings(deadline=None)
@given(st.text(alphabet="abdeghiklmnoprstuvwz", max_size=70))
def test_parts_stand_in_the_word_in_their_order(typed: str) -> None:
    at = 0
    parts = split(typed)
    for part in parts:
        at = typed.index(part, at) + len(part)
    assert len(parts) == 1 or len(typed) - sum(map(len, parts)) <= 2 * (len(parts) - 1)


def test_a_word_of_many_ways_apart_is_split_in_time() -> None:
    started = time.perf_counter()
    for repeats in range(3, 9):
        split(("werk" * repeats) + "beleid")
        split("personeelsverzekeringsmaatschappij"[:10] * repeats)
    assert time.perf_counter() - started < 0.5
