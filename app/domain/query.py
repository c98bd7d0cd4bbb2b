"""A search as one value: what was asked, with its limits, checked once at the edge."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.facets import Filters

MAX_QUERY_LENGTH = 200
MAX_PAGE_SIZE = 100
MAX_PAGE = 10_000
DEFAULT_PAGE_SIZE = 20


class Sort(StrEnum):
    """The order of results; relevance without words means the order of the corpus."""

    RELEVANCE = "relevance"
    TITLE = "title"
    TITLE_DESCENDING = "-title"
    NEWEST_CHANGE = "-changedAt"


@dataclass(frozen=True)
class Page:
    """Which part of the results: pages count from 1; a size of 0 asks for counts only."""

    number: int = 1
    size: int = DEFAULT_PAGE_SIZE

    @property
    def start(self) -> int:
        """Index of the first result of the page."""
        return (self.number - 1) * self.size

    def last(self, total: int) -> int:
        """Number of the last page of `total` results; 1 when there are none."""
        return max(1, -(-total // self.size)) if self.size else 1


@dataclass(frozen=True)
class SearchQuery:
    """Everything a search may ask. Filters hold resolved term ids by facet name."""

    text: str = ""
    filters: Filters = field(default_factory=dict)
    page: Page = Page()
    sort: Sort = Sort.RELEVANCE
    facets: tuple[str, ...] = ()
    highlight: bool = False
    explain: bool = False
