"""The smallest parts of view models: links, and the terms of a record as links."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.catalogue.results import Suggestion
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from app.web.addresses import filter_url, record_url, term_url


@dataclass(frozen=True)
class Link:
    """Somewhere to go; `count` is the number of records there."""

    label: str
    url: str
    count: int | None = None
    current: bool = False
    note: str = ""


def term_link(corpus: Corpus, vocabulary: str, term_id: str, count: int | None = None) -> Link:
    """A term by its label, leading to its page or to the search for it."""
    return Link(corpus.vocabulary(vocabulary).by_id[term_id].label.nl, term_url(vocabulary, term_id), count)


def term_links(corpus: Corpus, vocabulary: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """Terms by their labels, in the given order."""
    return tuple(term_link(corpus, vocabulary, term_id) for term_id in ids)


def record_link(corpus: Corpus, record_id: str, note: str = "") -> Link:
    """A record by its title."""
    return Link(corpus.by_id[record_id].title, record_url(record_id), note=note)


def label(corpus: Corpus, vocabulary: str, term_id: str) -> str:
    """What a term is called."""
    return corpus.vocabulary(vocabulary).by_id[term_id].label.nl


def suggestion_link(item: Suggestion) -> Link:
    """Where a completion leads."""
    if item.kind == "intervention":
        return Link(item.text, record_url(item.id))
    facet = FACETS.get(item.kind)
    return Link(item.text, term_url(facet.vocabulary, item.id) if facet else filter_url({}, item.text))
