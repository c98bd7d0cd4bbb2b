"""The page of a topic, theme, sector or provider: what there is, what is missing, where to begin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.catalogue.catalogue import Catalogue
from app.domain.facets import FACETS
from app.domain.query import Page, SearchQuery
from app.domain.vocabulary import Term
from app.web.addresses import TERM_PAGES, filter_url
from app.web.views.cards import Card, plain_card
from app.web.views.links import Link, label, term_link
from app.web.views.matrix import Matrix, category_columns, matrix
from app.web.words import counted, listed

FACET_OF = {"topics": "topic", "themes": "theme", "sectors": "sector", "providers": "provider"}
_SHOWN = 6
_APPROACHES = 4
_ALL = 100
#: What the rows of the picture are on each kind of page.
_ROWS = {"topics": "level", "themes": "topic", "sectors": "theme"}


@dataclass(frozen=True)
class Group:
    """The records of one category."""

    id: str
    label: str
    question: str
    count: int
    cards: tuple[Card, ...]
    more_url: str


@dataclass(frozen=True)
class TermView:
    """Everything on the page of a term."""

    what: str
    label: str
    definition: str
    also: str
    up: tuple[Link, ...]
    narrower: tuple[Link, ...]
    total: int
    total_text: str
    search_url: str
    approaches: tuple[Card, ...]
    groups: tuple[Group, ...]
    map: Matrix | None
    white_spots: tuple[str, ...]
    general: str


def term_page(live: Catalogue, vocabulary: str, term: Term) -> TermView:
    """The page of a term."""
    corpus = live.corpus
    filters = {FACET_OF[vocabulary]: frozenset({term.id})}
    found = live.search(SearchQuery(filters=filters, page=Page(1, _ALL)))
    counts = live.term_counts(vocabulary)
    picture = _picture(live, vocabulary, term, filters) if found.total else None
    groups = tuple(_groups(live, filters))
    up = [Link(corpus.vocabulary(vocabulary).label.nl, TERM_PAGES[vocabulary])]
    if term.theme:
        up.append(term_link(corpus, "themes", term.theme))
    up += [
        term_link(corpus, vocabulary, wider)
        for wider in reversed(list(corpus.vocabulary(vocabulary).ancestors(term.id)))
    ]
    return TermView(
        what={"topics": "Onderwerp", "themes": "Thema", "sectors": "Sector", "providers": "Aanbieder"}[vocabulary],
        label=term.label.nl,
        definition=term.definition.nl,
        also=listed(term.synonyms[:8]),
        up=tuple(up),
        narrower=tuple(
            term_link(corpus, vocabulary, other.id, counts.get(other.id, 0))
            for other in corpus.vocabulary(vocabulary).terms
            if other.broader == term.id and counts.get(other.id)
        ),
        total=found.total,
        total_text=counted(found.total, "beschrijving", "beschrijvingen"),
        search_url=filter_url(filters),
        approaches=_approaches(live, filters) if vocabulary != "providers" else (),
        groups=groups,
        map=picture,
        white_spots=tuple(_white_spots(vocabulary, groups, picture)),
        general=_general(live) if vocabulary == "sectors" else "",
    )


def _approaches(live: Catalogue, filters: Mapping[str, frozenset[str]]) -> tuple[Card, ...]:
    """Ways of working to begin with."""
    query = SearchQuery(filters={**filters, "kind": frozenset({"approach"})}, page=Page(1, _APPROACHES))
    return tuple(plain_card(live.corpus, item.record) for item in live.search(query).items)


def _groups(live: Catalogue, filters: Mapping[str, frozenset[str]]) -> Iterator[Group]:
    for column in category_columns(live):
        narrowed = {**filters, "category": frozenset({column.id})}
        found = live.search(SearchQuery(filters=narrowed, page=Page(1, _SHOWN)))
        yield Group(
            id=column.id,
            label=column.label,
            question=column.question,
            count=found.total,
            cards=tuple(plain_card(live.corpus, item.record) for item in found.items),
            more_url=filter_url(narrowed) if found.total > _SHOWN else "",
        )


def _picture(live: Catalogue, vocabulary: str, term: Term, filters: Mapping[str, frozenset[str]]) -> Matrix | None:
    rows = _ROWS.get(vocabulary)
    if rows is None:
        return None
    terms = live.corpus.vocabulary(FACETS[rows].vocabulary).terms
    values = [row.id for row in terms if rows != "topic" or row.theme == term.id]
    heading = label(live.corpus, vocabulary, term.id)
    names = {"level": "niveau", "topic": "onderwerp", "theme": "thema"}
    return matrix(live, f"{heading}: wat er is per {names[rows]} en soort hulp", (rows, values), filters)


def _white_spots(vocabulary: str, groups: tuple[Group, ...], picture: Matrix | None) -> Iterator[str]:
    """What nobody described, said in sentences: a gap in the sources is not proof that nothing exists."""
    empty = [f"‘{group.label}’" for group in groups if not group.count]
    if vocabulary == "providers" or len(empty) == len(groups):
        return
    if empty:
        yield f"Niets gevonden in de categorie {listed(empty, 'of')}."
    if picture:
        names = {"topics": "op het niveau", "themes": "over", "sectors": "bij het thema"}
        rows = [f"‘{row.head.label}’" for row in picture.rows if not row.total]
        if rows:
            yield f"Niets gevonden {names[vocabulary]} {listed(rows, 'of')}."


def _general(live: Catalogue) -> str:
    count = sum(not record.sectors for record in live.corpus.interventions)
    text = counted(count, "beschrijving noemt", "beschrijvingen noemen")
    return f"Daarnaast: {text} geen sector. Die kunt u meestal in elke sector gebruiken."
