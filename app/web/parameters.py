"""What a visitor's address asks for. Pages are forgiving: what we do not know is left out, and that is said."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import QueryParams

from app.catalogue.catalogue import Catalogue
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from app.domain.query import MAX_PAGE, MAX_QUERY_LENGTH, Page, SearchQuery, Sort
from app.web.words import FACET_WORDS, lower_first

PAGE_SIZE = 20
_MAX_VALUES = 50
_SHOWN_LENGTH = 60


def catalogue(request: Request) -> Catalogue:
    """The live catalogue, taken once a request so that one build gives the whole page."""
    taken: Catalogue = request.app.state.current.get()
    request.state.page_version = f"{taken.build_id}-{request.app.state.pages.version}"
    return taken


LiveCatalogue = Annotated[Catalogue, Depends(catalogue)]


def search_query(parameters: QueryParams, corpus: Corpus) -> tuple[SearchQuery, list[str]]:
    """The search that the address asks for, and a sentence about everything that was left out of it."""
    notices: list[str] = []
    text = clean(parameters.get("q", ""))
    if len(text) > MAX_QUERY_LENGTH:
        notices.append(f"Uw zoekvraag is lang. Wij zoeken met de eerste {MAX_QUERY_LENGTH} tekens.")
        text = text[:MAX_QUERY_LENGTH].strip()
    query = SearchQuery(
        text=text,
        filters=_filters(parameters, corpus, notices),
        page=Page(_page(parameters.get("page", "")), PAGE_SIZE),
        sort=_sort(parameters.get("sort", "")),
    )
    return query, notices


def clean(text: str) -> str:
    """Text without control characters and stray halves of characters, with single spaces."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.split())


def shown(value: str) -> str:
    """A visitor's value as we repeat it: cleaned and not too long."""
    value = clean(value)
    return value if len(value) <= _SHOWN_LENGTH else value[: _SHOWN_LENGTH - 1] + "…"


def record_ids(parameters: QueryParams, corpus: Corpus, most: int) -> tuple[list[str], list[str]]:
    """The records that `ids` names (repeated or with commas), and a sentence about each that is left out."""
    notices: list[str] = []
    asked = [part.strip() for value in parameters.getlist("ids") for part in value.split(",")]
    ids = []
    for record_id in dict.fromkeys(part for part in asked if part):
        if record_id in corpus.by_id:
            ids.append(record_id)
        elif len(notices) < most:
            notices.append(f"‘{shown(record_id)}’ staat niet (meer) in de kennisbank en is weggelaten.")
    if len(ids) > most:
        notices.append(f"Wij tonen er ten hoogste {most}; de rest is weggelaten.")
    return ids[:most], notices


def _filters(parameters: QueryParams, corpus: Corpus, notices: list[str]) -> dict[str, frozenset[str]]:
    filters = {}
    for name, facet in FACETS.items():
        vocabulary = corpus.vocabulary(facet.vocabulary)
        chosen = set()
        for value in parameters.getlist(name)[:_MAX_VALUES]:
            resolved = vocabulary.resolve(value)
            if resolved:
                chosen.add(resolved)
            elif value:
                label = lower_first(FACET_WORDS[name].label)
                notices.append(f"Wij kennen ‘{shown(value)}’ niet bij ‘{label}’. Dat filter is weggelaten.")
        if chosen:
            filters[name] = frozenset(chosen)
    return filters


def _page(text: str) -> int:
    return min(int(text), MAX_PAGE) if text.isascii() and text.isdigit() and len(text) < 9 and int(text) else 1


def _sort(text: str) -> Sort:
    return Sort(text) if text in {sort.value for sort in Sort} else Sort.RELEVANCE
