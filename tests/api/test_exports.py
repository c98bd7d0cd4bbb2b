"""The corpus to take away: what a search finds, in four forms."""

import csv
import json
from io import BytesIO, StringIO

import openpyxl
import pytest
from starlette.testclient import TestClient

URL = "/v1/exports/interventions"


def ids(client: TestClient, query: str) -> list[str]:
    text = client.get(f"{URL}?format=csv&{query}").text
    return [row["id"] for row in csv.DictReader(StringIO(text, newline=""))]


@pytest.mark.parametrize("query", ["", "topic=werkdruk", "q=werkdruk&category=kennis", "sort=title"])
def test_an_export_holds_what_the_search_finds_in_its_order(client: TestClient, query: str) -> None:
    found = []
    page = 1
    while batch := client.get(f"/v1/interventions?pageSize=100&page={page}&{query}").json()["items"]:
        found += [item["id"] for item in batch]
        page += 1
    assert found
    assert ids(client, query) == found


def test_four_forms_of_the_same_records(client: TestClient) -> None:
    expected = ids(client, "topic=werkdruk")
    excel = client.get(f"{URL}?format=csv-excel&topic=werkdruk").content.decode("utf-8-sig")
    lines = client.get(f"{URL}?format=ndjson&topic=werkdruk").text.splitlines()
    book = openpyxl.load_workbook(BytesIO(client.get(f"{URL}?format=xlsx&topic=werkdruk").content))
    assert [row["Id"] for row in csv.DictReader(StringIO(excel, newline=""), delimiter=";")] == expected
    assert [json.loads(line)["id"] for line in lines] == expected
    assert [row[0].value for row in book["Interventies"].iter_rows(min_row=2)] == expected


def test_a_line_of_ndjson_is_the_record_itself(client: TestClient) -> None:
    line = json.loads(client.get(f"{URL}?format=ndjson&q=tilthermometer").text.splitlines()[0])
    record = client.get(f"/v1/interventions/{line['id']}").json()
    assert line == record


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/csv"),
        ("text/csv", "text/csv"),
        ("application/x-ndjson", "application/x-ndjson"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxml"),
    ],
)
def test_accept_chooses(client: TestClient, accept: str, kind: str) -> None:
    answer = client.get(URL, headers={"Accept": accept})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)


def test_head_names_file_licence_and_build(client: TestClient) -> None:
    answer = client.get(f"{URL}?format=csv-excel")
    built = client.get("/v1/corpus").json()
    assert f'filename="interventies-{built["builtAt"][:10]}.csv"' in answer.headers["content-disposition"]
    assert 'rel="license"' in answer.headers["link"]
    assert built["build"] in answer.headers["etag"]
    unchanged = client.get(f"{URL}?format=csv-excel", headers={"If-None-Match": answer.headers["etag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert client.head(f"{URL}?format=xlsx").status_code == 200


def test_bad_parameters_are_all_named(client: TestClient) -> None:
    answer = client.get(f"{URL}?format=pdf&page=2&topic=nope")
    assert answer.status_code == 400
    assert {error["name"] for error in answer.json()["errors"]} == {"format", "page", "topic"}
    assert client.get(URL, headers={"Accept": "image/png"}).status_code == 406


def test_nothing_found_is_an_empty_table(client: TestClient) -> None:
    assert ids(client, "q=xqzwvxqzwv") == []
    assert client.get(f"{URL}?format=ndjson&q=xqzwvxqzwv").text == ""
