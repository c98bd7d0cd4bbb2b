"""What changed since a day or a build."""

import pytest
from starlette.testclient import TestClient

from app.version import VERSION


def test_every_record_is_in_the_list_once(client: TestClient) -> None:
    answer = client.get("/v1/changes").json()
    total = client.get("/v1/interventions?pageSize=0").json()["total"]
    live = [item["id"] for item in answer["items"] if item["change"] != "removed"]
    assert len(live) == len(set(live)) == total
    days = [item["on"] for item in answer["items"]]
    assert days == sorted(days, reverse=True)


def test_since_the_live_build_nothing_changed(client: TestClient) -> None:
    build = client.get("/v1/corpus").json()["build"]
    assert client.get(f"/v1/changes?since={build}").json()["total"] == 0


def test_since_a_day_after_the_last_change_nothing_changed(client: TestClient) -> None:
    assert client.get("/v1/changes?since=2999-01-01").json()["items"] == []


@pytest.mark.parametrize("since", ["gisteren", "2026-13-01", "1-deadbeef"])
def test_an_unknown_since_is_refused_by_name(client: TestClient, since: str) -> None:
    answer = client.get(f"/v1/changes?since={since}")
    assert answer.status_code == 400
    assert answer.headers["API-Version"] == VERSION
    assert [error["name"] for error in answer.json()["errors"]] == ["since"]
