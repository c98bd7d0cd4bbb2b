"""What administrators see: log lines, metrics, readiness; and what nobody may see in them."""

import json
import logging
import logging.config
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from app.api.problems import MEDIA_TYPE
from app.catalogue.build import STORE, current_id, publish
from app.service.logs import FIELDS, JsonLines, log_config
from app.service.metrics import Metrics
from app.service.request_log import HEADER, RequestLog
from tests.api.test_http import assert_api_headers
from tests.catalogue.test_build import change
from tests.conftest import serving

TOKEN = "een-token-van-lengte"  # noqa: S105
PRIVATE = "burn-out van mevrouw Jansen"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """Our log lines as they would be written."""
    ours = [record for record in caplog.records if record.name.startswith("app.")]
    return [json.loads(JsonLines().format(record)) for record in ours]


@pytest.fixture
def quiet_client(small_builds: Path, caplog: pytest.LogCaptureFixture) -> Iterator[TestClient]:
    caplog.set_level(logging.INFO)
    with serving(small_builds) as client:
        caplog.clear()
        yield client


def test_a_request_is_a_line_without_what_was_asked_or_who_asked(
    quiet_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    for path in ("/v1/interventions", "/zoeken", "/v1/interventions", "/nergens/jansen"):
        quiet_client.get(path, params={"q": PRIVATE}, headers={"User-Agent": "jansen"})
    written = lines(caplog)
    assert [line["route"] for line in written] == ["/v1/interventions", "/zoeken", "/v1/interventions", "(other)"]
    assert [line.get("cache") for line in written] == ["miss", "miss", "hit", "miss"]
    assert {"time", "level", "requestId", "method", "status", "ms", "bytes", "build"} <= set(written[2])
    assert written[0]["queryLength"] == len(PRIVATE)
    assert written[0]["found"] == written[2]["found"]
    text = json.dumps(written).lower()
    assert "jansen" not in text
    assert "testclient" not in text


def test_queries_are_logged_only_when_that_is_asked(small_builds: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    with serving(small_builds, log_queries=True) as client:
        client.get("/v1/interventions", params={"q": PRIVATE})
    assert lines(caplog)[-1]["query"] == PRIVATE


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({HEADER: "abc-123.DEF_4"}, "abc-123.DEF_4"),
        ({HEADER: 'x" injected="1'}, None),
        ({HEADER: "a" * 65}, None),
        ({"traceparent": f"00-{'a1' * 16}-{'b2' * 8}-01"}, "a1" * 16),
        ({}, None),
    ],
)
def test_the_id_of_a_request_is_in_the_answer(
    small_client: TestClient, given: dict[str, str], kept: str | None
) -> None:
    ids = [small_client.get("/livez", headers=given).headers[HEADER] for _ in range(2)]
    if kept:
        assert ids == [kept, kept]
    else:
        assert len(set(ids)) == 2
        assert all(8 <= len(item) <= 64 for item in ids)


def test_a_crash_is_logged_with_its_id_and_ends_there(caplog: pytest.LogCaptureFixture, small_builds: Path) -> None:
    async def crash(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 500, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        raise RuntimeError("stuk")

    counted: list[tuple[str, str, int, float]] = []

    class Counting(Metrics):
        def __init__(self) -> None:
            pass

        def request(self, method: str, route: str, status: int, seconds: float) -> None:
            counted.append((method, route, status, seconds))

    response = TestClient(RequestLog(crash, Counting())).get("/x")
    line = next(line for line in lines(caplog) if line["message"] == "crash")
    assert line["requestId"] == response.headers[HEADER]
    assert "RuntimeError: stuk" in line["error"]
    assert counted[0][:3] == ("GET", "(other)", 500)


def test_probes_are_not_logged_while_all_is_well(quiet_client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for path in ("/livez", "/readyz", "/metrics"):
        assert quiet_client.get(path).status_code == 200
    assert lines(caplog) == []


@pytest.mark.parametrize("wanted", ["json", "text"])
def test_log_lines_go_out_in_the_wanted_form(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = logging.root.handlers[:], logging.root.level
    try:
        logging.config.dictConfig(log_config(wanted))  # type: ignore[arg-type]
        logging.getLogger("app.x").info("hallo\nwereld", extra={FIELDS: {"ms": 3}})
        text = capsys.readouterr().err
    finally:
        logging.root.handlers[:], logging.root.level = before
    if wanted == "json":
        assert json.loads(text)["ms"] == 3
        assert text.count("\n") == 1
    else:
        assert "ms=3" in text


def samples(client: TestClient, headers: dict[str, str] | None = None) -> dict[str, float]:
    response = client.get("/metrics", headers=headers or {})
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {
        sample.name + str(sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def test_metrics_say_rate_errors_duration_and_what_is_served(small_builds: Path) -> None:
    with serving(small_builds) as client:
        for words in ("bakkersfit", "bakkersfit", "xqzvwk"):
            client.get("/v1/interventions", params={"q": words})
        client.get("/v1/interventions?page=0")
        found = samples(client)
    request = "interventiebank_requests_total[('method', 'GET'), ('route', '/v1/interventions'), ('status', '{}')]"
    assert found[request.format(200)] == 3
    assert found[request.format(400)] == 1
    assert found["interventiebank_request_seconds_count[('route', '/v1/interventions')]"] == 4
    assert found["interventiebank_searches_total[('outcome', 'found')]"] == 2
    assert found["interventiebank_searches_total[('outcome', 'nothing')]"] == 1
    assert found["interventiebank_cache_total[('outcome', 'hit')]"] == 1
    assert found["interventiebank_records[('kind', 'interventions')]"] == 10
    assert found["interventiebank_index_bytes[]"] > 1000
    assert found["interventiebank_ready[]"] == 1
    assert any(current_id(small_builds) in name for name in found if name.startswith("interventiebank_build_info"))


def test_routes_in_metrics_are_templates_so_that_nobody_can_make_many(small_builds: Path) -> None:
    with serving(small_builds) as client:
        for number in range(20):
            client.get(f"/v1/interventions/geen-{number}")
            client.get(f"/geen-{number}")
        names = {name for name in samples(client) if name.startswith("interventiebank_requests_total")}
    assert len(names) == 2


def test_without_a_build_metrics_still_answer(tmp_path: Path) -> None:
    with serving(tmp_path / "leeg") as client:
        assert samples(client)["interventiebank_ready[]"] == 0


def test_readiness_names_build_age_and_a_newer_build_that_is_refused(data_dir: Path, builds_dir: Path) -> None:
    good = current_id(builds_dir)
    with serving(builds_dir, admin_token=TOKEN, reload_seconds=3600) as client:
        assert set(client.get("/readyz").json()) == {"status", "build", "builtAt", "ageSeconds"}
        change(data_dir, "stuk")
        broken = publish(data_dir, builds_dir)
        store = builds_dir / broken / STORE
        store.write_bytes(store.read_bytes()[:-100])
        reloaded = client.post("/admin/reload", headers={"Authorization": f"Bearer {TOKEN}"})
        assert reloaded.json()["build"] == good
        assert client.get("/readyz").json()["refused"] == broken
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert samples(client, headers)["interventiebank_build_refused[]"] == 1
        (builds_dir / "current").write_text(good)
        assert "refused" not in client.post("/admin/reload", headers=headers).json()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": f"Basic {TOKEN}"},
        {"Authorization": TOKEN},
        {"X-API-Key": TOKEN},
    ],
)
def test_administration_needs_the_token_in_its_header(small_builds: Path, headers: dict[str, str]) -> None:
    with serving(small_builds, admin_token=TOKEN) as client:
        for method, path in (("GET", "/metrics"), ("POST", "/admin/reload"), ("GET", f"/metrics?token={TOKEN}")):
            response = client.request(method, path, headers=headers)
            assert response.status_code == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
            assert TOKEN not in response.text
        assert client.get("/metrics", headers={"Authorization": f"bearer {TOKEN}"}).status_code == 200


def test_without_a_token_there_is_no_reload(small_client: TestClient) -> None:
    assert small_client.post("/admin/reload").status_code in {404, 405}


def test_the_api_answers_for_addresses_with_a_line_break(small_client: TestClient) -> None:
    """A mount does not match them; they were pages once, without the API's headers."""
    response = small_client.get("/v1/interventions/a%0Ab")
    assert (response.status_code, response.headers["Content-Type"]) == (404, MEDIA_TYPE)
    assert_api_headers(response)
