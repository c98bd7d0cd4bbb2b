"""What matching needs of a corpus, worked out once: topics' kinship, labels, families of terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.schemes import Scheme
from app.domain.vocabulary import Vocabulary

#: What a topic is worth by its place in the record: the first is what the record is about.
PLACE = (1.0, 0.85, 0.65, 0.55)
#: What a record's topic is worth for a need by their kinship.
KINSHIP = {"same": 1.0, "narrower": 0.8, "related": 0.48, "broader": 0.45, "sibling": 0.2}
#: Topics that lie so near that a record about one helps with the other; it never fills the need alone.
RELATED: frozenset[frozenset[str]] = frozenset(
    frozenset(pair.split())
    for pair in (
        "arbeidsrisicos veiligheidscultuur",
        "autonomie-en-jobcrafting werkdruk",
        "autonomie-en-jobcrafting werkplezier",
        "bewustwording eigen-regie",
        "employability arbeidsmobiliteit",
        "employability eigen-regie",
        "employability loopbaanadvies",
        "leercultuur scholing-en-vakmanschap",
        "leercultuur werkplekleren",
        "leiderschap het-goede-gesprek",
        "mentale-gezondheid ontspanning",
        "mentale-gezondheid werkdruk",
        "organisatie-van-het-werk werkdruk",
        "strategische-personeelsplanning talentontwikkeling",
        "werkdruk werkplezier",
        "werkdruk werktijden-en-roosters",
    )
)
#: From here on a record fills a need.
FILLS = 0.5
#: From here on a record may stand below those that fill the need; it never fills a need alone.
SUPPLEMENTS = 0.45


@dataclass(frozen=True)
class Relevance:
    """How a record relates to a need: by which of its topics, and how closely (0 to 1)."""

    value: float
    topic: str
    kin: str


class MatchIndex:
    """Read-only and shared between threads; answers are kept because they are the same for every profile."""

    def __init__(self, corpus: Corpus, schemes: tuple[Scheme, ...] = ()) -> None:
        self.corpus = corpus
        self.schemes = schemes
        #: In order of id, so that the order of the corpus never shows in an answer.
        self.records = tuple(sorted(corpus.interventions, key=lambda record: record.id))
        self._relevance: dict[str, Mapping[str, Relevance]] = {}
        self._families: dict[tuple[str, str], frozenset[str]] = {}
        self._labels = {
            vocabulary.name: {term.id: term.label.nl for term in vocabulary.terms} for vocabulary in corpus.vocabularies
        }

    def relevance(self, need: str) -> Mapping[str, Relevance]:
        """By record id how the record relates to a need; records without any kinship are left out."""
        if need not in self._relevance:
            found = ((record.id, self._of(record, need)) for record in self.records)
            self._relevance[need] = {record_id: item for record_id, item in found if item}
        return self._relevance[need]

    def wider(self, vocabulary: str, term: str) -> frozenset[str]:
        """The wider terms of a term, without itself."""
        key = (vocabulary, term)
        if key not in self._families:
            self._families[key] = frozenset(self.corpus.vocabulary(vocabulary).ancestors(term))
        return self._families[key]

    def names(self, vocabulary: str) -> Mapping[str, str]:
        """Every name that a term of the vocabulary answers to, with the term's id."""
        terms = self.corpus.vocabulary(vocabulary).terms
        return {name: term.id for term in terms for name in (*term.aliases, term.id)}

    @property
    def own_names(self) -> Mapping[str, str]:
        """The ids of the records, as names of themselves."""
        return {record_id: record_id for record_id in self.corpus.by_id}

    def label(self, vocabulary: str, term: str) -> str:
        """The Dutch label of a term."""
        return self._labels[vocabulary].get(term, term)

    def labels(self, vocabulary: str, terms: Iterable[str]) -> str:
        """The Dutch labels of terms as one enumeration: 'Horeca, Handel en Bouw'."""
        names = [self.label(vocabulary, term) for term in terms]
        return " en ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)

    def _of(self, record: Intervention, need: str) -> Relevance | None:
        topics = self.corpus.vocabulary("topics")
        best: Relevance | None = None
        for place, topic in enumerate(record.topics):
            kin = kinship(topics, topic, need)
            if kin is None:
                continue
            value = PLACE[min(place, len(PLACE) - 1)] * KINSHIP[kin]
            if best is None or value > best.value:
                best = Relevance(value, topic, kin)
        return best


def kinship(topics: Vocabulary, topic: str, need: str) -> str | None:
    """How a record's topic stands to a need: same, narrower, related, broader, sibling, or not at all."""
    if topic == need:
        return "same"
    if frozenset((topic, need)) in RELATED:
        return "related"
    above_topic, above_need = list(topics.ancestors(topic)), list(topics.ancestors(need))
    if need in above_topic:
        return "narrower"
    if topic in above_need:
        return "broader"
    return "sibling" if above_topic and above_need and above_topic[0] == above_need[0] else None
