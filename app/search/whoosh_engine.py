"""The Whoosh engine: the only module that imports whoosh.

All fields of a document become one field in which every token carries the weight of where it stands, so
that a query word costs one posting list and its weights add up before BM25 saturates them (BM25F, Robertson
and Zaragoza 2009). Fields of their own would cost a list a field and score a word in two fields twice.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import whoosh
from whoosh.analysis import Analyzer, Token
from whoosh.fields import STORED, FieldType, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.formats import Frequency
from whoosh.index import FileIndex
from whoosh.query import Term
from whoosh.scoring import BM25F
from whoosh.searching import SearchContext

from app.errors import BuildDamaged
from app.search.engine import Clause, Document, EngineQuery, Hit, SearchEngine

_BODY = "body"
_SEPARATOR = "\x1f"
_WRITER_MEMORY_MB = 128


class WeightedTokens(Analyzer):
    """Reads `token SEPARATOR weight` pairs; a module-level class, because Whoosh pickles the schema."""

    def __call__(self, value: str, **_options: Any) -> Iterator[Token]:
        token = Token()
        # A document may hold no token at all.
        for pair in value.split(" ") if value else ():
            token.text, _, weight = pair.partition(_SEPARATOR)
            token.boost = float(weight)
            yield token


class _Body(FieldType):
    """A field of weighted tokens that keeps their frequency and length, not their positions."""

    def __init__(self) -> None:
        self.analyzer = WeightedTokens()
        self.format = Frequency()
        self.scorable = True
        self.stored = False


class WhooshKind:
    """Makes and opens Whoosh indexes."""

    name = "whoosh"
    version = ".".join(map(str, whoosh.__version__))

    def build(self, directory: Path, documents: Iterable[Document], weights: Mapping[str, float]) -> None:
        """Index the documents into an empty directory; the writer's lock is held for as long as it takes."""
        storage = FileStorage(str(directory))
        index = storage.create_index(Schema(id=STORED, body=_Body()))
        writer = index.writer(limitmb=_WRITER_MEMORY_MB)
        for document in documents:
            writer.add_document(id=document.id, body=_encode(document, weights))
        writer.commit(optimize=True)
        index.close()

    def open(self, directory: Path) -> SearchEngine:
        """Open the index in `directory`."""
        try:
            return WhooshEngine(_in_memory(directory).open_index())
        except Exception as error:
            # Whoosh raises whatever its file formats run into (pickle, struct, OSError, its own errors).
            raise BuildDamaged(f"de zoekindex is onleesbaar: {error}") from error


def _in_memory(directory: Path) -> RamStorage:
    """The index files as bytes, 2 KB a record.

    Whoosh opens files anew for every searcher: from a directory that a later build has pruned it could not.
    """
    storage = RamStorage()
    storage.files = {path.name: path.read_bytes() for path in directory.iterdir()}
    return storage


def _encode(document: Document, weights: Mapping[str, float]) -> str:
    return " ".join(
        f"{token}{_SEPARATOR}{weights.get(field, 1.0)}" for field, tokens in document.fields.items() for token in tokens
    )


class WhooshEngine:
    """An open Whoosh index.

    Searchers are taken from a pool, one a thread at a time: a searcher shared between threads gave wrong
    results (measured on whoosh-reloaded 2.7.5: exceptions and silently mixed lists).
    """

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._ids = _ids_by_number(index)
        self._pool: list[Any] = []
        self._lock = Lock()
        self._closed = False

    def search(self, query: EngineQuery) -> list[Hit]:
        """All hits for the query, best first."""
        searcher = self._take()
        try:
            excluded = {number for token in query.excluded for number, _ in _matches(searcher, token)}
            found: dict[int, list[float]] = {}
            if query.excluded and not query.clauses:
                found = {number: [] for number in self._ids}
            for position, clause in enumerate(query.clauses):
                for number, score in _best_of(searcher, clause).items():
                    found.setdefault(number, [0.0] * len(query.clauses))[position] = score
        finally:
            self._give_back(searcher)
        hits = [
            Hit(self._ids[number], sum(scores), tuple(scores))
            for number, scores in found.items()
            if number not in excluded
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def frequencies(self) -> Mapping[str, int]:
        """Document frequency by token."""
        reader = self._index.reader()
        try:
            return {token.decode("utf-8"): reader.doc_frequency(_BODY, token) for token in reader.lexicon(_BODY)}
        finally:
            reader.close()

    def close(self) -> None:
        """Close the searchers that are at rest; those at work close when they are given back."""
        with self._lock:
            self._closed = True
            resting, self._pool = self._pool, []
        for searcher in resting:
            searcher.close()

    def _take(self) -> Any:
        with self._lock:
            if self._pool:
                return self._pool.pop()
        return self._index.searcher(weighting=BM25F(B=0.5, K1=1.6))

    def _give_back(self, searcher: Any) -> None:
        with self._lock:
            if not self._closed:
                self._pool.append(searcher)
                return
        searcher.close()


def _ids_by_number(index: FileIndex) -> Mapping[int, str]:
    reader = index.reader()
    try:
        return {number: fields["id"] for number, fields in reader.iter_docs()}
    finally:
        reader.close()


def _best_of(searcher: Any, clause: Clause) -> dict[int, float]:
    """Score by document number: the best of a clause's alternatives.

    Whoosh's own DisjunctionMax gives a document the score of whatever its branches stand at, be it another document
    (whoosh3 3.54.0, matching/binary.py).
    """
    best: dict[int, float] = {}
    for alternative in clause.alternatives:
        for number, score in _matches(searcher, alternative.token, alternative.weight * clause.weight):
            best[number] = max(score, best.get(number, 0.0))
    return best


def _matches(searcher: Any, token: str, weight: float = 1.0) -> Iterator[tuple[int, float]]:
    """Number and score of every document that holds a token.

    The matcher is read directly: a clause at a time gives the score by clause, and costs less than a result object.
    """
    matcher = Term(_BODY, token, boost=weight).matcher(searcher, SearchContext(weighting=searcher.weighting))
    while matcher.is_active():
        yield matcher.id(), float(matcher.score())
        matcher.next()
