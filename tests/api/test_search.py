"""GET /v1/interventions: filters, facets, paging, sorting, highlights, and every error at once."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from app.domain.query import MAX_PAGE, MAX_PAGE_SIZE, Sort
from tests.api.test_http import problem

ADDRESS = "/v1/interventions"


def ask(client: TestClient, *pairs: tuple[str, str], **parameters: str | int) -> dict[str, Any]:
    response = client.get(f"{ADDRESS}?{urlencode([*pairs, *parameters.items()])}")
    assert response.status_code == 200, response.text[:500]
    return dict(response.json())


def ids(answer: dict[str, Any]) -> list[str]:
    return [item["id"] for item in answer["items"]]


def facets(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {facet["name"]: facet for facet in answer["facets"]}


def test_the_question_of_the_issue_finds_the_tilthermometer(client: TestClient) -> None:
    answer = ask(client, q="fysieke belasting", category="analyse", facets="all")
    assert "tilthermometer" in ids(answer)[:3]
    assert list(facets(answer)) == list(FACETS)


def test_without_a_question_everything_is_there_in_the_order_of_the_corpus(
    small_client: TestClient, small_corpus: Corpus
) -> None:
    answer = ask(small_client)
    assert answer["total"] == 10
    assert ids(answer) == [record.id for record in small_corpus.interventions]
    assert answer["facets"] == []
    assert all("score" not in item or item["score"] is None for item in answer["items"])


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("q", "werkdruk")],
        [("q", "gesprek"), ("category", "cultuur")],
        [("sector", "zorg-en-welzijn"), ("sector", "onderwijs")],
        [("theme", "eigen-regie"), ("kind", "type"), ("level", "individu")],
        [("q", "scholing"), ("topic", "scholing-en-vakmanschap"), ("form", "training"), ("form", "e-learning")],
    ],
    ids=str,
)
def test_facets_are_exact(client: TestClient, corpus: Corpus, pairs: list[tuple[str, str]]) -> None:
    """Against asking for every value by itself: the count is the total that choosing the value would give."""
    answer = ask(client, *pairs, facets="all", pageSize=0)
    for name, facet in facets(answer).items():
        others = [pair for pair in pairs if pair[0] != name]
        found = everything(client, others)
        carried = {
            record_id: corpus.vocabulary(FACETS[name].vocabulary).with_ancestors(
                FACETS[name].values(corpus.by_id[record_id])
            )
            for record_id in found
        }
        for value in facet["values"]:
            assert value["count"] == sum(value["value"] in terms for terms in carried.values())
            assert value["selected"] == ((name, value["value"]) in pairs)
        shown = {value["value"] for value in facet["values"]}
        assert set().union(*carried.values()) <= shown
        assert facet["missing"] == sum(not terms for terms in carried.values())


def everything(client: TestClient, pairs: list[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    page: str | None = f"{ADDRESS}?{urlencode([*pairs, ('pageSize', '100')])}"
    while page:
        answer = client.get(page).json()
        found += ids(answer)
        page = (answer["_links"].get("next") or {}).get("href")
    assert len(found) == answer["total"]
    return found


@pytest.mark.parametrize("name", FACETS)
def test_every_facet_filters_by_each_of_its_values(client: TestClient, corpus: Corpus, name: str) -> None:
    facet = FACETS[name]
    vocabulary = corpus.vocabulary(facet.vocabulary)
    counts = facets(ask(client, facets=name, pageSize=0))[name]["values"]
    for value in counts[:12]:
        answer = ask(client, (name, value["value"]), pageSize=MAX_PAGE_SIZE)
        assert answer["total"] == value["count"]
        assert answer["query"]["filters"] == {name: [value["value"]]}
        for record_id in ids(answer):
            assert value["value"] in vocabulary.with_ancestors(facet.values(corpus.by_id[record_id]))


def test_aliases_of_terms_are_understood_and_answered_with_the_id(client: TestClient) -> None:
    assert ask(client, sector="hospitality")["query"]["filters"] == {"sector": ["horeca"]}
    assert ask(client, sector="hospitality")["total"] == ask(client, sector="horeca")["total"]


def test_a_chosen_value_is_shown_when_nothing_has_it(small_client: TestClient) -> None:
    answer = ask(small_client, q="bakker", form="training", facets="form")
    assert answer["total"] == 0
    chosen = [value for value in facets(answer)["form"]["values"] if value["selected"]]
    assert [(value["value"], value["count"]) for value in chosen] == [("training", 0)]


def test_facets_can_be_named_with_commas_and_repeated(small_client: TestClient) -> None:
    expected = list(facets(ask(small_client, facets="theme,form,kind")))
    assert expected == ["theme", "form", "kind"]
    assert list(facets(ask(small_client, ("facets", "theme"), ("facets", "form,kind"), ("facets", "form")))) == expected


def test_pages_follow_each_other_without_gap_or_overlap(small_client: TestClient) -> None:
    first = ask(small_client, q="werk", pageSize=2, facets="theme", sort="title", highlight="true", theme="algemeen")
    whole = ask(small_client, pageSize=100)
    pages = list(follow(small_client, f"{ADDRESS}?pageSize=3"))
    assert [len(page["items"]) for page in pages] == [3, 3, 3, 1]
    assert [record_id for page in pages for record_id in ids(page)] == ids(whole)
    assert pages[0]["_links"].get("prev") is None
    assert pages[-1]["_links"].get("next") is None
    for page in pages:
        links = page["_links"]
        assert ids(small_client.get(links["self"]["href"]).json()) == ids(page)
        assert ids(small_client.get(links["first"]["href"]).json()) == ids(pages[0])
        assert ids(small_client.get(links["last"]["href"]).json()) == ids(pages[-1])
    assert [ids(page) for page in reversed(pages)] == [
        ids(page) for page in follow(small_client, f"{ADDRESS}?pageSize=3&page=4", "prev")
    ]
    again = small_client.get(first["_links"]["self"]["href"]).json()
    assert again == first, "het adres van een antwoord moet hetzelfde antwoord geven"


def follow(client: TestClient, address: str | None, rel: str = "next") -> Iterator[dict[str, Any]]:
    while address:
        answer = client.get(address).json()
        yield answer
        address = (answer["_links"].get(rel) or {}).get("href")


def test_a_page_beyond_the_last_is_empty_and_leads_back(small_client: TestClient) -> None:
    answer = ask(small_client, page=MAX_PAGE)
    assert (answer["items"], answer["total"]) == ([], 10)
    assert answer["_links"]["prev"]["href"] == answer["_links"]["last"]["href"] == ADDRESS


def test_a_page_size_of_zero_gives_counts_only(small_client: TestClient) -> None:
    answer = ask(small_client, pageSize=0, facets="theme")
    assert (answer["items"], answer["total"], answer["_links"].get("next")) == ([], 10, None)
    assert sum(value["count"] for value in facets(answer)["theme"]["values"]) >= 10


@pytest.mark.parametrize("sort", [sort.value for sort in Sort])
def test_every_order_is_what_it_says(client: TestClient, corpus: Corpus, sort: str) -> None:
    answer = ask(client, q="gesprek", sort=sort, pageSize=100)
    titles = [item["title"].casefold() for item in answer["items"]]
    dates = [corpus.changes[item["id"]].changed_on for item in answer["items"]]
    scores = [item["score"] for item in answer["items"]]
    ordered = {
        "relevance": scores == sorted(scores, reverse=True),
        "title": titles == sorted(titles),
        "-title": titles == sorted(titles, reverse=True),
        "-changedAt": dates == sorted(dates, reverse=True),
    }
    assert ordered[sort]
    assert sorted(ids(answer)) == sorted(ids(ask(client, q="gesprek", pageSize=100)))


def test_the_newest_change_comes_first_and_undated_records_last(small_client: TestClient) -> None:
    assert ids(ask(small_client, sort="-changedAt"))[:3] == ["werkdruk-in-zicht", "tilmeter", "risicoscan"]


def test_highlights_are_html_with_nothing_but_marks_in_it(small_client: TestClient) -> None:
    answer = ask(small_client, q="schrijven script slim", highlight="true")
    found = next(item for item in answer["items"] if item["id"] == "slim-schrijven")
    assert found["highlights"]["title"].endswith("&lt;b&gt;<mark>slim</mark>&lt;/b&gt; &amp; &#x27;snel&#x27;")
    for text in found["highlights"].values():
        assert "<" not in text.replace("<mark>", "").replace("</mark>", "")
        assert text.count("<mark>") == text.count("</mark>") > 0


def test_without_asking_there_are_no_highlights(small_client: TestClient) -> None:
    assert all(not item.get("highlights") for item in ask(small_client, q="werkdruk")["items"])


def test_all_errors_come_at_once_each_with_its_name(client: TestClient) -> None:
    query = (
        "page=0&pageSize=101&sort=x&theme=zz&theme=algemeen&category=annalyse&facets=vorm&foo=1&highlight=x&q="
        + "a" * 201
    )
    errors = problem(client.get(f"{ADDRESS}?{query}"), 400)["errors"]
    assert sorted((error["name"], error["code"]) for error in errors) == [
        ("category", "unknown_value"),
        ("facets", "unknown_facet"),
        ("foo", "extra_forbidden"),
        ("highlight", "bool_parsing"),
        ("page", "greater_than_equal"),
        ("pageSize", "less_than_equal"),
        ("q", "string_too_long"),
        ("sort", "enum"),
        ("theme", "unknown_value"),
    ]
    texts = {error["name"]: error["detail"] for error in errors}
    assert texts["category"] == "'annalyse' is geen waarde van category; bedoelt u analyse?"
    assert texts["theme"].startswith("'zz' is geen waarde van theme; toegestaan: veilig-gezond-vitaal, ")
    assert texts["sort"] == "moet een van deze waarden zijn: 'relevance', 'title', '-title' of '-changedAt'"


@pytest.mark.parametrize("name", FACETS)
def test_a_value_that_is_no_term_is_refused_by_every_facet(client: TestClient, name: str) -> None:
    errors = problem(client.get(f"{ADDRESS}?{name}=bestaat-niet"), 400)["errors"]
    assert [(error["name"], error["code"]) for error in errors] == [(name, "unknown_value")]


def test_each_mistake_is_said_once(client: TestClient) -> None:
    assert len(problem(client.get("/v1/corpus?theme=zz"), 400)["errors"]) == 1
    assert len(problem(client.get(f"{ADDRESS}?theme=zz"), 400)["errors"]) == 1


def test_what_is_not_found_is_an_answer(client: TestClient) -> None:
    answer = ask(client, q="xqzvwkjhgf", facets="all")
    assert (answer["total"], answer["items"]) == (0, [])
    assert all(value["count"] == 0 for facet in answer["facets"] for value in facet["values"])
    assert all(facet["missing"] == 0 for facet in answer["facets"])


def test_leaving_out_and_phrases(small_client: TestClient) -> None:
    assert "stappen-tegen-werkdruk" in ids(ask(small_client, q="werkdruk"))
    assert "stappen-tegen-werkdruk" not in ids(ask(small_client, q="werkdruk -stappen"))
    assert ids(ask(small_client, q='"fit in de bakkerij"'))[0] == "bakkersfit"


def test_explain_gives_reasons_that_add_up(client: TestClient) -> None:
    answer = ask(client, q="chef luistert niet", explain="true")
    for item in answer["items"]:
        told = sum(reason["contribution"] for reason in item["reasons"])
        assert told == pytest.approx(item["score"], abs=0.001)
    terms = [reason for item in answer["items"] for reason in item["reasons"] if reason["factor"] == "term"]
    assert {reason["facet"] for reason in terms} >= {"topic", "targetGroup"}
    assert "explain=true" in answer["_links"]["first"]["href"]
    assert all(item.get("reasons") is None for item in ask(client, q="chef luistert niet")["items"])
