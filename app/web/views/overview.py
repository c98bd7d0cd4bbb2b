"""Lists of all topics, themes, sectors and providers with their counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.catalogue.catalogue import Catalogue
from app.domain.vocabulary import Term, Vocabulary
from app.web.views.links import Link, term_link
from app.web.views.matrix import Matrix, matrix


@dataclass(frozen=True)
class Entry:
    """A term in a list, with the narrower ones below it."""

    link: Link
    definition: str
    narrower: tuple[Link, ...]


@dataclass(frozen=True)
class Section:
    """A part of the list under a heading; without a heading when the list is short."""

    heading: Link | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class OverviewView:
    """Everything on an overview page."""

    title: str
    intro: str
    sections: tuple[Section, ...]
    empty: tuple[str, ...]
    map: Matrix | None
    compact: bool


def overview(live: Catalogue, name: str) -> OverviewView:
    """The list of a vocabulary whose terms have pages."""
    vocabulary = live.corpus.vocabulary(name)
    counts = live.term_counts(name)
    themes = [term.id for term in live.corpus.vocabulary("themes").terms]
    sections = tuple(_sections(live, vocabulary, counts))
    return OverviewView(
        title=vocabulary.label.nl,
        intro=vocabulary.definition.nl,
        sections=sections,
        empty=tuple(term.label.nl for term in vocabulary.terms if not counts.get(term.id)),
        map=matrix(live, "Aantal beschrijvingen per thema en per soort hulp", ("theme", themes))
        if name == "themes"
        else None,
        compact=name == "providers",
    )


def _sections(live: Catalogue, vocabulary: Vocabulary, counts: dict[str, int]) -> Iterator[Section]:
    if vocabulary.name == "topics":
        for theme in live.corpus.vocabulary("themes").terms:
            own = [term for term in vocabulary.terms if term.theme == theme.id]
            entries = _entries(live, vocabulary, own, counts)
            if entries:
                yield Section(term_link(live.corpus, "themes", theme.id), entries)
    elif vocabulary.name == "providers":
        terms = sorted(vocabulary.terms, key=lambda term: term.label.nl.casefold())
        for initial in sorted({_initial(term) for term in terms if counts.get(term.id)}):
            own = [term for term in terms if _initial(term) == initial]
            yield Section(Link(initial, ""), _entries(live, vocabulary, own, counts))
    else:
        yield Section(None, _entries(live, vocabulary, list(vocabulary.terms), counts))


def _entries(live: Catalogue, vocabulary: Vocabulary, terms: list[Term], counts: dict[str, int]) -> tuple[Entry, ...]:
    present = {term.id for term in terms if counts.get(term.id)}
    return tuple(
        Entry(
            term_link(live.corpus, vocabulary.name, term.id, counts[term.id]),
            term.definition.nl,
            tuple(
                term_link(live.corpus, vocabulary.name, other.id, counts[other.id])
                for other in terms
                if other.id in present and other.broader == term.id
            ),
        )
        for term in terms
        if term.id in present and term.broader not in present
    )


def _initial(term: Term) -> str:
    first = term.label.nl[:1].upper()
    return first if first.isalpha() else "0-9"
