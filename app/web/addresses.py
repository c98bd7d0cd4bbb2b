"""The addresses of pages, so that no template and no view writes one by hand."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote, urlencode

from app.domain.facets import FACETS
from app.domain.query import Page, SearchQuery, Sort

SEARCH = "/zoeken"
#: Vocabularies whose terms have a page of their own.
TERM_PAGES: Mapping[str, str] = {
    "topics": "/onderwerpen",
    "themes": "/themas",
    "sectors": "/sectoren",
    "providers": "/aanbieders",
}


def record_url(record_id: str) -> str:
    """The permanent page of a record."""
    return f"/interventies/{record_id}"


def term_url(vocabulary: str, term_id: str) -> str:
    """The page of a term, or the search for it when it has no page."""
    if vocabulary in TERM_PAGES:
        return f"{TERM_PAGES[vocabulary]}/{term_id}"
    facet = next(facet.name for facet in FACETS.values() if facet.vocabulary == vocabulary)
    return filter_url({facet: [term_id]})


def filter_url(filters: Mapping[str, Iterable[str]], text: str = "") -> str:
    """The search page with these filters on."""
    return search_url(SearchQuery(text=text, filters={name: frozenset(values) for name, values in filters.items()}))


def search_url(query: SearchQuery, path: str = SEARCH) -> str:
    """The page of a search; the same query string works below /v1/interventions."""
    parameters: list[tuple[str, str]] = [("q", query.text)] if query.text else []
    for name in FACETS:
        parameters += [(name, value) for value in sorted(query.filters.get(name, ()))]
    if query.sort is not Sort.RELEVANCE:
        parameters.append(("sort", query.sort.value))
    if query.page.number > 1:
        parameters.append(("page", str(query.page.number)))
    return path + ("?" + urlencode(parameters) if parameters else "")


def page_url(query: SearchQuery, page: int) -> str:
    """The same search, another page of it."""
    return search_url(replace(query, page=Page(page, query.page.size)))


def toggle_url(query: SearchQuery, facet: str, value: str) -> str:
    """The same search with one value of a facet put on or taken off, from the first page."""
    chosen = query.filters.get(facet, frozenset()) ^ {value}
    filters = {**query.filters, facet: chosen}
    return search_url(replace(query, filters=filters, page=Page(1, query.page.size)))


def ids_url(path: str, ids: Iterable[str]) -> str:
    """A page about several records: /plan?ids=a&ids=b."""
    parameters = [("ids", record_id) for record_id in ids]
    return path + ("?" + urlencode(parameters) if parameters else "")


def quoted(text: str) -> str:
    """Text as a part of an address."""
    return quote(text, safe="")
