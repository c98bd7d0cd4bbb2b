"""Traces: only when asked for, sent by every worker and at the stop, and without what was asked or who asked."""

import builtins
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from opentelemetry import trace
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient
from typer.testing import CliRunner

from app.catalogue.build import current_id
from app.cli import app as cli
from app.main import create_app
from app.service import tracing
from app.service.request_log import HEADER
from app.service.tracing import Tracing, TracingUnavailable, Wish, wish
from app.settings import Settings
from tests.conftest import serving
from tests.corpora import ROOT
from tests.service.collector import Collector
from tests.service.server import Server, post

PRIVATE = "burn-out van mevrouw Jansen"
CALLER = "geheim-token"
OURS = {
    "http.request.method", "http.response.status_code", "http.route", "url.scheme", "error.type",
    "interventiebank.request_id", "interventiebank.build_id", "interventiebank.cache", "interventiebank.found",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the machine that runs the tests has set."""
    for name in ("OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER", *tracing._ENDPOINTS, *tracing._PROTOCOLS):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Keeps what an application made from now on exports; it is all there once the application has stopped."""
    exporter = InMemorySpanExporter()
    monkeypatch.setattr("app.main.tracing", lambda _settings: Tracing(lambda: exporter))
    return exporter


def spans(exporter: InMemorySpanExporter, kind: trace.SpanKind = trace.SpanKind.SERVER) -> list[Any]:
    return [span for span in exporter.get_finished_spans() if span.kind is kind]


def test_a_request_is_a_span_with_what_a_log_line_has(small_builds: Path, made: InMemorySpanExporter) -> None:
    parent = f"00-{'a1' * 16}-{'b2' * 8}-01"
    with serving(small_builds) as client:
        answers = [client.get("/v1/interventions", params={"q": "bakkersfit"}) for _ in range(2)]
        client.get("/v1/interventions/bakkersfit", headers={"traceparent": parent})
        client.request("VREEMD", "/nergens")
    first, again, record, strange = spans(made)
    assert first.name == "GET /v1/interventions"
    assert dict(first.attributes) == {
        "http.request.method": "GET",
        "url.scheme": "http",
        "http.route": "/v1/interventions",
        "http.response.status_code": 200,
        "interventiebank.request_id": answers[0].headers[HEADER],
        "interventiebank.cache": "miss",
        "interventiebank.found": 1,
        "interventiebank.build_id": current_id(small_builds),
    }
    assert again.attributes["interventiebank.cache"] == "hit"
    assert again.attributes["interventiebank.build_id"] == current_id(small_builds)
    assert record.name == "GET /v1/interventions/{id}"
    assert f"{record.context.trace_id:032x}" == "a1" * 16
    assert f"{record.parent.span_id:016x}" == "b2" * 8
    assert record.attributes["interventiebank.request_id"] == "a1" * 16
    assert (strange.name, strange.attributes["http.request.method"]) == ("_OTHER", "_OTHER")
    assert "http.route" not in strange.attributes


def test_a_search_and_a_match_are_spans_of_their_own(small_builds: Path, made: InMemorySpanExporter) -> None:
    with serving(small_builds) as client:
        client.get("/v1/interventions", params={"q": "bakkersfit"})
        client.post("/v1/match", json={"profile": {"needs": [{"topic": "werkdruk"}]}})
    parents = {span.context.span_id: span.name for span in spans(made)}
    inner = spans(made, trace.SpanKind.INTERNAL)
    assert [(parents[span.parent.span_id], span.name) for span in inner] == [
        ("GET /v1/interventions", "search"),
        ("POST /v1/match", "match"),
    ]
    assert all(not span.attributes for span in inner)


def test_a_span_holds_nothing_of_what_was_asked_or_who_asked(small_builds: Path, made: InMemorySpanExporter) -> None:
    headers = {"User-Agent": "jansen", "Authorization": f"Bearer {CALLER}", "X-Forwarded-For": "198.51.100.7"}
    with serving(small_builds) as client:
        for path in ("/v1/interventions", "/zoeken", "/v1/interventions/jansen", "/jansen", "/v1/suggestions"):
            client.get(path, params={"q": PRIVATE}, headers=headers)
        client.post("/v1/match", json={"profile": {"needs": [{"topic": "werkdruk"}], "text": PRIVATE}}, headers=headers)
        client.post("/v1/match", content=f'{{"jansen": "{PRIVATE}"', headers=headers)
    exported = spans(made)
    assert len(exported) == 7
    assert {name for span in exported for name in span.attributes} <= OURS
    text = "".join(span.to_json() for span in made.get_finished_spans()).lower()
    for word in ("jansen", "burn-out", CALLER, "198.51.100.7", "testclient", "q="):
        assert word not in text


def test_a_crash_is_an_error_without_its_words(
    small_builds: Path, made: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_given: object) -> None:
        raise RuntimeError(PRIVATE)

    monkeypatch.setattr("app.catalogue.catalogue.Catalogue.related", crash)
    with serving(small_builds) as client:
        assert client.get("/v1/interventions/bakkersfit/related").status_code == 500
    (span,) = spans(made)
    assert span.status.status_code is trace.StatusCode.ERROR
    assert span.attributes["error.type"] == "RuntimeError"
    assert span.attributes["http.response.status_code"] == 500
    assert not span.events
    assert PRIVATE not in span.to_json()


def test_probes_make_no_spans(small_builds: Path, made: InMemorySpanExporter) -> None:
    with serving(small_builds) as client:
        for path in ("/livez", "/readyz", "/metrics"):
            assert client.get(path).status_code == 200
    assert made.get_finished_spans() == ()


def test_fastapi_makes_no_spans_of_its_own(small_builds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They would hold the query. It makes them as soon as a process has a tracer provider."""
    exporter, provider = InMemorySpanExporter(), TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    with serving(small_builds) as client:
        for path in ("/v1/interventions", "/zoeken", "/v1/interventions/a%0Ab", "/livez"):
            client.get(path, params={"q": PRIVATE})
    assert exporter.get_finished_spans() == ()


ADDRESS = "http://127.0.0.1:4318"


@pytest.mark.parametrize(
    ("setting", "environment", "wanted"),
    [
        (None, {}, None),
        (ADDRESS, {}, Wish("INTERVENTIEBANK_TRACES_ENDPOINT", f"{ADDRESS}/v1/traces")),
        (f"{ADDRESS}/eigen/pad", {}, Wish("INTERVENTIEBANK_TRACES_ENDPOINT", f"{ADDRESS}/eigen/pad")),
        (ADDRESS, {"OTEL_SDK_DISABLED": "true"}, None),
        (None, {"OTEL_EXPORTER_OTLP_ENDPOINT": ADDRESS}, Wish("OTEL_EXPORTER_OTLP_ENDPOINT")),
        (None, {"OTEL_EXPORTER_OTLP_ENDPOINT": " "}, None),
        (None, {"OTEL_EXPORTER_OTLP_ENDPOINT": ADDRESS, "OTEL_TRACES_EXPORTER": "none"}, None),
        (None, {"OTEL_TRACES_EXPORTER": "otlp"}, Wish("OTEL_TRACES_EXPORTER")),
        (None, {"OTEL_SERVICE_NAME": "x", "OTEL_TRACES_SAMPLER": "always_on"}, None),
    ],
)
def test_traces_are_made_only_when_asked_for(
    setting: str | None, environment: dict[str, str], wanted: Wish | None
) -> None:
    assert wish(Settings(traces_endpoint=setting), environment) == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"OTEL_TRACES_EXPORTER": "zipkin"}, "OTEL_TRACES_EXPORTER=zipkin"),
        ({"OTEL_TRACES_EXPORTER": "otlp", "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"}, "OTEL_EXPORTER_OTLP_PROTOCOL=grpc"),
    ],
)
def test_what_we_do_not_have_is_refused(environment: dict[str, str], said: str) -> None:
    with pytest.raises(TracingUnavailable, match=said):
        wish(Settings(), environment)


def test_without_the_extra_the_start_stops_with_one_plain_line(
    small_builds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith(("opentelemetry.sdk", "opentelemetry.exporter")):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    create_app(Settings(builds_dir=small_builds))
    monkeypatch.setenv("INTERVENTIEBANK_TRACES_ENDPOINT", ADDRESS)
    monkeypatch.setenv("INTERVENTIEBANK_BUILDS_DIR", str(small_builds))
    result = CliRunner().invoke(cli, ["serve", "--no-build", "--workers", "2"])
    assert result.exit_code == 1
    assert "INTERVENTIEBANK_TRACES_ENDPOINT vraagt om traces" in " ".join(result.output.split())
    assert "requirements/telemetry.txt" in result.output
    assert "Traceback" not in result.output


def test_nothing_of_the_sdk_is_loaded_unless_asked_for() -> None:
    program = (
        "import sys; from app.main import create_app; create_app();"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.sdk', 'opentelemetry.exporter'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_default_install_does_not_bring_the_sdk() -> None:
    def packages(name: str) -> set[str]:
        lines = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line}

    assert not {
        name for name in packages("runtime") if name.startswith(("opentelemetry-sdk", "opentelemetry-exporter"))
    }
    assert packages("runtime") < packages("telemetry") <= packages("dev")


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as collector:
        yield collector


def attributes(span: Span) -> dict[str, Any]:
    return {item.key: getattr(item.value, item.value.WhichOneof("value") or "") for item in span.attributes}


def test_two_workers_send_what_they_answered_and_flush_at_the_stop(
    small_builds: Path, tmp_path: Path, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute is longer than the test: what arrives is what is sent at the stop. FastAPI's own is asked for too."""
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "60000")
    monkeypatch.setenv("FASTAPI_OTEL_AUTO_CONFIGURE", "true")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=proef")
    builds = tmp_path / "builds"
    builds.symlink_to(small_builds)
    with Server(builds, workers=2, log_format="json") as server:
        for number in range(40):
            server.get(f"/v1/interventions?q=bakkersfit+{number}")
        assert post(server, "/v1/match", {"profile": {"needs": [{"topic": "werkdruk"}]}})[0] == 200
        assert collector.requests == []
    names = [span.name for span in collector.spans]
    assert names.count("GET /v1/interventions") == names.count("search") == 40
    assert names.count("POST /v1/match") == names.count("match") == 1
    assert set(collector.paths) == {"/v1/traces"}
    assert collector.scopes == {"interventiebank"}
    about = [{item.key: item.value.string_value for item in one.resource.attributes} for one in collector.resources]
    assert {(item["service.name"], item["deployment.environment.name"]) for item in about} == {
        ("interventiebank", "proef")
    }
    assert len({item["service.instance.id"] for item in about}) == len(collector.requests) <= 2
    assert {name for span in collector.spans for name in attributes(span)} <= OURS
    logged = [json.loads(line) for line in server.log.read_text().splitlines() if '"requestId"' in line]
    sent = {attributes(span).get("interventiebank.request_id") for span in collector.spans} - {None}
    assert {line["requestId"] for line in logged if line["route"].startswith("/v1/")} == sent


def test_a_collector_that_hangs_does_not_hold_up_the_stop(small_builds: Path, tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    builds.symlink_to(small_builds)
    with Collector(seconds=30) as slow, Server(builds, traces_endpoint=slow.address) as server:
        assert server.get("/v1/corpus")[0] == 200
        started = time.monotonic()
        server.stop()
        assert time.monotonic() - started < tracing.FLUSH_SECONDS + 5
        assert "Traceback" not in server.log.read_text()


def test_a_collector_that_is_away_costs_answers_nothing(small_builds: Path) -> None:
    with TestClient(create_app(Settings(builds_dir=small_builds, traces_endpoint="http://127.0.0.1:9"))) as client:  # type: ignore[arg-type]
        assert [client.get("/v1/corpus").status_code for _ in range(3)] == [200] * 3
