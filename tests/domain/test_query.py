import pytest

from app.domain.query import Page, SearchQuery, Sort


@pytest.mark.parametrize(
    ("size", "total", "last"),
    [(20, 0, 1), (20, 1, 1), (20, 20, 1), (20, 21, 2), (1, 3, 3), (100, 1000, 10), (0, 50, 1)],
)
def test_the_last_page_holds_the_last_result(size: int, total: int, last: int) -> None:
    page = Page(size=size)
    assert page.last(total) == last
    if size and total:
        assert Page(last, size).start < total <= Page(last + 1, size).start


def test_a_page_starts_where_the_one_before_it_ends() -> None:
    assert [Page(number, 20).start for number in (1, 2, 3)] == [0, 20, 40]


def test_a_query_is_a_value_that_cannot_change() -> None:
    assert SearchQuery("a", {"theme": frozenset({"b"})}) == SearchQuery("a", {"theme": frozenset({"b"})})
    with pytest.raises(AttributeError):
        SearchQuery().text = "b"  # type: ignore[misc]


def test_asking_nothing_means_the_first_page_by_relevance() -> None:
    query = SearchQuery()
    assert (query.text, query.page, query.sort, query.facets) == ("", Page(1, 20), Sort.RELEVANCE, ())
