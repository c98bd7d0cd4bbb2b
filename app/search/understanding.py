"""What a text is about: words and phrases recognised as terms of the vocabulary.

Labels, synonyms and aliases of terms and the everyday phrases of the lexicon are matched on stems, with compounds
taken apart, so that `loopbaan advies`, `loopbaanadvies` and `loopbaanadviezen` are one phrase.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from app.domain.lexicon import Everyday, Lexicon
from app.domain.vocabulary import Term, Vocabulary
from app.search.analysis.analyser import Word, content_words, joined
from app.search.analysis.compounds import is_known
from app.search.analysis.folding import fold, words
from app.search.analysis.stop_words import STOP_WORDS

#: Vocabularies whose terms a text can name, with how sure the name alone makes us.
CONCEPTS = {
    "topics": 1.0,
    "sectors": 1.0,
    "target-groups": 0.9,
    "forms": 0.7,
    "categories": 0.6,
    "organisation-sizes": 0.9,
    "themes": 0.8,
}
_SYNONYM = 0.85
_EVERYDAY = 0.8
#: Part of a word is a weaker sign than the word: `verzuim` in `verzuimaanpak`.
_INSIDE_WORD = 0.8
#: A `bouwplaats` is of the building trade, `teambuilding` and a `kennisbank` are of no trade.
_NOT_AS_LAST_PART = frozenset({"sectors"})
_LONGEST_PHRASE = 6
#: Everyday phrases may have this many other words in between.
_SLACK = 3

#: Abbreviations that people write small and that are no other word in this field.
_PLAIN_ENOUGH = frozenset({"or", "di", "hr", "mt", "evc", "bhv"})

Atoms = tuple[str, ...]


@dataclass(frozen=True)
class Recognised:
    """A term that a text names, in which words, and how sure that is (0 to 1)."""

    vocabulary: str
    term: str
    said: str
    weight: float
    words: frozenset[int] = field(default=frozenset(), compare=False)
    idiom: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class Atom:
    """The smallest piece of a content word, with the word it stands in."""

    text: str
    word: int
    whole: bool


@dataclass(frozen=True)
class _Meaning:
    vocabulary: str
    term: str
    weight: float
    capitals: str | None = None


def atoms_of(content: Sequence[Word]) -> list[Atom]:
    """The pieces of content words: leaves of compounds, or the stem of a word that does not come apart."""
    found = []
    for position, item in enumerate(content):
        leaves = _leaves(item)
        found += [Atom(leaf, position, len(leaves) == 1) for leaf in leaves]
    return found


@lru_cache(maxsize=65_536)
def atom_key(text: str) -> Atoms:
    """A phrase as its atoms."""
    return tuple(atom.text for atom in atoms_of(content_words(text)))


def _leaves(item: Word) -> Atoms:
    # Parts come largest first and contain their own parts: a leaf is one that no other part starts or ends with.
    leaves = [
        part
        for part in item.parts
        if not any(other != part and len(other) < len(part) and other[:4] in part for other in item.parts)
    ]
    return tuple(leaves) or (item.stem,)


class Understanding:
    """Recognises terms of the vocabulary in a text."""

    def __init__(self, vocabularies: Iterable[Vocabulary], lexicon: Lexicon) -> None:
        self._phrases: dict[Atoms, dict[tuple[str, str], _Meaning]] = defaultdict(dict)
        self._literal: dict[tuple[str, ...], list[_Meaning]] = defaultdict(list)
        self._bags: list[tuple[frozenset[str], int, list[_Meaning]]] = []
        self._bags_of: dict[str, list[int]] = defaultdict(list)
        #: Every atom of every phrase.
        self._atoms: set[str] = set()
        #: The stems of a topic's own name: a record that says them is more typical of it than one that does not.
        self.topic_words: dict[str, Atoms] = {}
        for vocabulary in vocabularies:
            if vocabulary.name == "topics":
                self.topic_words = {term.id: _label_stems(term) for term in vocabulary.terms}
            if vocabulary.name in CONCEPTS:
                for term in vocabulary.terms:
                    self._learn_term(vocabulary.name, term)
        for everyday in lexicon.everyday:
            self._learn_everyday(everyday)
        self._learn_synonyms(lexicon)

    def recognise(self, text: str) -> tuple[Recognised, ...]:
        """The terms that a text names, the surest first; each term once."""
        content = content_words(text)
        best: dict[tuple[str, str], Recognised] = {}
        every = list(self._all(text, content, atoms_of(content)))
        said = {(item.vocabulary, item.words) for item in every if item.idiom}
        for found in every:
            # An everyday phrase means what it says as a whole: `niet lekker in zijn vel` is not `lekker in je vel`.
            if not found.idiom and (found.vocabulary, found.words) in said:
                continue
            key = (found.vocabulary, found.term)
            known = best.get(key)
            if known is None or found.weight > known.weight:
                best[key] = found
        return tuple(sorted(best.values(), key=lambda item: (-item.weight, item.vocabulary, item.term)))

    def knows(self, folded: str) -> bool:
        """Whether a folded word is part of any phrase here."""
        return self._atoms.issuperset(atom_key(folded) or (folded,))

    def _all(self, text: str, content: Sequence[Word], atoms: Sequence[Atom]) -> Iterator[Recognised]:
        yield from self._phrases_in(text, content, atoms)
        yield from self._everyday_in(content, atoms)
        yield from self._literal_in(text, content)

    def _phrases_in(self, text: str, content: Sequence[Word], atoms: Sequence[Atom]) -> Iterator[Recognised]:
        """The longest phrases, from left to right; a phrase inside a longer one does not count."""
        taken: dict[str, int] = defaultdict(int)
        for start in range(len(atoms)):
            for size in range(min(_LONGEST_PHRASE, len(atoms) - start), 0, -1):
                piece = atoms[start : start + size]
                for meaning in self._phrases.get(tuple(atom.text for atom in piece), {}).values():
                    whole = _covers_words(piece, atoms)
                    if taken[meaning.vocabulary] >= start + size or not _capitals_fit(meaning, text, content):
                        continue
                    if not whole and meaning.vocabulary in _NOT_AS_LAST_PART and not _begins_word(piece, atoms):
                        continue
                    yield _recognised(meaning, content, piece, whole)
                    taken[meaning.vocabulary + "/next"] = start + size
                for vocabulary in CONCEPTS:
                    taken[vocabulary] = max(taken[vocabulary], taken.pop(vocabulary + "/next", 0))

    def _everyday_in(self, content: Sequence[Word], atoms: Sequence[Atom]) -> Iterator[Recognised]:
        places: dict[str, list[int]] = defaultdict(list)
        for position, atom in enumerate(atoms):
            places[atom.text].append(position)
        candidates = {bag for text in places for bag in self._bags_of.get(text, ())}
        for number in sorted(candidates):
            bag, size, meanings = self._bags[number]
            if not bag <= places.keys():
                continue
            positions = sorted(min(places[text]) for text in bag)
            if positions[-1] - positions[0] < size + _SLACK:
                piece = [atoms[position] for position in positions]
                if _covers_words(piece, atoms):  # `achterstand werk` is not in `taalachterstand werkvloer`
                    for meaning in meanings:
                        yield replace(_recognised(meaning, content, piece, True), idiom=True)

    def _literal_in(self, text: str, content: Sequence[Word]) -> Iterator[Recognised]:
        """Phrases that are all small words (`kan het niet meer aan`), letter by letter."""
        if not self._literal:
            return
        typed = list(joined(words(text)))
        for start in range(len(typed)):
            for size in range(2, min(8, len(typed) - start) + 1):
                said = tuple(typed[start : start + size])
                for meaning in self._literal.get(said, ()):
                    inside = frozenset(n for n, item in enumerate(content) if item.text in said)
                    yield Recognised(
                        meaning.vocabulary, meaning.term, " ".join(said), meaning.weight, inside, idiom=True
                    )

    def _learn_term(self, vocabulary: str, term: Term) -> None:
        sure = CONCEPTS[vocabulary]
        for name in _names(term):
            if hangs_on_small_words(name):  # `Social work` is not `social`
                self._literal[tuple(joined(words(name)))].append(_Meaning(vocabulary, term.id, sure))
            else:
                self._learn(name, _Meaning(vocabulary, term.id, sure))
        for synonym in (*term.synonyms, *term.synonyms_en):
            meaning = _Meaning(vocabulary, term.id, sure * _SYNONYM, _capitals(synonym))
            if hangs_on_small_words(synonym):
                self._literal[tuple(joined(words(synonym)))].append(meaning)
            else:
                self._learn(synonym, meaning)

    def _learn(self, name: str, meaning: _Meaning) -> None:
        key = atom_key(name)
        if not key:
            return
        self._atoms.update(key)
        known = self._phrases[key].get((meaning.vocabulary, meaning.term))
        if known is None or known.weight < meaning.weight:
            self._phrases[key][meaning.vocabulary, meaning.term] = meaning

    def _learn_everyday(self, everyday: Everyday) -> None:
        meanings = [
            _Meaning(vocabulary, term, _EVERYDAY * CONCEPTS[vocabulary])
            for vocabulary, terms in (
                ("topics", everyday.topics),
                ("target-groups", everyday.target_groups),
                ("sectors", everyday.sectors),
                ("forms", everyday.forms),
            )
            for term in terms
        ]
        for said in everyday.exact:
            self._literal[tuple(joined(words(said)))] += meanings
        for said in everyday.say:
            bag = frozenset(atom_key(said))
            if len(bag) > 1:
                self._atoms |= bag
                for text in bag:
                    self._bags_of[text].append(len(self._bags))
                self._bags.append((bag, len(bag), meanings))
            elif hangs_on_small_words(said):
                self._literal[tuple(joined(words(said)))] += meanings
            elif bag:
                for meaning in meanings:
                    self._learn(said, meaning)

    def _learn_synonyms(self, lexicon: Lexicon) -> None:
        """Words of the lexicon mean what the words they stand for mean, a little less surely."""
        groups = [
            *((group.words, group.words) for group in lexicon.synonyms if group.words),
            *((group.from_, group.to) for group in lexicon.synonyms if group.from_),
            *(((item.short,), item.long) for item in lexicon.abbreviations),
            *((item.en, item.nl) for item in lexicon.english),
        ]
        capitals = {item.short for item in lexicon.abbreviations if item.case_sensitive}
        learned = [
            (name, meaning)
            for names, known in groups
            for source in known
            if not hangs_on_small_words(source)
            for meaning in list(self._phrases.get(atom_key(source), {}).values())
            for name in names
        ]
        for name, meaning in learned:
            written = name if name in capitals else _capitals(name)
            weaker = _Meaning(meaning.vocabulary, meaning.term, meaning.weight * _SYNONYM, written)
            if hangs_on_small_words(name):
                self._literal[tuple(joined(words(name)))].append(weaker)
            else:
                self._learn(name, weaker)


def _names(term: Term) -> Iterator[str]:
    """The names of a term; `Alcohol en drugs` is also called by either half."""
    yield from (term.label.nl, term.label.en)
    for name in (term.id, *term.aliases):
        yield name.replace("-", " ")
    for label, conjunctions in ((term.label.nl, "en|of"), (term.label.en, "and|or")):
        halves = re.split(rf" (?:{conjunctions}) ", label)
        if len(halves) > 1 and all(len(half.split()) == 1 for half in halves):
            yield from halves


def _label_stems(term: Term) -> Atoms:
    return tuple(dict.fromkeys(item.stem for item in content_words(f"{term.label.nl} {term.id.replace('-', ' ')}")))


@lru_cache(maxsize=65_536)
def hangs_on_small_words(phrase: str) -> bool:
    """Whether one telling word is left of a phrase of several: `zonder werk` is not `werk`."""
    return len(content_words(phrase)) <= 1 < len(words(phrase)) and len(phrase.split()) > 1


def _recognised(meaning: _Meaning, content: Sequence[Word], piece: Sequence[Atom], whole: bool) -> Recognised:
    inside = sorted({atom.word for atom in piece})
    said = " ".join(content[position].text for position in inside)
    weight = meaning.weight if whole else meaning.weight * _INSIDE_WORD
    return Recognised(meaning.vocabulary, meaning.term, said, round(weight, 4), frozenset(inside))


def _covers_words(piece: Sequence[Atom], atoms: Sequence[Atom]) -> bool:
    """Whether the pieces are whole words, not parts of longer ones."""
    inside = {atom.word for atom in piece}
    return sum(atom.word in inside for atom in atoms) == len(piece)


def _begins_word(piece: Sequence[Atom], atoms: Sequence[Atom]) -> bool:
    """Whether the first piece is the first part of its word."""
    return next(atom for atom in atoms if atom.word == piece[0].word) is piece[0]


def _capitals(name: str) -> str | None:
    """An abbreviation that is also a word (`OR`, `KANS`, `IT`) counts in capitals only."""
    plain = fold(name)
    if name.isupper() and plain not in _PLAIN_ENOUGH and (plain in STOP_WORDS or is_known(plain)):
        return name
    return None


def _capitals_fit(meaning: _Meaning, text: str, content: Sequence[Word]) -> bool:
    return meaning.capitals is None or len(content) <= 1 or meaning.capitals in text.split()
