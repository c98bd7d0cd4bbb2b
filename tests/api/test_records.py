"""One record in its forms, vocabularies, suggestions, and what is being served."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.problems import MEDIA_TYPE
from app.domain.corpus import Corpus
from app.domain.facets import FACETS
from tests.api.test_http import problem


def record(client: TestClient, record_id: str, accept: str = "application/json") -> Any:
    return client.get(f"/v1/interventions/{record_id}", headers={"Accept": accept})


def test_every_record_of_the_real_corpus_is_answered_in_every_form(client: TestClient, corpus: Corpus) -> None:
    for item in corpus.interventions[::5]:
        whole = record(client, item.id).json()
        assert (whole["id"], whole["title"], whole["summary"]) == (item.id, item.title, item.summary)
        assert [topic["id"] for topic in whole["topics"]] == list(item.topics)
        linked = record(client, item.id, "application/ld+json")
        assert linked.headers["Content-Type"] == "application/ld+json"
        assert (linked.json()["@context"], linked.json()["name"]) == ("https://schema.org", item.title)
        text = record(client, item.id, "text/markdown")
        assert text.headers["Content-Type"].startswith("text/markdown")
        assert text.text.startswith("# ")


def test_a_record_says_everything_its_source_says(small_client: TestClient) -> None:
    whole = record(small_client, "tilmeter").json()
    assert whole["cost"] == {"kind": "bedrag", "amount": 12.5, "basis": "per medewerker", "year": 2020}
    assert whole["evidence"]["claim"] == {"text": "bewezen minder zwaar tillen", "by": "TNO"}
    assert whole["type"] == {"id": "risicoscan", "label": "Risicoscan"}
    assert [item["id"] for item in whole["related"]] == ["werkdruk-in-zicht"]
    assert whole["sources"][0]["document"]["id"] == "quickscan-2020"
    assert (whole["addedAt"], whole["changedAt"]) == ("2026-01-10", "2026-03-01")
    assert whole["_links"]["self"]["href"] == "/v1/interventions/tilmeter"


def test_a_type_lists_its_examples(small_client: TestClient) -> None:
    assert [item["id"] for item in record(small_client, "leerbudget").json()["examples"]] == ["scholingsbon-metaal"]


def test_what_no_source_says_is_called_that(small_client: TestClient) -> None:
    text = record(small_client, "stappen-tegen-werkdruk", "text/markdown").text
    assert "- **Aanbieder**: niet vermeld" in text
    assert "1. **Verken** Bespreek wat de drukte veroorzaakt." in text


def test_markdown_and_json_ld_cannot_be_broken_by_a_title(small_client: TestClient) -> None:
    assert "<b>" not in record(small_client, "slim-schrijven", "text/markdown").text.replace("\\<b\\>", "")
    assert (
        record(small_client, "slim-schrijven", "application/ld+json").json()["name"] == "Schrijf <b>slim</b> & 'snel'"
    )


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", "application/json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("application/*", "application/json"),
        ("text/*", "text/markdown"),
        ("text/markdown;q=0.5, application/ld+json;q=0.6", "application/ld+json"),
        ("application/json;q=0, */*", "application/ld+json"),
        ("TEXT/MARKDOWN", "text/markdown"),
        ("", "application/json"),
    ],
)
def test_the_wanted_form_is_chosen(small_client: TestClient, accept: str, expected: str) -> None:
    assert record(small_client, "tilmeter", accept).headers["Content-Type"].split(";")[0] == expected


@pytest.mark.parametrize("accept", ["image/png", "application/xml", "text/markdown;q=0", "onzin", "*/*;q=0", "a/b;q=x"])
def test_a_form_that_there_is_not_is_refused(small_client: TestClient, accept: str) -> None:
    problem(record(small_client, "tilmeter", accept), 406)


def test_forms_do_not_share_a_tag(small_client: TestClient) -> None:
    forms = ("application/json", "application/ld+json", "text/markdown")
    tags = [record(small_client, "tilmeter", form).headers["ETag"] for form in forms]
    assert len(set(tags)) == 3
    held = {"Accept": "text/markdown", "If-None-Match": tags[0]}
    assert small_client.get("/v1/interventions/tilmeter", headers=held).status_code == 200


@pytest.mark.parametrize("record_id", ["bestaat-niet", "TILMETER", "..", "%2e%2e%2fcorpus", "%00", "é", "' OR 1=1"])
def test_a_record_that_there_is_not(small_client: TestClient, record_id: str) -> None:
    response = record(small_client, record_id)
    assert response.status_code == 404
    assert response.headers["Content-Type"] == MEDIA_TYPE


def test_an_id_that_is_too_long_is_refused(small_client: TestClient) -> None:
    errors = problem(record(small_client, "a" * 5000), 400)["errors"]
    assert [(error["in"], error["name"], error["code"]) for error in errors] == [("path", "id", "string_too_long")]


def test_every_vocabulary_lists_its_terms_with_counts(client: TestClient, corpus: Corpus) -> None:
    listed = client.get("/v1/vocabularies").json()["items"]
    assert [item["name"] for item in listed] == [item.name for item in corpus.vocabularies]
    for item in listed:
        whole = client.get(item["_links"]["self"]["href"]).json()
        vocabulary = corpus.vocabulary(item["name"])
        assert [term["id"] for term in whole["terms"]] == [term.id for term in vocabulary.terms]
        facet = FACETS.get(item.get("facet") or "")
        if facet:
            for term in whole["terms"]:
                carried = [vocabulary.with_ancestors(facet.values(entry)) for entry in corpus.interventions]
                assert (term.get("count") or 0) == sum(term["id"] in terms for terms in carried), term["id"]


def test_every_facet_is_named_by_its_vocabulary(client: TestClient) -> None:
    listed = client.get("/v1/vocabularies").json()["items"]
    assert {item.get("facet") for item in listed} - {None} == set(FACETS)


def test_a_vocabulary_that_there_is_not(client: TestClient) -> None:
    assert (
        "Woordenlijst 'bestaat-niet' bestaat niet."
        in problem(client.get("/v1/vocabularies/bestaat-niet"), 404)["detail"]
    )


def test_suggestions_complete_words(client: TestClient) -> None:
    answer = client.get("/v1/suggestions?q=tilth&limit=3").json()
    assert answer["items"][0]["id"] == "tilthermometer"
    assert client.get(answer["items"][0]["_links"]["self"]["href"]).status_code == 200
    assert len(client.get("/v1/suggestions?q=w&limit=25").json()["items"]) == 25


@pytest.mark.parametrize("query", ["", "q=", "q=a&limit=0", "q=a&limit=26", "q=a&limit=x", "q=" + "a" * 201])
def test_suggestions_refuse_what_cannot_be(client: TestClient, query: str) -> None:
    assert problem(client.get(f"/v1/suggestions?{query}"), 400)["errors"]


@pytest.mark.parametrize("typed", ["%00", "***", "-", "%22", "%F0%9F%92%A9", "xqzvwkj"])
def test_strange_beginnings_complete_to_nothing_or_something(client: TestClient, typed: str) -> None:
    assert client.get(f"/v1/suggestions?q={typed}").status_code == 200


def test_what_is_being_served(client: TestClient, corpus: Corpus) -> None:
    answer = client.get("/v1/corpus").json()
    assert answer["counts"]["interventions"] == len(corpus.interventions)
    assert answer["licence"]["id"] == "CC-BY-4.0"
    assert {source["id"]: source["count"] for source in answer["sources"]} == {
        source.id: sum(any(ref.document == source.id for ref in item.sources) for item in corpus.interventions)
        for source in corpus.sources
    }
    assert answer["build"] == client.get("/readyz").json()["build"]
    for link in answer["_links"].values():
        status = client.get(link["href"]).status_code
        assert status == 200 or (status == 400 and "suggestions" in link["href"])
