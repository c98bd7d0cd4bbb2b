"""What is asked of the engine: needs with everything that may stand for them, phrases, and what to leave out."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.analysis.stemming import stem
from app.search.query_plan import MAX_NEEDS, MAX_TOKENS, Plan, mended

ReadAs = Callable[[str], Plan]


def options(plan: Plan, place: int = 0) -> dict[tuple[str, ...], str]:
    """The kind of every option of a need by its tokens."""
    return {option.tokens: option.kind for option in plan.needs[place].options}


def test_every_content_word_is_a_need_in_its_order(plan: ReadAs) -> None:
    assert [need.text for need in plan("hoe begin ik met mijn chef over stress?").needs] == ["chef", "stress"]


def test_the_word_itself_weighs_most(plan: ReadAs) -> None:
    for text in ("verzuimaanpak", "loopbaan coach", "EVC", "noise at work", "chef"):
        for need in plan(text).needs:
            assert need.options[0].kind == "word"
            assert need.options[0].weight == 1.0
            assert all(option.weight < 1.0 for option in need.options[1:])


def test_a_compound_may_be_its_parts(plan: ReadAs) -> None:
    assert options(plan("werkplekonderzoek"))[stem("werkplek"), stem("onderzoek")] == "parts"


def test_a_compound_that_nobody_wrote_is_its_parts(plan: ReadAs) -> None:
    assert [need.text for need in plan("verzuimaanpak").needs] == ["verzuim", "aanpak"]
    assert [need.text for need in plan("opleidingsbudgetregeling bouw").needs] == [
        "opleiding",
        "budget",
        "regeling",
        "bouw",
    ]
    # A part that stands in no record helps nobody.
    assert [need.text for need in plan("walviscrisis").needs] == ["walviscrisis"]


def test_neighbours_may_be_a_compound_of_the_index(plan: ReadAs) -> None:
    joined = plan("loopbaan coach")
    for place in (0, 1):
        assert options(joined, place)[(stem("loopbaancoach"),)] == "joined"
    linked = plan("gesprek handleiding")
    assert options(linked)[(stem("gesprekshandleiding"),)] == "joined"
    assert "joined" not in options(plan("handleiding voor gesprek")).values()


def test_an_abbreviation_stands_for_its_words_and_english_for_dutch(plan: ReadAs) -> None:
    assert "translation" in options(plan("EVC")).values()
    assert options(plan("noise at work"))[(stem("lawaai"),)] == "translation"
    assert options(plan("chef"))[(stem("leidinggevende"),)] == "synonym"


def test_exact_before_translation_before_synonym(plan: ReadAs) -> None:
    weights = {option.kind: option.weight for option in plan("stress").needs[0].options}
    assert weights["word"] > weights["translation"] > weights["synonym"] > 0


def test_phrases_are_kept_and_single_words_are_no_phrase(plan: ReadAs) -> None:
    assert plan('"fysieke belasting" zorg').phrases == ((stem("fysieke"), stem("belasting")),)
    assert plan('"werkdruk"').phrases == ()
    assert plan('"de het"').phrases == ()


def test_words_and_phrases_are_left_out(plan: ReadAs) -> None:
    left_out = plan('gesprek -app -"fysieke belasting" -de')
    assert left_out.excluded == {stem("app")}
    assert left_out.excluded_phrases == ((stem("fysieke"), stem("belasting")),)
    assert [need.text for need in left_out.needs] == ["gesprek"]
    assert left_out.excludes
    assert not plan("gesprek").excludes
    assert not plan("-de").excludes


@pytest.mark.parametrize(
    "text", ["risico-inventarisatie en -evaluatie", "instroom en -uitstroom", "groeps- of -gesprek"]
)
def test_a_hanging_hyphen_leaves_nothing_out(plan: ReadAs, text: str) -> None:
    assert not plan(text).excludes
    assert len(plan(text).needs) >= 2


def test_an_unknown_word_is_corrected_also_in_a_phrase(plan: ReadAs) -> None:
    corrected = plan('"goede gesprk"')
    assert corrected.corrected == {"gesprk": "gesprek"}
    assert corrected.phrases == ((stem("goede"), stem("gesprek")),)


def test_a_correction_keeps_the_small_words_that_carry_a_meaning(plan: ReadAs) -> None:
    terms = {item.term for item in plan("kan het niet meer aan, werkdrk").recognised}
    assert {"werkdruk", "mentale-gezondheid"} <= terms


@pytest.mark.parametrize(
    ("text", "corrected", "expected"),
    [
        ("Werkdrk in de Zorg?", {"werkdrk": "werkdruk"}, "werkdruk in de Zorg?"),
        ("werk-privee", {"privee": "prive"}, "werk prive"),
        ("niets te doen", {}, "niets te doen"),
        ("", {"a": "b"}, ""),
    ],
)
def test_the_mended_text_keeps_everything_else(text: str, corrected: dict[str, str], expected: str) -> None:
    assert mended(text, corrected) == expected


def test_only_small_words_that_mean_something_ask_for_no_words(plan: ReadAs) -> None:
    """`Kan het niet meer aan` holds no telling word, and is a question all the same."""
    asked = plan("kan het niet meer aan")
    assert asked.needs == ()
    assert asked.recognised
    assert [need.text for need in plan("de het een").needs] == ["de", "het", "een"]


def test_a_long_query_is_cut_to_what_can_be_asked(plan: ReadAs) -> None:
    long = plan(" ".join(f"woord{number} verzuimbeleid{number}" for number in range(200)))
    assert len(long.needs) == MAX_NEEDS
    assert len(long.tokens) <= MAX_TOKENS


def test_the_engine_is_asked_for_each_token_once(plan: ReadAs) -> None:
    for text in ("werkdruk werkdruk", "stress en werkdruk", "loopbaan coach loopbaancoach", ""):
        tokens = plan(text).tokens
        assert len(set(tokens)) == len(tokens)
        assert [clause.alternatives[0].token for clause in plan(text).engine_query.clauses] == list(tokens)


def test_an_abbreviation_that_is_a_word_stands_for_its_words_in_capitals_only(plan: ReadAs) -> None:
    assert (stem("fysieke"), stem("belasting")) in options(plan("KANS verkleinen"))
    assert (stem("fysieke"), stem("belasting")) not in options(plan("kans verkleinen"))


@settings(deadline=None)
@given(st.text(max_size=80), st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3))
def test_mending_never_fails(text: str, corrected: dict[str, str]) -> None:
    assert isinstance(mended(text, corrected), str)
    assert mended(text, {}) == " ".join(text.split())
