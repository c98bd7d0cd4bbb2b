"""A service without a usable build says so, with the command that makes one, and recovers by itself."""

import time
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.catalogue.build import STORE, current_id, publish
from tests.api.operations import GETS, Operation
from tests.api.test_http import assert_api_headers, problem
from tests.conftest import serving

#: Addresses that need no data.
STANDING = {"/openapi.json", "/plan-templates"}


@pytest.fixture(scope="module")
def unready(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    with serving(tmp_path_factory.mktemp("empty") / "builds") as client:
        yield client


@pytest.mark.parametrize("operation", [item for item in GETS if item.path not in STANDING], ids=str)
def test_every_address_says_how_to_make_a_build(unready: TestClient, operation: Operation) -> None:
    response = unready.get(operation.url())
    assert "interventiebank build" in problem(response, 503)["detail"]
    assert int(response.headers["Retry-After"]) > 0


def test_wrong_questions_are_answered_with_503_too(unready: TestClient) -> None:
    problem(unready.get("/v1/interventions?theme=bestaat-niet&page=0"), 503)


def test_the_process_is_alive_but_not_ready(unready: TestClient) -> None:
    assert unready.get("/livez").status_code == 200
    ready = unready.get("/readyz")
    assert ready.status_code == 503
    assert "interventiebank build" in ready.json()["detail"]
    assert int(ready.headers["Retry-After"]) > 0


def test_the_description_needs_no_build(unready: TestClient) -> None:
    response = unready.get("/v1/openapi.json")
    assert response.status_code == 200
    assert_api_headers(response)
    assert "ETag" not in response.headers


def test_what_is_not_there_stays_a_404(unready: TestClient) -> None:
    problem(unready.get("/v1/nergens"), 404)


def test_a_damaged_build_is_503_and_building_again_heals_a_running_service(builds_dir: Path, small_data: Path) -> None:
    store = builds_dir / current_id(builds_dir) / STORE
    store.write_bytes(store.read_bytes()[:1000])
    with serving(builds_dir, reload_seconds=0.01) as client:
        detail = problem(client.get("/v1/interventions"), 503)["detail"]
        assert "beschadigd" in detail
        assert "interventiebank build" in detail
        publish(small_data, builds_dir)
        deadline = time.monotonic() + 10
        while client.get("/readyz").status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.02)
        assert client.get("/v1/interventions").json()["total"] == 10


def test_a_new_build_changes_the_tag(data_dir: Path, builds_dir: Path) -> None:
    with serving(builds_dir, reload_seconds=0.01) as client:
        before = client.get("/v1/corpus")
        with (data_dir / "interventions.yaml").open("a", encoding="utf-8") as file:
            file.write("# anders\n")
        build_id = publish(data_dir, builds_dir)
        deadline = time.monotonic() + 10
        while client.get("/readyz").json().get("build") != build_id and time.monotonic() < deadline:
            time.sleep(0.02)
        after = client.get("/v1/corpus", headers={"If-None-Match": before.headers["ETag"]})
        assert after.status_code == 200
        assert after.json()["build"] == build_id != before.json()["build"]
