"""openapi.json: the shape of the wire, pinned, and what the Dutch API Design Rules ask of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.api.problems import MEDIA_TYPE
from app.domain.facets import FACETS
from app.version import VERSION
from tests.api.operations import OPERATIONS, Operation, description

SNAPSHOT = Path(__file__).parent / "openapi.json"

#: The two patterns of the official linter (adr-2.2.linter.yaml, nlgov:paths-kebab-case and query-keys-camel-case).
KEBAB_PATH = re.compile(r"^(\/|(\/_[a-z0-9]+|\/(([a-z0-9\-]+|{[^}]+})(\/([a-z0-9\-\.]+|{[^}]+}))*)(\/_[a-z]+)?)\/?)$")
CAMEL_KEY = re.compile(r"^\$?[a-z][a-z\d]*([A-Z][a-z\d]*)*$")
SEMVER = re.compile(r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$")

each = pytest.mark.parametrize("operation", OPERATIONS, ids=str)


def test_the_description_is_the_pinned_one(request: pytest.FixtureRequest) -> None:
    made = json.dumps(description(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if request.config.getoption("--update-openapi"):
        SNAPSHOT.write_text(made, encoding="utf-8")
    assert json.loads(made) == json.loads(SNAPSHOT.read_text(encoding="utf-8")), (
        "de vorm van de API is veranderd; is dat de bedoeling: scripts/test tests/api --update-openapi"
    )


def test_who_to_ask_which_version_and_where() -> None:
    document = description(public_url="https://kennisbank.example.org/")
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert document["info"]["version"] == VERSION
    assert SEMVER.match(VERSION)
    assert document["openapi"].startswith("3.")
    assert document["servers"] == [{"url": "https://kennisbank.example.org/v1"}]


def test_without_tls_the_address_is_relative() -> None:
    assert description()["servers"] == [{"url": "/v1"}]


@each
def test_paths_and_query_keys_are_named_by_the_rules(operation: Operation) -> None:
    assert KEBAB_PATH.match(operation.path)
    assert not operation.path.endswith("/")
    assert "." not in operation.path
    for parameter in operation.parameters:
        if parameter["in"] == "query":
            assert CAMEL_KEY.match(parameter["name"]), parameter["name"]


@each
def test_every_answer_declares_its_version_and_every_error_its_form(operation: Operation) -> None:
    responses = operation.spec["responses"]
    assert "422" not in responses
    assert {"400", "406", "500", "503"} <= set(responses)
    assert "404" in responses or "{" not in operation.path
    for status, response in responses.items():
        assert "API-Version" in response["headers"], status
        if status[0] in "45":
            assert set(response["content"]) == {MEDIA_TYPE}, status


@each
def test_every_operation_and_parameter_says_what_it_is_for(operation: Operation) -> None:
    assert operation.spec["summary"]
    assert operation.spec["description"]
    assert operation.spec["tags"]
    for parameter in operation.parameters:
        assert parameter.get("description"), parameter["name"]


def test_operation_ids_are_unique_names() -> None:
    ids = [operation.spec["operationId"] for operation in OPERATIONS]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in ids)


def test_searching_takes_every_facet() -> None:
    search = next(operation for operation in OPERATIONS if operation.path == "/interventions")
    assert set(FACETS) <= {parameter["name"] for parameter in search.parameters}


def test_field_names_are_camel_case_and_dates_have_a_format() -> None:
    for name, schema in description()["components"]["schemas"].items():
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]*", name), name
        for field, values in _properties(schema):
            assert CAMEL_KEY.match(field.lstrip("_")), f"{name}.{field}"
            if field.endswith(("At", "On")):
                assert "date" in json.dumps(values), f"{name}.{field}"


def _properties(schema: Any) -> Iterator[tuple[str, Any]]:
    yield from schema.get("properties", {}).items()


def test_no_reference_points_nowhere() -> None:
    document = description()
    schemas = document["components"]["schemas"]
    for reference in re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(document)):
        assert reference in schemas
