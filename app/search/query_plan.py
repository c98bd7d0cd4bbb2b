"""From a typed query to what is asked of the engine, and how its answers count.

Every content word becomes a `Need`: one thing to find, with `Option`s that may stand for it (the word itself, its
parts, synonyms, a correction). The engine is asked for tokens only; `ranking` puts the answers together.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise

from app.domain.corpus import Corpus
from app.domain.lexicon import Lexicon
from app.search.analysis.analyser import Word, content_words, index_tokens, name_words, word
from app.search.analysis.compounds import dictionary, is_known, is_name, split
from app.search.analysis.folding import words
from app.search.analysis.stop_words import STOP_WORDS
from app.search.correction import Corrections
from app.search.engine import Alternative, Clause, EngineQuery
from app.search.likelihood import Likelihood
from app.search.text_query import TextQuery
from app.search.understanding import Atoms, Recognised, Understanding, atom_key, atoms_of, hangs_on_small_words

#: More words than this say nothing more about what is meant, and cost time.
MAX_NEEDS = 16
MAX_TOKENS = 60

_PARTS = 0.7
_JOINED = 0.9
_SYNONYM = 0.55
_TRANSLATION = 0.8
_CORRECTED = 0.85
_LONGEST_PHRASE = 4


@dataclass(frozen=True)
class Option:
    """Tokens that together may stand for a need; `weight` 1.0 is the word itself."""

    tokens: tuple[str, ...]
    weight: float
    kind: str
    capitals: str | None = None


@dataclass(frozen=True)
class Need:
    """One thing to find."""

    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Plan:
    """A query, understood: needs, recognised terms, and what else was asked.

    `typed` are all its words, folded; `gains` are what its words together say for each record, and
    `gain_elsewhere` for a question that nothing here answers; `near` is how near its
    meaning is to that of each record, where there is an encoder (`meaning`).
    """

    needs: tuple[Need, ...]
    typed: tuple[str, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: frozenset[str] = frozenset()
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    corrected: Mapping[str, str] | None = None
    topic_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gains: Mapping[str, float] = field(default_factory=dict)
    gain_elsewhere: float = 0.0
    near: Mapping[str, float] = field(default_factory=dict)

    @property
    def tokens(self) -> tuple[str, ...]:
        """Every token that any option asks for, in order, without doubles."""
        asked = [token for need in self.needs for option in need.options for token in option.tokens]
        labels = [token for tokens in self.topic_words.values() for token in tokens]
        return tuple(dict.fromkeys((*asked, *labels)))[:MAX_TOKENS]

    @property
    def excludes(self) -> bool:
        """Whether anything is to be left out."""
        return bool(self.excluded or self.excluded_phrases)

    @property
    def engine_query(self) -> EngineQuery:
        """What the engine is asked: one clause a token."""
        return EngineQuery(tuple(Clause((Alternative(token),)) for token in self.tokens), self.excluded)


@dataclass(frozen=True)
class IndexWords:
    """The words of a build: as they are written in its texts, and as tokens of its index."""

    surfaces: frozenset[str]
    stems: frozenset[str]


class Planner:
    """Makes plans with the words of one build."""

    def __init__(
        self,
        corpus: Corpus,
        lexicon: Lexicon,
        understanding: Understanding,
        corrections: Corrections,
        indexed: IndexWords,
    ) -> None:
        self._likelihood = Likelihood(corpus, lexicon)
        self._understanding = understanding
        self._corrections = corrections
        self._surfaces = indexed.surfaces
        self._stems = indexed.stems
        self._synonyms = _synonyms(lexicon)

    def plan(self, query: TextQuery, eager: bool = False) -> Plan:
        """The plan of a query. Unknown words are read as the nearest known ones, and `corrected` says so.

        With `eager` Dutch words that no record holds are read so too: for when the words as typed find nothing.
        """
        content, corrected = self._correct(content_words(query.wanted)[:MAX_NEEDS], eager)
        content, opened = self._open(content)
        phrases = _phrases(mended(phrase, corrected) for phrase in query.phrases)
        excluded = _phrases(query.excluded)
        said = mended(query.wanted, corrected)
        text = mended(said, opened)
        recognised = self._understanding.recognise(text)
        if not content and not recognised:  # `Hoe is 't?` is the name of a record
            content = list(name_words(query.wanted)[:MAX_NEEDS])
        topics = [item.term for item in recognised if item.vocabulary == "topics"]
        return Plan(
            needs=tuple(self._needs(content, query.wanted)),
            typed=words(text),
            recognised=recognised,
            topic_words={topic: self._understanding.topic_words.get(topic, ()) for topic in topics},
            phrases=tuple(phrase for phrase in phrases if len(phrase) > 1),
            excluded=frozenset(phrase[0] for phrase in excluded if len(phrase) == 1),
            excluded_phrases=tuple(phrase for phrase in excluded if len(phrase) > 1),
            corrected=corrected,
            gains=self._likelihood.gains(said),
            gain_elsewhere=self._likelihood.gain_elsewhere(said),
        )

    def _correct(self, typed: Sequence[Word], eager: bool) -> tuple[list[Word], dict[str, str]]:
        content, corrected = [], {}
        for item in typed:
            nearest = self._nearest(item.text, eager)
            if nearest:
                corrected[item.text] = nearest[0]
                content.append(word(nearest[0]))
            else:
                content.append(item)
        return content, corrected

    def _open(self, content: Sequence[Word]) -> tuple[list[Word], dict[str, str]]:
        """Compounds that nobody wrote become their parts: each is looked for, and understood, as a word of its own."""
        opened: dict[str, str] = {}
        words_: list[Word] = []
        for item in content:
            parts = self._known_parts(item.text)
            if len(parts) > 1:
                opened[item.text] = " ".join(parts)
                words_ += [word(part) for part in parts if part not in STOP_WORDS]
            else:
                words_.append(item)
        return words_[:MAX_NEEDS], opened

    def _known_parts(self, folded: str) -> tuple[str, ...]:
        parts = split(folded)
        if len(parts) == 1 or word(folded).stem in self._stems or (word(folded).stem,) in self._synonyms:
            return (folded,)
        pieces = tuple(piece for part in parts for piece in self._known_parts(part))
        return pieces if all(word(piece).stem in self._stems for piece in pieces) else (folded,)

    def _nearest(self, folded: str, eager: bool) -> tuple[str, ...]:
        """What an unknown word was meant to be; a Dutch word can only be one that sounds the same."""
        if self._knows(folded):
            return ()
        if is_known(folded) or is_name(folded):
            if eager:
                return self._corrections.sounding_like(folded)
            made_up = folded not in dictionary() and len(split(folded)) > 1
            return self._corrections.all_but(folded) if made_up else ()
        return self._corrections.nearest(folded)

    def _knows(self, folded: str) -> bool:
        stem = word(folded).stem
        return (
            folded in self._surfaces
            # `stofen` bends to the stem of `stoof`; a form of a word begins with its stem.
            or (stem in self._stems and folded.startswith(stem))
            or (stem,) in self._synonyms
            or self._understanding.knows(folded)
        )

    def _needs(self, content: Sequence[Word], typed: str) -> Iterator[Need]:
        extra = self._phrase_options(content, typed)
        for position, item in enumerate(content):
            options = [Option((item.stem,), 1.0, "word")]
            if item.parts:
                leaves = tuple(atom.text for atom in atoms_of([item]))
                options.append(Option(leaves, _PARTS, "parts"))
            options += extra.get(position, [])
            yield Need(item.text, tuple(_best_of_each(options)))

    def _phrase_options(self, content: Sequence[Word], typed: str) -> dict[int, list[Option]]:
        """Options that a word has through its neighbours: words joined, and synonyms of phrases."""
        found: dict[int, list[Option]] = {}
        for position, (left, right) in enumerate(pairwise(content)):
            for whole in _joins(left.text, right.text, self._surfaces):
                for place in (position, position + 1):
                    found.setdefault(place, []).append(Option((word(whole).stem,), _JOINED, "joined"))
        for place, option in self._synonym_options(content, typed):
            found.setdefault(place, []).append(option)
        return found

    def _synonym_options(self, content: Sequence[Word], typed: str) -> Iterator[tuple[int, Option]]:
        """Synonyms of words and of phrases, at every word of the phrase."""
        for start in range(len(content)):
            for size in range(1, min(_LONGEST_PHRASE, len(content) - start) + 1):
                key = tuple(atom.text for atom in atoms_of(content[start : start + size]))
                for option in self._synonyms.get(key, ()):
                    if option.capitals and len(content) > 1 and option.capitals not in typed:
                        continue
                    for place in range(start, start + size):
                        yield place, option


def mended(text: str, corrected: Mapping[str, str]) -> str:
    """A text with the words in it that were corrected; the others stay as they were typed."""
    typed = ((item, words(item)) for item in text.split())
    return " ".join(
        " ".join(corrected.get(part, part) for part in parts) if any(part in corrected for part in parts) else item
        for item, parts in typed
    )


def _phrases(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tokens for tokens in (tuple(index_tokens(text)) for text in texts) if tokens)


def _best_of_each(options: Sequence[Option]) -> list[Option]:
    best: dict[tuple[str, ...], Option] = {}
    for option in options:
        if option.tokens not in best or best[option.tokens].weight < option.weight:
            best[option.tokens] = option
    return sorted(best.values(), key=lambda option: -option.weight)[:12]


def _joins(left: str, right: str, known: frozenset[str]) -> Iterator[str]:
    for link in ("", "s", "e", "en"):
        whole = left + link + right
        if whole in known:
            yield whole


def _abbreviated(option: Option, capitals: str | None, tokens: tuple[str, ...]) -> Option:
    return replace(option, tokens=tokens, capitals=capitals)


def _synonyms(lexicon: Lexicon) -> dict[Atoms, tuple[Option, ...]]:
    """Options by what was said: synonyms, the long form of an abbreviation and back, Dutch for English."""
    found: dict[Atoms, dict[tuple[str, ...], Option]] = {}

    def learn(names: Sequence[str], others: Sequence[str], option: Callable[[tuple[str, ...]], Option]) -> None:
        targets = [tuple(index_tokens(other)) for other in others if not hangs_on_small_words(other)]
        for name in names:
            key = () if hangs_on_small_words(name) else atom_key(name)
            for tokens in targets:
                if key and tokens and tokens != key:
                    found.setdefault(key, {}).setdefault(tokens, option(tokens))

    synonym = Option((), _SYNONYM, "synonym")
    translation = Option((), _TRANSLATION, "translation")
    for group in lexicon.synonyms:
        learn(group.words, group.words, lambda tokens: replace(synonym, tokens=tokens))
        learn(group.from_, group.to, lambda tokens: replace(synonym, tokens=tokens))
    for item in lexicon.abbreviations:
        capitals = item.short if item.case_sensitive else None
        learn((item.short,), item.long, partial(_abbreviated, translation, capitals))
        learn(item.long, (item.short,), lambda tokens: replace(synonym, tokens=tokens))
    for entry in lexicon.english:
        learn(entry.en, entry.nl, lambda tokens: replace(translation, tokens=tokens))
    return {key: tuple(options.values()) for key, options in found.items()}
