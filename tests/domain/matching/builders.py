"""Small corpora for tests of the match: made-up records, the real vocabularies."""

from functools import lru_cache
from typing import Any

from app.corpus.reader import read_corpus
from app.corpus.schemes import read_schemes
from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.matching.index import MatchIndex
from app.domain.matching.match import match
from app.domain.matching.profile import Profile
from app.domain.matching.question import Question
from app.domain.matching.reading import read_profile
from app.domain.matching.result import Match, WhyNot
from app.domain.matching.why_not import why_not
from app.domain.schemes import Scheme
from app.domain.vocabulary import Vocabulary
from tests.corpora import REAL_DATA


@lru_cache
def vocabularies() -> tuple[Vocabulary, ...]:
    """The real vocabularies."""
    return read_corpus(REAL_DATA).vocabularies


@lru_cache
def schemes() -> tuple[Scheme, ...]:
    """The real schemes."""
    return read_schemes(REAL_DATA, vocabularies())


def record(record_id: str, **fields: Any) -> Intervention:
    """A measure against work pressure at organisation level, but for what `fields` say."""
    # Titles without words in common, so that nothing is a near-duplicate by accident.
    given = {
        "id": record_id,
        "kind": "intervention",
        "title": "".join(part.title() for part in record_id.split("-")),
        "summary": f"Verzonnen record {record_id} voor een test van de match.",
        "description": f"Verzonnen record {record_id}, dat alleen bestaat om de match te toetsen.",
        "theme": "veilig-gezond-vitaal",
        "topics": ["werkdruk"],
        "category": "maatregelen",
        "category_basis": "redactie",
        "form": "programma",
        "levels": ["organisatie"],
        "status": {"state": "actief"},
        "sources": [{"document": "quickscan-2020", "section": "2.4"}],
        "en": {"summary": f"Made-up record {record_id} for a test of the match."},
    } | fields
    if given.get("sectors") and "sector_scope" not in fields:
        given["sector_scope"] = "alleen"
    if given["kind"] == "approach":
        given.setdefault("steps", [{"title": "Begin"}])
    return Intervention.model_validate(given)


def index_of(*records: Intervention) -> MatchIndex:
    """The records as a corpus that can be matched."""
    corpus = Corpus(interventions=records, vocabularies=vocabularies(), sources=(), changes={})
    return MatchIndex(corpus, schemes())


def needs(*topics: str, urgency: int = 3) -> list[dict[str, Any]]:
    """Needs of one urgency."""
    return [{"topic": topic, "urgency": urgency} for topic in topics]


def read(index: MatchIndex, **raw: Any) -> Profile:
    """A profile as a request would give it; nothing is read in its text."""
    return read_profile(raw, index, lambda _text: ())


def ask(*records: Intervention, limit: int = 10, **raw: Any) -> Match:
    """Match a profile to the records."""
    index = index_of(*records)
    return match(Question(read(index, **raw), index), {}, limit)


def explain(record_id: str, *records: Intervention, limit: int = 10, **raw: Any) -> WhyNot:
    """Where a record stands."""
    index = index_of(*records)
    return why_not(index.corpus.by_id[record_id], Question(read(index, **raw), index), {}, limit)


def ids(answer: Match) -> list[str]:
    """The recommended ids in their order."""
    return [item.record.id for item in answer.recommendations]
