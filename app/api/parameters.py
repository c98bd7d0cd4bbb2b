"""Query parameters become one frozen `SearchQuery` at the edge; inner code never sees a request."""

from difflib import get_close_matches
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel
from starlette.datastructures import QueryParams

from app.catalogue.catalogue import Catalogue
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from app.domain.query import (
    DEFAULT_PAGE_SIZE,
    MAX_PAGE,
    MAX_PAGE_SIZE,
    MAX_QUERY_LENGTH,
    Page,
    SearchQuery,
    Sort,
)
from app.errors import InputError, InvalidInput

MAX_VALUES = 50
ALL_FACETS = "all"
_LISTED_AT_MOST = 60


class _Parameters(BaseModel):
    """Base of parameter sets: camelCase names, unknown names refused."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True, frozen=True)


class _TextParameters(_Parameters):
    q: Annotated[str, Field(max_length=MAX_QUERY_LENGTH)] = Field(
        default="",
        description='Wat u zoekt: woorden, "woorden achter elkaar", en -woorden die er niet in mogen staan.',
        examples=["fysieke belasting"],
    )


def _facet_field(name: str) -> tuple[Any, Any]:
    description = f"Alleen records met (een van) deze waarden; zie /v1/vocabularies/{FACETS[name].vocabulary}."
    return Annotated[list[str], Field(max_length=MAX_VALUES)], Field(
        default_factory=list, alias=name, description=description
    )


_facet_fields: dict[str, Any] = {name: _facet_field(name) for name in FACETS}
FilterParameters: Any = create_model("FilterParameters", __base__=_TextParameters, **_facet_fields)


class SearchParameters(FilterParameters):
    """Everything that a search takes."""

    page: int = Field(default=1, ge=1, le=MAX_PAGE, description="De hoeveelste pagina, vanaf 1.")
    page_size: int = Field(
        default=DEFAULT_PAGE_SIZE,
        ge=0,
        le=MAX_PAGE_SIZE,
        description="Aantal records op een pagina; 0 geeft alleen aantallen.",
    )
    sort: Sort = Field(default=Sort.RELEVANCE, description="De volgorde.")
    facets: Annotated[list[str], Field(max_length=MAX_VALUES)] = Field(
        default_factory=list,
        description="Namen van facetten om te tellen (herhaald of met komma's), of 'all'.",
        examples=[["theme", "category"]],
    )
    highlight: bool = Field(default=False, description="Markeer in de tekst wat gevonden is.")
    explain: bool = Field(default=False, description="Zeg bij elk record waarom het gevonden is (`reasons`).")


class SuggestionParameters(_Parameters):
    """What completion takes."""

    q: Annotated[str, Field(min_length=1, max_length=MAX_QUERY_LENGTH)] = Field(
        description="Wat er tot nu toe getypt is.", examples=["werkd"]
    )
    limit: int = Field(default=8, ge=1, le=25, description="Hoeveel aanvullingen ten hoogste.")


class RelatedParameters(_Parameters):
    """What a list of related records takes."""

    limit: int = Field(default=6, ge=1, le=25, description="Hoeveel records ten hoogste.")


class ChangesParameters(_Parameters):
    """What the list of changes takes."""

    since: str = Field(
        default="",
        max_length=40,
        description="Een dag (jjjj-mm-dd), of de id van de build die u al hebt. Zonder: alles.",
        examples=["2026-11-01"],
    )


class NoParameters(_Parameters):
    """For addresses that take no parameters, so that a misspelt one is not ignored."""


def catalogue(request: Request) -> Catalogue:
    """The live catalogue, taken once a request so that one build gives the whole answer."""
    taken: Catalogue = request.app.state.current.get()
    request.state.build_id = taken.build_id
    return taken


LiveCatalogue = Annotated[Catalogue, Depends(catalogue)]
SearchParametersQuery = Annotated[SearchParameters, Query()]


def search_query(parameters: SearchParametersQuery, live: LiveCatalogue, request: Request) -> SearchQuery:
    """The search as a value. Raises InvalidInput with everything that names no term."""
    errors = unknown_terms(request.query_params, live.corpus)
    if errors:
        raise InvalidInput(errors)
    return SearchQuery(
        text=parameters.q,
        filters=_filters(parameters, live.corpus),
        page=Page(parameters.page, parameters.page_size),
        sort=parameters.sort,
        facets=_facet_names(parameters.facets),
        highlight=parameters.highlight,
        explain=parameters.explain,
    )


Search = Annotated[SearchQuery, Depends(search_query)]


def unknown_terms(parameters: QueryParams, corpus: Corpus) -> list[InputError]:
    """Values of filters and facet names that stand for nothing, with what is allowed."""
    errors = []
    for name, facet in FACETS.items():
        vocabulary = corpus.vocabulary(facet.vocabulary)
        # More values than may be given are refused as such; explaining each of thousands would take seconds.
        for value in parameters.getlist(name)[:MAX_VALUES]:
            if vocabulary.resolve(value) is None:
                detail = f"'{_shown(value)}' is geen waarde van {name}{_allowed(value, list(vocabulary.by_id))}"
                errors.append(InputError("query", name, "unknown_value", detail))
    names = _split(parameters.getlist("facets"))
    if len(names) > MAX_VALUES:
        errors.append(InputError("query", "facets", "too_long", f"mag ten hoogste {MAX_VALUES} waarden hebben"))
    for name in names[:MAX_VALUES]:
        if name not in FACETS and name != ALL_FACETS:
            detail = f"'{_shown(name)}' is geen facet{_allowed(name, [ALL_FACETS, *FACETS])}"
            errors.append(InputError("query", "facets", "unknown_facet", detail))
    return errors


def _filters(parameters: SearchParameters, corpus: Corpus) -> dict[str, frozenset[str]]:
    filters = {}
    for name, facet in FACETS.items():
        vocabulary = corpus.vocabulary(facet.vocabulary)
        values = [vocabulary.resolve(value) for value in getattr(parameters, name)]
        if values:
            filters[name] = frozenset(value for value in values if value)
    return filters


def _facet_names(typed: list[str]) -> tuple[str, ...]:
    names = _split(typed)
    return tuple(FACETS) if ALL_FACETS in names else tuple(dict.fromkeys(names))


def _split(typed: list[str]) -> list[str]:
    return [name for item in typed for name in item.split(",") if name]


def _shown(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"


def _allowed(value: str, known: list[str]) -> str:
    near = get_close_matches(value[:100], known, n=3, cutoff=0.6)
    if near:
        return f"; bedoelt u {' of '.join(near)}?"
    return f"; toegestaan: {', '.join(known)}" if len(known) <= _LISTED_AT_MOST else "; zie de woordenlijst"
