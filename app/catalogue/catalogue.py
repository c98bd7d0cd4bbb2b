"""The catalogue: everything the product can answer from one build, in memory and safe to share."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.catalogue.manifest import Manifest
from app.catalogue.results import Found, SearchResult, Suggestion
from app.catalogue.suggestions import Suggestions
from app.domain.corpus import Corpus
from app.domain.facets import FACETS, FacetIndex, positions
from app.domain.intervention import Intervention
from app.domain.query import SearchQuery, Sort
from app.errors import NotFound
from app.search.analysis.analyser import AnalysedQuery, analyse
from app.search.document import documents
from app.search.engine import EngineQuery, SearchEngine
from app.search.highlighting import highlight
from app.search.ranking import rank, ranked_tokens
from app.search.text_query import parse

_HIGHLIGHTED = ("title", "summary", "description")


@dataclass(frozen=True)
class _Ranked:
    """A record's position in the corpus and its score, in the order of the result."""

    position: int
    score: float | None = None


class Catalogue:
    """Get, search, suggest. Every answer is a pure function of the build and the question."""

    def __init__(self, corpus: Corpus, engine: SearchEngine, manifest: Manifest) -> None:
        self.corpus = corpus
        self.manifest = manifest
        self._engine = engine
        self._facets = FacetIndex(corpus)
        self._positions = {record.id: position for position, record in enumerate(corpus.interventions)}
        self._titles = [record.title.casefold() for record in corpus.interventions]
        self._suggestions = Suggestions(corpus)
        self._tokens = {
            document.id: ranked_tokens(document, (record.title, *record.aliases))
            for document, record in zip(documents(corpus), corpus.interventions, strict=True)
        }

    @property
    def build_id(self) -> str:
        """Names the build that gives the answers."""
        return self.manifest.build_id

    def get(self, record_id: str) -> Intervention:
        """The record of that id. Raises NotFound."""
        try:
            return self.corpus.by_id[record_id]
        except KeyError:
            raise NotFound("Interventie", record_id) from None

    def search(self, query: SearchQuery) -> SearchResult:
        """One page of the records that match, with the counts that were asked for."""
        analysed = analyse(parse(query.text)) if query.text.strip() else None
        ranked = self._ranked(analysed)
        found = 0
        for item in ranked:
            found |= 1 << item.position
        passing = found & self._facets.matching(query.filters)
        kept = self._sorted([item for item in ranked if passing >> item.position & 1], query.sort)
        page = kept[query.page.start : query.page.start + query.page.size]
        return SearchResult(
            query=query,
            total=len(kept),
            items=tuple(self._present(item, analysed if query.highlight else None) for item in page),
            facets=self._facets.count(query.facets, query.filters, found),
        )

    def suggest(self, typed: str, limit: int) -> list[Suggestion]:
        """Completions of what is being typed, best first."""
        return self._suggestions.complete(typed, limit)

    def term_counts(self, vocabulary: str) -> dict[str, int]:
        """How many records carry each term of a vocabulary, narrower terms included."""
        names = [facet.name for facet in FACETS.values() if facet.vocabulary == vocabulary]
        counts = self._facets.count(names[:1], {}, self._facets.everything)
        return {value.value: value.count for count in counts for value in count.values}

    def close(self) -> None:
        """Let go of the build's files."""
        self._engine.close()

    def _ranked(self, query: AnalysedQuery | None) -> list[_Ranked]:
        if query is None:
            return [_Ranked(position) for position in positions(self._facets.everything)]
        if not query.clauses and not query.excluded:
            return []
        hits = self._engine.search(EngineQuery(query.clauses, query.excluded))
        return [_Ranked(self._positions[hit.id], round(hit.score, 4)) for hit in rank(hits, query, self._tokens)]

    def _sorted(self, ranked: list[_Ranked], sort: Sort) -> Sequence[_Ranked]:
        if sort is Sort.RELEVANCE:
            return ranked
        if sort is Sort.NEWEST_CHANGE:
            # Newest first, titles in order within a day: two stable sorts.
            by_title = sorted(ranked, key=lambda item: self._titles[item.position])
            return sorted(by_title, key=self._changed, reverse=True)
        return sorted(ranked, key=lambda item: self._titles[item.position], reverse=sort is Sort.TITLE_DESCENDING)

    def _changed(self, item: _Ranked) -> str:
        change = self.corpus.changes.get(self.corpus.interventions[item.position].id)
        return change.changed_on.isoformat() if change else ""

    def _present(self, item: _Ranked, query: AnalysedQuery | None) -> Found:
        record = self.corpus.interventions[item.position]
        if query is None:
            return Found(record, item.score)
        tokens = {option.token for clause in query.clauses for option in clause.alternatives}
        marked = {name: highlight(getattr(record, name), tokens) for name in _HIGHLIGHTED}
        return Found(record, item.score, {name: text for name, text in marked.items() if text})
