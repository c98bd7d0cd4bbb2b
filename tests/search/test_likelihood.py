"""A question finds records that say it otherwise, by what people ask for them and for their topics."""

from heapq import nlargest

import pytest

from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.search.likelihood import Likelihood


@pytest.fixture(scope="module")
def likelihood(corpus: Corpus, lexicon: Lexicon) -> Likelihood:
    return Likelihood(corpus, lexicon)


def likeliest(likelihood: Likelihood, text: str, size: int = 5) -> list[str]:
    gains = likelihood.gains(text)
    return nlargest(size, gains, key=lambda record_id: (gains[record_id], record_id))


def test_what_people_ask_finds_the_record_it_was_written_for(likelihood: Likelihood, lexicon: Lexicon) -> None:
    """Every fifth of three thousand phrases; not all, for some suit a neighbour as well."""
    asked = [(phrase, record) for record, phrases in lexicon.asked.records.items() for phrase in phrases][::5]
    assert len(asked) > 500
    found = sum(record in likeliest(likelihood, phrase) for phrase, record in asked)
    assert found / len(asked) > 0.9


def test_what_people_ask_leads_to_the_topic(likelihood: Likelihood, lexicon: Lexicon, corpus: Corpus) -> None:
    carried = {topic for record in corpus.interventions for topic in record.topics[:1]}
    asked = [
        (phrase, topic) for topic, phrases in lexicon.asked.topics.items() if topic in carried for phrase in phrases
    ][::5]
    assert len(asked) > 500
    found = sum(
        any(topic in corpus.by_id[record].topics[:2] for record in likeliest(likelihood, phrase))
        for phrase, topic in asked
    )
    assert found / len(asked) > 0.85


def test_a_record_that_shares_no_word_is_found_by_its_topic(likelihood: Likelihood, corpus: Corpus) -> None:
    gains = likelihood.gains("we verzuipen hier")
    of_topic = [record.id for record in corpus.interventions if record.topics[0] == "werkdruk"]
    silent = [record_id for record_id in of_topic if "verzui" not in str(corpus.by_id[record_id]).casefold()]
    assert silent
    assert all(gains[record_id] > 0 for record_id in silent)


def test_words_that_mean_the_same_say_the_same(likelihood: Likelihood) -> None:
    assert likelihood.gains("baas") == likelihood.gains("chef") == likelihood.gains("leidinggevende")
    assert likelihood.gains("bullying") == likelihood.gains("pesten")


def test_small_words_say_less_but_something(likelihood: Likelihood) -> None:
    with_small, without = likelihood.gains("ik kan het niet meer aan"), likelihood.gains("kan")
    assert likelihood.gains("niet meer")
    assert max(with_small.values()) > max(without.values(), default=0)
    assert max(likelihood.gains("niet").values()) < max(likelihood.gains("pesten").values())


@pytest.mark.parametrize("text", ["", "bitcoin", "!!!", "日本語", "x" * 5000])
def test_unknown_words_say_nothing(likelihood: Likelihood, text: str) -> None:
    assert likelihood.gains(text) == {}


def test_a_word_counts_once_and_its_place_does_not(likelihood: Likelihood) -> None:
    once = likelihood.gains("ruzie met de chef")
    assert likelihood.gains("chef ruzie ruzie de met chef") == pytest.approx(once)


def test_a_corpus_without_phrases_still_works(corpus: Corpus) -> None:
    plain = Likelihood(corpus, Lexicon())
    assert likeliest(plain, "tillen", 3)
    assert plain.gains("verzuipen") == {}


def test_what_is_asked_elsewhere_is_told_from_what_is_asked_here(likelihood: Likelihood, lexicon: Lexicon) -> None:
    def elsewhere(text: str) -> bool:
        return likelihood.gain_elsewhere(text) > max(likelihood.gains(text).values(), default=0.0)

    there = lexicon.asked.elsewhere
    here = [phrase for phrases in lexicon.asked.topics.values() for phrase in phrases][::5]
    assert sum(map(elsewhere, there)) / len(there) > 0.75
    assert sum(map(elsewhere, here)) / len(here) < 0.02


@pytest.mark.parametrize("text", ["", "bitcoin", "日本語"])
def test_unknown_words_are_asked_nowhere(likelihood: Likelihood, text: str) -> None:
    assert likelihood.gain_elsewhere(text) == 0
