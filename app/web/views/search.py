"""The search page: what was asked, what was found, and every way to change the question."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.catalogue.catalogue import Catalogue
from app.catalogue.results import SearchResult
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from app.domain.query import Page, SearchQuery, Sort
from app.web.addresses import page_url, search_url, toggle_url
from app.web.parameters import PAGE_SIZE
from app.web.views.cards import Card, card
from app.web.views.facets import FacetView, facet_view
from app.web.views.links import Link, label
from app.web.words import FACET_WORDS, counted, listed

_SORTS = ((Sort.RELEVANCE, "Beste eerst"), (Sort.TITLE, "Op titel"), (Sort.NEWEST_CHANGE, "Laatst gewijzigd"))
_PAGES_AROUND = 2


@dataclass(frozen=True)
class Chip:
    """A filter that is on; the address takes it off."""

    facet: str
    label: str
    url: str


@dataclass(frozen=True)
class WayOn:
    """A question close to the one that found nothing, and how many records it finds."""

    text: str
    url: str
    count: int


@dataclass(frozen=True)
class SearchView:
    """Everything on the search page."""

    text: str
    total: int
    sentence: str
    notices: tuple[str, ...]
    chips: tuple[Chip, ...]
    clear_url: str
    corrections: tuple[WayOn, ...]
    corrected: str
    understood: tuple[Chip, ...]
    facets: tuple[FacetView, ...]
    more_facets: tuple[FacetView, ...]
    cards: tuple[Card, ...]
    first: int
    sort: str
    sorts: tuple[Link, ...]
    pages: tuple[Link | None, ...]
    previous_url: str
    next_url: str
    ways_on: tuple[WayOn, ...]
    api_url: str


def search_page(live: Catalogue, asked: SearchQuery, notices: list[str]) -> SearchView:
    """The page for a query; a page beyond the last shows the last one."""
    query = replace(asked, facets=tuple(FACET_WORDS), highlight=True, explain=True)
    result = live.search(query)
    if result.total and not result.items:
        query = replace(query, page=Page(query.page.last(result.total), PAGE_SIZE))
        result = live.search(query)
    corpus, number, last = live.corpus, query.page.number, query.page.last(result.total)
    facets = tuple(facet_view(corpus, count) for count in result.facets)
    applied = next((item.text for item in result.corrections if item.applied), "")
    return SearchView(
        text=query.text,
        total=result.total,
        sentence=sentence(corpus, query, result.total, applied),
        notices=tuple(notices),
        chips=tuple(_chips(corpus, query)),
        clear_url=search_url(SearchQuery(text=query.text, sort=query.sort)),
        corrections=tuple(_corrections(query, result)),
        corrected=applied,
        understood=tuple(
            Chip(FACET_WORDS[item.facet].label, item.label, toggle_url(query, item.facet, item.value))
            for item in result.understood
            if item.facet in FACET_WORDS and item.value not in query.filters.get(item.facet, ())
        ),
        facets=tuple(facet for facet in facets if facet.main and facet.options),
        more_facets=tuple(facet for facet in facets if not facet.main and facet.options),
        cards=tuple(card(corpus, found) for found in result.items),
        first=query.page.start + 1,
        sort=query.sort.value if query.sort is not Sort.RELEVANCE else "",
        sorts=tuple(_sorts(query)),
        pages=tuple(_pages(query, last)),
        previous_url=page_url(query, number - 1) if number > 1 else "",
        next_url=page_url(query, number + 1) if number < last else "",
        ways_on=() if result.total else tuple(_ways_on(live, query)),
        api_url=search_url(query, "/v1/interventions"),
    )


def sentence(corpus: Corpus, query: SearchQuery, total: int, applied: str = "") -> str:
    """What was asked and how much there is, in one Dutch sentence."""
    found = counted(total, "beschrijving", "beschrijvingen")
    parts = [f"bij ‘{applied or query.text}’"] if query.text else []
    for facet, values in query.filters.items():
        vocabulary = corpus.vocabulary(FACETS[facet].vocabulary)
        labels = [f"‘{term.label.nl}’" for term in vocabulary.terms if term.id in values]
        if labels:
            parts.append(FACET_WORDS[facet].phrase.format(listed(labels, "of")))
    if not parts:
        return f"Alle {found}, in de volgorde van de bronnen."
    return f"Wij vonden {found} {', '.join(parts)}."


def _chips(corpus: Corpus, query: SearchQuery) -> Iterator[Chip]:
    for facet, values in query.filters.items():
        vocabulary = FACETS[facet].vocabulary
        for value in sorted(values):
            yield Chip(FACET_WORDS[facet].label, label(corpus, vocabulary, value), toggle_url(query, facet, value))


def _corrections(query: SearchQuery, result: SearchResult) -> Iterator[WayOn]:
    for item in result.corrections:
        if not item.applied:
            yield WayOn(item.text, search_url(replace(query, text=item.text, page=Page())), item.total)


def _sorts(query: SearchQuery) -> Iterator[Link]:
    for sort, name in _SORTS:
        url = search_url(replace(query, sort=sort, page=Page(1, query.page.size)))
        yield Link(name, url, current=sort is query.sort)


def _pages(query: SearchQuery, last: int) -> Iterator[Link | None]:
    """The pages around this one, the first and the last; None where pages are left out."""
    number = query.page.number
    near = range(max(1, number - _PAGES_AROUND), min(last, number + _PAGES_AROUND) + 1)
    previous = 0
    for page in sorted({1, last, *near}) if last > 1 else ():
        if page > previous + 1:
            yield None
        yield Link(str(page), page_url(query, page), current=page == number)
        previous = page


def _ways_on(live: Catalogue, query: SearchQuery) -> Iterator[WayOn]:
    """What the question finds with one filter less, without any filter, or without the words."""
    for facet, values in query.filters.items():
        names = listed([label(live.corpus, FACETS[facet].vocabulary, value) for value in sorted(values)], "of")
        without = {name: chosen for name, chosen in query.filters.items() if name != facet}
        yield from _way_on(live, f"Zonder het filter ‘{names}’", replace(query, filters=without))
    if len(query.filters) > 1:
        yield from _way_on(live, "Zonder filters", replace(query, filters={}))
    if query.text and query.filters:
        yield from _way_on(live, f"Zonder de woorden ‘{query.text}’", replace(query, text=""))
    terms = query.text.split()
    for word in terms if len(terms) > 1 else ():
        yield from _way_on(live, f"Alleen ‘{word}’", replace(query, text=word))


def _way_on(live: Catalogue, text: str, query: SearchQuery) -> Iterator[WayOn]:
    total = live.search(replace(query, page=Page(1, 0), facets=(), highlight=False)).total
    if total:
        yield WayOn(text, search_url(replace(query, page=Page())), total)
