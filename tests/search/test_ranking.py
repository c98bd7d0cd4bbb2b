"""The order: names first, then what is about it, then what says it; phrases and exclusion hold without exception."""

from collections.abc import Callable

import pytest

from app.domain.corpus import Corpus
from app.search.analysis.folding import fold
from app.search.searcher import TextAnswer

Ask = Callable[[str], TextAnswer]


def ids(answer: TextAnswer, first: int = 10) -> list[str]:
    return [item.id for item in answer.ranked[:first]]


def test_every_title_finds_its_record_first(ask: Ask, corpus: Corpus) -> None:
    """All of them. Two records of one name may stand in either order."""
    titles: dict[str, set[str]] = {}
    for record in corpus.interventions:
        for name in (record.title, *record.aliases):
            titles.setdefault(fold(name), set()).add(record.id)
    missed = [
        record.title
        for record in corpus.interventions
        if not ids(ask(record.title), 1) or ids(ask(record.title), 1)[0] not in titles[fold(record.title)]
    ]
    assert missed == []


def test_nearly_every_alias_finds_its_record_first(ask: Ask, corpus: Corpus) -> None:
    """Not all: an alias can be another record's title, or the plain name of a topic."""
    aliases = [(alias, record.id) for record in corpus.interventions for alias in record.aliases]
    missed = [(alias, record_id) for alias, record_id in aliases if record_id not in ids(ask(alias), 1)]
    assert len(aliases) > 100
    assert len(missed) <= len(aliases) * 0.05, missed
    lost = [(alias, record_id) for alias, record_id in missed if record_id not in ids(ask(alias), 10)]
    assert len(lost) <= len(aliases) * 0.01, lost


def test_a_title_in_other_letters_and_order_is_the_same_title(ask: Ask) -> None:
    for typed in ("tilthermometer", "TILTHERMOMETER", "Tilthermometer!", '"TilThermometer"'):
        assert ids(ask(typed), 1) == ["tilthermometer"]
    assert ids(ask("werkdruk wegwijzer"), 1) == ids(ask("wegwijzer werkdruk"), 1) == ["wegwijzer-werkdruk"]


def test_a_name_of_small_words_is_found(ask: Ask) -> None:
    assert ids(ask("Hoe is ’t?"), 1) == ["hoe-is-t"]
    assert ids(ask("hoe is t"), 1) == ["hoe-is-t"]


def test_records_of_a_topic_go_before_records_that_only_say_it(ask: Ask, corpus: Corpus) -> None:
    for text, topic in (
        ("werkdruk", "werkdruk"),
        ("roken", "roken"),
        ("bewegen", "bewegen"),
        ("pesten", "ongewenste-omgangsvormen"),
    ):
        found = ids(ask(text), 3)
        assert all(topic in corpus.by_id[item].topics for item in found), (text, found)


def test_more_of_what_is_asked_goes_before_less(ask: Ask) -> None:
    answer = ask("werkdruk in de zorg")
    best = answer.ranked[0]
    assert best.coverage == max(item.coverage for item in answer.ranked[:10])
    whole = [item.coverage for item in answer.ranked if item.coverage > 0.9]
    assert whole
    assert ids(answer, 3) != ids(ask("werkdruk"), 3)


def test_a_sector_in_the_question_moves_its_records_up(ask: Ask, corpus: Corpus) -> None:
    def in_sector(text: str, sector: str) -> int:
        return sum(sector in corpus.by_id[item].sectors for item in ids(ask(text)))

    assert in_sector("leefstijl in de bouw", "bouw-en-infra") > in_sector("leefstijl", "bouw-en-infra")
    assert in_sector("werkdruk onderwijs", "onderwijs") > in_sector("werkdruk", "onderwijs")


@pytest.mark.parametrize("text", ['"goede gesprek"', '"fysieke belasting"', '"duurzame inzetbaarheid" scan'])
def test_a_phrase_narrows_and_stays_in_the_order(ask: Ask, text: str) -> None:
    narrow, wide = ask(text), ask(text.replace('"', ""))
    assert 0 < len(narrow.ranked) <= len(wide.ranked)
    assert {item.id for item in narrow.ranked[:10]} <= {item.id for item in wide.ranked}


def test_a_phrase_holds_word_after_word(ask: Ask) -> None:
    assert ask('"gesprek goede"').ranked == ()
    assert ask('"goede gesprek"').ranked


@pytest.mark.parametrize(
    "text", ["gesprek", "werkdruk", "kok", "moe", "kan het niet meer aan", "fysieke belasting zorg"]
)
def test_leaving_out_takes_away_and_leaves_the_rest(ask: Ask, corpus: Corpus, text: str) -> None:
    without = ask(f"{text} -app")
    assert 0 < len(without.ranked) < len(ask(text).ranked) + 1
    assert {item.id for item in without.ranked} <= {item.id for item in ask(text).ranked}
    for item in without.ranked:
        record = corpus.by_id[item.id]
        assert "app" not in fold(f"{record.title} {record.summary}").replace("-", " ").split()


def test_a_phrase_is_left_out_as_a_phrase(ask: Ask) -> None:
    kept = {item.id for item in ask('gesprek -"goede gesprek"').ranked}
    assert kept
    assert kept.isdisjoint(item.id for item in ask('"goede gesprek"').ranked)
    assert kept > {item.id for item in ask("gesprek -goede").ranked}


def test_only_leaving_out_leaves_everything_else(ask: Ask, corpus: Corpus) -> None:
    for text in ("-app", '-"goede gesprek"'):
        found = ask(text).ranked
        assert len(corpus.interventions) / 2 < len(found) < len(corpus.interventions)
    both = ask('-app -"goede gesprek"').ranked
    assert {item.id for item in both} == {item.id for item in ask("-app").ranked} & {
        item.id for item in ask('-"goede gesprek"').ranked
    }


def test_when_nothing_fits_nothing_is_shown(ask: Ask) -> None:
    for text in (
        "bitcoin",
        "recept voor appeltaart",
        "xqzvwk",
        "kwantumcomputer",
        "treinkaartje naar Parijs",
        "wia uitkering aanvragen",
    ):
        assert ask(text).ranked == (), text


def test_meaning_without_a_shared_word(ask: Ask, corpus: Corpus) -> None:
    for text, topic in (
        ("we moeten mensen laten gaan", "van-werk-naar-werk"),
        ("niemand wil hier nog werken", "werven-en-behouden"),
        ("kan het niet meer aan", "mentale-gezondheid"),
    ):
        assert all(topic in corpus.by_id[item].topics for item in ids(ask(text), 3)), text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("loopbaanadvies", "loopbaan advies"),
        ("gesprekshandleiding", "gesprek handleiding"),
        ("burn-out", "burnout"),
        ("e-learning", "elearning"),
        ("verzuimbeleid", "verzuim beleid"),
        ("duurzame inzetbaarheid", "duurzaam inzetbaar"),
    ],
)
def test_ways_of_writing_have_much_the_same_answer(ask: Ask, one: str, other: str) -> None:
    first, second = set(ids(ask(one))), set(ids(ask(other)))
    assert len(first & second) >= min(len(first), len(second)) * 0.5


def test_the_order_is_fixed_and_scores_fall(ask: Ask) -> None:
    for text in ("werkdruk", "gesprek", "-app", "scholing in de techniek"):
        ranked = ask(text).ranked
        assert ranked == ask(text).ranked
        assert list(ranked) == sorted(ranked, key=lambda item: (-item.score, item.id))
        assert len({item.id for item in ranked}) == len(ranked)
        assert all(0 <= item.coverage <= 1.0001 for item in ranked)
