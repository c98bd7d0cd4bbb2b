"""The catalogue: everything the product can answer from one build, in memory and safe to share."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from app.catalogue import related
from app.catalogue.explanation import reasons
from app.catalogue.manifest import Manifest
from app.catalogue.matching import Matching
from app.catalogue.nearest import NearestTopics
from app.catalogue.results import Correction, Found, SearchResult, Suggestion, Understood
from app.catalogue.steps import step
from app.catalogue.suggestions import Suggestions
from app.domain.corpus import Corpus
from app.domain.facets import FACETS, FacetIndex, positions
from app.domain.intervention import Intervention
from app.domain.lexicon import Lexicon
from app.domain.query import SearchQuery, Sort
from app.domain.schemes import Scheme
from app.errors import NotFound
from app.search.highlighting import highlight
from app.search.searcher import Searcher, TextAnswer
from app.search.understanding import Recognised

_HIGHLIGHTED = ("title", "summary", "description")


@dataclass(frozen=True)
class _Ranked:
    """A record's position in the corpus and its score, in the order of the result."""

    position: int
    score: float | None = None


class Catalogue:
    """Get, search, suggest. Every answer is a pure function of the build and the question."""

    def __init__(
        self,
        corpus: Corpus,
        lexicon: Lexicon,
        searcher: Searcher,
        manifest: Manifest,
        schemes: tuple[Scheme, ...] = (),
    ) -> None:
        self.corpus = corpus
        self.manifest = manifest
        self._asked = lexicon.asked.records
        self._searcher = searcher
        self._facets = FacetIndex(corpus)
        self._positions = {record.id: position for position, record in enumerate(corpus.interventions)}
        self._titles = [record.title.casefold() for record in corpus.interventions]
        #: The match: recommendations for a diagnosis profile.
        self.matching = Matching(corpus, schemes, self.understand, self._text_scores)
        self._nearest = NearestTopics(corpus)
        self._suggestions = Suggestions(corpus, self._searcher.corrections)

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

    @step("search")
    def search(self, query: SearchQuery) -> SearchResult:
        """One page of the records that match, with the counts that were asked for."""
        answer = self._searcher.search(query.text) if query.text.strip() else None
        ranked = self._ranked(answer)
        found = 0
        for item in ranked:
            found |= 1 << item.position
        passing = found & self._facets.matching(query.filters)
        kept = self._sorted([item for item in ranked if passing >> item.position & 1], query.sort)
        page = kept[query.page.start : query.page.start + query.page.size]
        return SearchResult(
            query=query,
            total=len(kept),
            items=self._present(page, answer, query),
            facets=self._facets.count(query.facets, query.filters, found),
            understood=self._understood(answer.plan.recognised) if answer else (),
            nearest=self._topics_near(answer, query.text) if answer and not ranked else (),
            corrections=(
                (Correction(answer.corrected, len(ranked), applied=True),) if answer and answer.corrected else ()
            ),
        )

    def _topics_near(self, answer: TextAnswer, text: str) -> tuple[Understood, ...]:
        """Topics to go on with when nothing was found: those that were recognised, else those named alike."""
        recognised = [item.term for item in answer.plan.recognised if item.vocabulary == "topics"]
        topics = self.corpus.vocabulary("topics").by_id
        found = recognised[:3] or self._nearest.find(text)
        return tuple(Understood("topic", topic, topics[topic].label.nl, text) for topic in found)

    def understand(self, text: str) -> tuple[Recognised, ...]:
        """The terms of the vocabularies that a text is about, the surest first."""
        return self._searcher.understand(text)

    def related(self, record_id: str, limit: int) -> list[related.Related]:
        """Records beside a record, each with the reason. Raises NotFound."""
        return related.related(self.corpus, self.get(record_id), limit)

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
        self._searcher.close()

    def _text_scores(self, text: str) -> dict[str, float]:
        return {item.id: item.score for item in self._searcher.search(text).ranked}

    def _ranked(self, answer: TextAnswer | None) -> list[_Ranked]:
        if answer is None:
            return [_Ranked(position) for position in positions(self._facets.everything)]
        return [_Ranked(self._positions[item.id], round(item.score, 4)) for item in answer.ranked]

    def _understood(self, recognised: Sequence[Recognised]) -> tuple[Understood, ...]:
        """Recognised terms as filters, the surest three of each facet."""
        facets = {facet.vocabulary: facet.name for facet in FACETS.values()}
        found: dict[str, list[Understood]] = {}
        for item in recognised:
            facet = facets[item.vocabulary]
            label = self.corpus.vocabulary(item.vocabulary).by_id[item.term].label.nl
            found.setdefault(facet, []).append(Understood(facet, item.term, label, item.said))
        return tuple(item for items in found.values() for item in items[:3])

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

    def _present(self, page: Sequence[_Ranked], answer: TextAnswer | None, query: SearchQuery) -> tuple[Found, ...]:
        records = [self.corpus.interventions[item.position] for item in page]
        scores = self._searcher.explain(answer, [item.id for item in records]) if answer and query.explain else {}
        return tuple(
            Found(
                record,
                item.score,
                _marked(record, answer.marked) if answer and query.highlight else {},
                reasons(self.corpus, self._asked, record, scores[record.id]) if record.id in scores else (),
            )
            for item, record in zip(page, records, strict=True)
        )


def _marked(record: Intervention, tokens: AbstractSet[str]) -> dict[str, str]:
    marked = {name: highlight(getattr(record, name), tokens) for name in _HIGHLIGHTED}
    return {name: text for name, text in marked.items() if text}
