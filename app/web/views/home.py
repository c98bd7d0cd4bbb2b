"""The front page: an inviting search box, the map of the knowledge base, and what is new."""

from dataclasses import dataclass
from datetime import date

from app.catalogue.catalogue import Catalogue
from app.domain.query import Page, SearchQuery, Sort
from app.web.addresses import filter_url, search_url
from app.web.views.cards import Card, card
from app.web.views.links import Link, term_link
from app.web.views.matrix import Matrix, matrix

#: Questions that show what one may type; a test sees to it that each finds something.
EXAMPLES = ("werkdruk in de zorg", "zwaar tillen", "het goede gesprek", "taal op de werkvloer", "van werk naar werk")
_NEW_SHOWN = 4
_TOPICS_SHOWN = 8


@dataclass(frozen=True)
class ThemeBlock:
    """A theme with its fullest topics; `more` counts the others."""

    link: Link
    topics: tuple[Link, ...]
    more: int


@dataclass(frozen=True)
class News:
    """The last day on which something changed, and the records of that day."""

    day: date
    count: int
    cards: tuple[Card, ...]
    everything: bool
    url: str


@dataclass(frozen=True)
class HomeView:
    """Everything on the front page."""

    records: int
    topics: int
    approaches: int
    approaches_url: str
    sources: int
    examples: tuple[Link, ...]
    map: Matrix
    themes: tuple[ThemeBlock, ...]
    news: News | None


def home(live: Catalogue) -> HomeView:
    """The front page of a build."""
    corpus = live.corpus
    topic_counts = live.term_counts("topics")
    themes = [term.id for term in corpus.vocabulary("themes").terms]
    approaches = {"kind": ["approach"]}
    return HomeView(
        records=len(corpus.interventions),
        topics=len(topic_counts),
        approaches=live.term_counts("kinds").get("approach", 0),
        approaches_url=filter_url(approaches),
        sources=len(corpus.sources),
        examples=tuple(Link(text, filter_url({}, text)) for text in EXAMPLES),
        map=matrix(live, "Aantal beschrijvingen per thema en per soort hulp", ("theme", themes)),
        themes=theme_blocks(live),
        news=_news(live),
    )


def theme_blocks(live: Catalogue) -> tuple[ThemeBlock, ...]:
    """The themes with their topics, fullest first; topics without records are left out."""
    corpus = live.corpus
    counts, theme_counts = live.term_counts("topics"), live.term_counts("themes")
    blocks = []
    for theme in corpus.vocabulary("themes").terms:
        own = [term.id for term in corpus.vocabulary("topics").terms if term.theme == theme.id and counts.get(term.id)]
        topics = sorted(own, key=lambda topic: -counts[topic])
        blocks.append(
            ThemeBlock(
                term_link(corpus, "themes", theme.id, theme_counts.get(theme.id, 0)),
                tuple(term_link(corpus, "topics", topic, counts[topic]) for topic in topics[:_TOPICS_SHOWN]),
                max(0, len(topics) - _TOPICS_SHOWN),
            )
        )
    return tuple(blocks)


def _news(live: Catalogue) -> News | None:
    changes = live.corpus.changes
    if not changes:
        return None
    day = max(change.changed_on for change in changes.values())
    count = sum(change.changed_on == day for change in changes.values())
    newest = live.search(SearchQuery(sort=Sort.NEWEST_CHANGE, page=Page(1, _NEW_SHOWN)))
    return News(
        day=day,
        count=count,
        cards=tuple(card(live.corpus, found) for found in newest.items),
        everything=count == len(live.corpus.interventions),
        url=search_url(SearchQuery(sort=Sort.NEWEST_CHANGE)),
    )
