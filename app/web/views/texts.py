"""The figures in the explaining texts, from the live build."""

from dataclasses import dataclass
from datetime import datetime

from app.catalogue.catalogue import Catalogue
from app.domain.matching.weights import FEATURES, Feature
from app.domain.vocabulary import Term
from app.web.views.links import Link
from app.web.words import listed, stated_date


@dataclass(frozen=True)
class SourceView:
    """A source document."""

    id: str
    title: str
    makers: str
    commissioned_by: str
    published: str
    description: str
    rights: str
    count: int


@dataclass(frozen=True)
class AboutView:
    """What the texts draw on."""

    records: int
    interventions: int
    types: int
    approaches: int
    build: str
    built_at: datetime
    sources: tuple[SourceView, ...]
    levels: tuple[Link, ...]
    level_terms: tuple[Term, ...]
    category_terms: tuple[Term, ...]
    kind_terms: tuple[Term, ...]
    caution_terms: tuple[Term, ...]
    features: tuple[Feature, ...]


def about(live: Catalogue) -> AboutView:
    """The figures of a build."""
    corpus, counts = live.corpus, live.term_counts("kinds")
    levels = live.term_counts("evidence-levels")
    return AboutView(
        records=len(corpus.interventions),
        interventions=counts.get("intervention", 0),
        types=counts.get("type", 0),
        approaches=counts.get("approach", 0),
        build=live.build_id,
        built_at=live.manifest.built_at,
        sources=tuple(
            SourceView(
                source.id,
                source.title,
                listed(source.makers),
                source.commissioned_by or "",
                stated_date(source.published) if source.published else "",
                source.description.nl,
                source.rights,
                sum(any(place.document == source.id for place in record.sources) for record in corpus.interventions),
            )
            for source in corpus.sources
        ),
        levels=tuple(
            Link(term.label.nl, f"/zoeken?evidence={term.id}", levels.get(term.id, 0))
            for term in corpus.vocabulary("evidence-levels").terms
        ),
        level_terms=corpus.vocabulary("evidence-levels").terms,
        category_terms=corpus.vocabulary("categories").terms,
        kind_terms=corpus.vocabulary("kinds").terms,
        caution_terms=corpus.vocabulary("cautions").terms,
        features=tuple(FEATURES.values()),
    )
