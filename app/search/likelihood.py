"""How likely a record makes the words of a question: a language model of each record, smoothed by its topics.

gain = sum over the words w of a question of  g(w) x ln( p(w | record) / p(w) )
p(w | record) = own x p(w in its texts) + topic x p(w in the texts of its topics) + (1 - own - topic) x p(w)

Query likelihood with smoothing by cluster (Liu and Croft 2004), the clusters being our topics. The texts of a record
are its own and the phrases that people type when it is the answer (`data/asked.yaml`); those of a topic are its
phrases, names and everyday words (`data/lexicon.yaml`), and its records. So a record is found by a sentence that
shares hardly a word with it: `ik kom om in het werk`. Nothing is trained and nothing is random; the counts are the
model. A gain is in nats; 0 says nothing for or against.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import log

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.lexicon import Lexicon
from app.search.analysis.analyser import content_words, joined, word
from app.search.analysis.folding import words
from app.search.analysis.stop_words import STOP_WORDS
from app.search.document import texts_of
from app.search.understanding import atoms_of

OWN = 0.35
TOPIC = 0.35
_REST = 1 - OWN - TOPIC
#: How much of the model of what is asked elsewhere is words at large.
_HERE = 0.3
#: `niet meer aankunnen` hangs on small words, but they say less.
SMALL_WORD = 0.5
#: What a word counts by where it stands; a phrase that people ask counts twice.
_FIELDS: Mapping[str, float] = {
    "title": 3.0,
    "aliases": 3.0,
    "topics": 1.5,
    "summary": 1.0,
    "description": 0.5,
    "english": 1.0,
}
_ASKED = 2.0
#: What the texts of a record count for its first and for its second topic.
_OF_TOPIC = (1.0, 0.3)
#: Of a record with two topics the first is twice as likely meant.
_TOPIC_SHARES = ((1.0,), (2 / 3, 1 / 3))

#: So many words are kept with what they say for each topic; a word takes some 12 kB.
_WORDS_KEPT = 500

Counts = Counter[str]
#: A record's first topics, at most two.
Topics = tuple[str, ...]


class Likelihood:
    """The language models of the records of one build."""

    def __init__(self, corpus: Corpus, lexicon: Lexicon) -> None:
        self._same = _same_words(lexicon)
        own = {record.id: self._record_counts(record, corpus, lexicon) for record in corpus.interventions}
        self._topics: dict[str, Topics] = {record.id: record.topics[:2] for record in corpus.interventions}
        self._kinds = sorted(set(self._topics.values()))
        of_topic = self._topic_counts(corpus, lexicon, own)
        everything: Counts = Counter()
        for counts in of_topic.values():
            everything.update(counts)
        whole = everything.total()
        self._expected = {stem: count / whole for stem, count in everything.items()}
        self._likely = {topic: _shares(counts) for topic, counts in of_topic.items()}
        elsewhere: Counts = Counter()
        self._count(elsewhere, lexicon.asked.elsewhere, 1.0)
        at_large = _shares(everything + elsewhere)
        self._elsewhere = {
            stem: log(_HERE + (1 - _HERE) * share / at_large[stem]) for stem, share in _shares(elsewhere).items()
        }
        self._of_topics = lru_cache(maxsize=_WORDS_KEPT)(self._gains_of_topics)
        #: By stem: the records that hold it, with what that adds to the gain of their topics.
        self._holders: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for record, counts in own.items():
            for stem, share in _shares(counts).items():
                base = self._ratio(self._topics[record], stem)
                extra = OWN * share / (_REST * self._expected[stem])
                self._holders[stem].append((record, log(1 + extra / base)))

    def gains(self, text: str) -> dict[str, float]:
        """What the words of a text say for each record together; only records for which they say something."""
        asked = [(stem, weight) for stem, weight in self._weighed(text) if stem in self._expected]
        ground = dict.fromkeys(self._kinds, log(_REST) * sum(weight for _, weight in asked))
        for stem, weight in asked:
            for kinds, gain in self._of_topics(stem):
                ground[kinds] += weight * gain
        total = {record: ground[kinds] for record, kinds in self._topics.items()}
        for stem, weight in asked:
            for record, extra in self._holders.get(stem, ()):
                total[record] += weight * extra
        return {record: gain for record, gain in total.items() if gain > 0}

    def gain_elsewhere(self, text: str) -> float:
        """What the words of a text say for a question that nothing here answers."""
        return sum(
            weight * self._elsewhere.get(stem, log(_HERE))
            for stem, weight in self._weighed(text)
            if stem in self._expected or stem in self._elsewhere
        )

    def _gains_of_topics(self, stem: str) -> tuple[tuple[Topics, float], ...]:
        """What a stem says for records of some topics that do not hold it themselves."""
        ratios = ((kinds, self._ratio(kinds, stem)) for kinds in self._kinds)
        return tuple((kinds, log(ratio)) for kinds, ratio in ratios if ratio != 1)

    def _ratio(self, kinds: Topics, stem: str) -> float:
        """How much likelier these topics make a stem than words at large do alone; 1 when they never hold it."""
        shares = _TOPIC_SHARES[len(kinds) - 1]
        likely = sum(share * self._likely[topic].get(stem, 0.0) for topic, share in zip(kinds, shares, strict=True))
        return 1 + TOPIC * likely / (_REST * self._expected[stem])

    def _record_counts(self, record: Intervention, corpus: Corpus, lexicon: Lexicon) -> Counts:
        counts: Counts = Counter()
        for field, texts in texts_of(record, corpus):
            if field in _FIELDS:
                self._count(counts, texts, _FIELDS[field])
        self._count(counts, lexicon.asked.records.get(record.id, ()), _ASKED)
        return counts

    def _topic_counts(self, corpus: Corpus, lexicon: Lexicon, own: Mapping[str, Counts]) -> dict[str, Counts]:
        found: dict[str, Counts] = {term.id: Counter() for term in corpus.vocabulary("topics").terms}
        for topic, phrase in _phrases(corpus, lexicon):
            self._count(found[topic], [phrase], 1.0)
        for record in corpus.interventions:
            for topic, share in zip(record.topics[:2], _OF_TOPIC, strict=False):
                for stem, count in own[record.id].items():
                    found[topic][stem] += share * count  # type: ignore[assignment]
        return found

    def _count(self, counts: Counts, texts: Iterable[str], weight: float) -> None:
        for text in texts:
            for stem, _ in self._weighed(text):
                counts[stem] += weight  # type: ignore[assignment]

    def _weighed(self, text: str) -> set[tuple[str, float]]:
        """The stems of a text, each once, with compounds taken apart and synonyms made one, and what each weighs."""
        typed = list(joined(words(text)))
        telling = atoms_of([word(item) for item in typed if item not in STOP_WORDS])
        small = {(f"_{word(item).stem}", SMALL_WORD) for item in typed if item in STOP_WORDS}
        return small | {(self._same.get(atom.text, atom.text), 1.0) for atom in telling}


def _shares(counts: Counts) -> dict[str, float]:
    """Counts as shares of their sum."""
    total = counts.total()
    return {stem: count / total for stem, count in counts.items()}


def _phrases(corpus: Corpus, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Topics with everything that people say when they mean one."""
    for term in corpus.vocabulary("topics").terms:
        for name in (term.label.nl, *term.synonyms, *lexicon.asked.topics.get(term.id, ())):
            yield term.id, name
    for entry in lexicon.everyday:
        for topic in entry.topics:
            for said in (*entry.say, *entry.exact):
                yield topic, said


def _same_words(lexicon: Lexicon) -> dict[str, str]:
    """By stem: the stem that stands for all words that mean the same, and for their English."""
    same: dict[str, str] = {}
    pairs = [
        *((group.words, group.words) for group in lexicon.synonyms if group.words),
        *((group.from_, group.to) for group in lexicon.synonyms if group.from_),
        *((entry.en, entry.nl) for entry in lexicon.english),
    ]
    for names, others in pairs:
        target = next(filter(None, map(_single, others)), None)
        for name in filter(None, map(_single, names)):
            if target:
                same.setdefault(name, same.get(target, target))
    return same


def _single(text: str) -> str | None:
    """The stem of a text that is one word; none when it is more."""
    atoms = atoms_of(content_words(text))
    return atoms[0].text if len(atoms) == 1 else None
