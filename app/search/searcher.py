"""Searching one build: plan the query, ask the engine, rank what it found."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.search.analysis.folding import words
from app.search.correction import Corrections
from app.search.document import Asked, searched_texts, texts_of
from app.search.engine import EngineQuery, Hit, SearchEngine
from app.search.meaning import Meaning
from app.search.query_plan import IndexWords, Plan, Planner, mended
from app.search.ranked_document import ranked_document
from app.search.ranking import RANKED_VOCABULARIES, Ranked, Ranker
from app.search.scoring import Score
from app.search.text_query import TextQuery, parse
from app.search.understanding import Recognised, Understanding


@dataclass(frozen=True)
class TextAnswer:
    """The records that answer a text, best first, how the text was read, and what the engine found for it."""

    ranked: tuple[Ranked, ...]
    plan: Plan
    hits: tuple[Hit, ...] = ()
    corrected: str | None = None

    @property
    def marked(self) -> frozenset[str]:
        """The tokens whose words are worth marking: the word, its parts, synonyms, a correction."""
        return frozenset(token for need in self.plan.needs for option in need.options for token in option.tokens)


class Searcher:
    """Answers texts from one corpus and its index; nothing in it changes after it is made.

    With `meaning`, questions that mean what a record is asked with count for it, whatever their words.
    """

    def __init__(self, corpus: Corpus, lexicon: Lexicon, engine: SearchEngine, meaning: Meaning | None = None) -> None:
        self._engine = engine
        self._meaning = meaning
        self._frequencies = engine.frequencies()
        surfaces = surface_words(corpus, lexicon.asked.records)
        self.understanding = Understanding(corpus.vocabularies, lexicon)
        self.corrections = Corrections(surfaces | _vocabulary_words(corpus, surfaces))
        self._planner = Planner(
            corpus,
            lexicon,
            self.understanding,
            self.corrections,
            IndexWords(frozenset(surfaces), frozenset(self._frequencies)),
        )
        self._ranker = Ranker(
            {
                record.id: ranked_document(record, (text for _, texts in texts_of(record, corpus) for text in texts))
                for record in corpus.interventions
            },
            {name: corpus.vocabulary(name) for name in RANKED_VOCABULARIES},
        )

    def search(self, text: str) -> TextAnswer:
        """The records that answer `text`; none when nothing fits."""
        query = parse(text)
        plan = self._plan(query)
        hits, ranked = self._found(plan)
        if not ranked:
            second = self._plan(query, eager=True)
            if second.corrected != plan.corrected:
                plan, (hits, ranked) = second, self._found(second)
        return TextAnswer(tuple(ranked), plan, tuple(hits), _rewritten(query, plan) if ranked else None)

    def explain(self, answer: TextAnswer, ids: Collection[str]) -> dict[str, Score]:
        """What the scores of some records in an answer are made of."""
        return self._ranker.explain(answer.plan, answer.hits, self._frequency, ids)

    def _plan(self, query: TextQuery, eager: bool = False) -> Plan:
        """The plan, with the meaning of the question when there are words in it that are not quoted or left out."""
        plan = self._planner.plan(query, eager)
        if self._meaning is None or not query.words or not (plan.needs or plan.recognised):
            return plan
        return replace(plan, near=self._meaning.near(mended(query.wanted, plan.corrected or {})))

    def _frequency(self, token: str) -> int:
        return self._frequencies.get(token, 0)

    def _found(self, plan: Plan) -> tuple[list[Hit], list[Ranked]]:
        """What the engine finds, and the records in their order."""
        if not (plan.needs or plan.recognised or plan.excludes):
            return [], []
        hits = self._engine.search(plan.engine_query)
        allowed = None
        if plan.excluded:  # also of records that carry what is asked without a word of it
            allowed = frozenset(hit.id for hit in self._engine.search(EngineQuery((), plan.excluded)))
        return hits, self._ranker.rank(plan, hits, self._frequency, allowed)

    def understand(self, text: str) -> tuple[Recognised, ...]:
        """The terms of the vocabulary that a text is about, the surest first."""
        return self.understanding.recognise(text)

    def close(self) -> None:
        """Let go of the index."""
        self._engine.close()


def surface_words(corpus: Corpus, asked: Asked) -> dict[str, int]:
    """Every folded word of the searchable texts, and in how many records it stands."""
    counts: dict[str, int] = {}
    for record in corpus.interventions:
        texts = (text for _, texts in searched_texts(record, corpus, asked) for text in texts)
        inside = {word for text in texts for word in words(text)}
        for word in inside:
            counts[word] = counts.get(word, 0) + 1
    return counts


def _vocabulary_words(corpus: Corpus, known: Collection[str]) -> dict[str, int]:
    """Words of labels and synonyms that no record holds: they can be meant all the same."""
    names = (
        name
        for vocabulary in corpus.vocabularies
        for term in vocabulary.terms
        for name in (term.label.nl, *term.synonyms)
    )
    return {word: 1 for name in names for word in words(name) if word not in known}


def _rewritten(query: TextQuery, plan: Plan) -> str | None:
    """The query with its corrections, as the user could have typed it."""
    if not plan.corrected:
        return None
    typed = [mended(item, plan.corrected) for item in query.words]
    phrases = [f'"{mended(phrase, plan.corrected)}"' for phrase in query.phrases]
    return " ".join((*typed, *phrases, *(f'-"{item}"' if " " in item else f"-{item}" for item in query.excluded)))
