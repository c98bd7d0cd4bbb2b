"""Traces for OpenTelemetry: the optional extra `telemetry`, of which nothing is loaded unless it is asked for.

A span holds what a log line holds: method, route template, status, request id, build. The spans are made here and not
by an instrumentation, as those put the address with its query, the client and the user agent in them
(docs/decisions/0012).
"""

import os
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from anyio import to_thread
from opentelemetry import propagate
from opentelemetry.trace import Span, SpanKind, StatusCode, Tracer
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.catalogue.steps import listening
from app.errors import InterventiebankError
from app.service.hosts import PROBES
from app.service.request_log import METHODS, OTHER
from app.settings import Settings
from app.version import VERSION

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter

NAME = "interventiebank"
#: A collector that is away must not hold up a stop any longer than this.
FLUSH_SECONDS = 3.0
_SETTING = "INTERVENTIEBANK_TRACES_ENDPOINT"
_ENDPOINTS = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
_PROTOCOLS = ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_PROTOCOL")
_PROTOCOL = "http/protobuf"
#: Asked every few seconds by machines.
_QUIET = PROBES | {"/metrics"}
#: What a span takes over from the state of its request, where there is such a thing.
_FROM_STATE = ("request_id", "build_id", "cache", "found")


class TracingUnavailable(InterventiebankError):
    """Traces are asked for in a way that cannot be; the message says what to do."""


@dataclass(frozen=True)
class Wish:
    """Traces are wanted: which variable says so, and where to; None leaves that to the OTEL_* variables."""

    said_by: str
    endpoint: str | None = None


def wish(settings: Settings, environment: Mapping[str, str] = os.environ) -> Wish | None:
    """Whether traces are wanted. Raises TracingUnavailable when they are wanted in a way that we do not have."""
    given = {name: value.strip() for name, value in environment.items() if value.strip()}
    if given.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    if settings.traces_endpoint:
        address = str(settings.traces_endpoint)
        bare = settings.traces_endpoint.path in {None, "/"}
        return Wish(_SETTING, f"{address.rstrip('/')}/v1/traces" if bare else address)
    exporter = given.get("OTEL_TRACES_EXPORTER")
    if exporter not in {None, "none", "otlp"}:
        raise TracingUnavailable(f"OTEL_TRACES_EXPORTER={exporter}: traces gaan alleen met otlp; none zet ze uit")
    said_by = next((name for name in ("OTEL_TRACES_EXPORTER", *_ENDPOINTS) if name in given), None)
    if said_by is None or exporter == "none":
        return None
    protocol = next((name for name in _PROTOCOLS if name in given), None)
    if protocol and given[protocol] != _PROTOCOL:
        raise TracingUnavailable(f"{protocol}={given[protocol]}: traces gaan alleen met {_PROTOCOL}")
    return Wish(said_by)


def tracing(settings: Settings) -> "Tracing | None":
    """Traces as they are asked for, None when nobody asks. Raises TracingUnavailable."""
    wanted = wish(settings)
    if wanted is None:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.trace import TracerProvider  # noqa: F401 - only to see that it is there
    except ModuleNotFoundError as error:
        raise TracingUnavailable(
            f"{wanted.said_by} vraagt om traces, maar {error.name} is niet geïnstalleerd: installeer het extra "
            "'telemetry' (requirements/telemetry.txt), of zet OTEL_SDK_DISABLED=true"
        ) from None
    return Tracing(lambda: OTLPSpanExporter(endpoint=wanted.endpoint))


class Tracing:
    """Makes spans and sends them from a thread of its own. Every worker process starts one for itself."""

    def __init__(self, exporter: "Callable[[], SpanExporter]") -> None:
        self._exporter = exporter
        self._provider: TracerProvider | None = None
        self.tracer: Tracer | None = None

    def start(self) -> None:
        """Make spans from now on."""
        from opentelemetry.sdk.resources import OTELResourceDetector, Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor

        ours = {"service.name": NAME, "service.version": VERSION, "service.instance.id": str(uuid4())}
        # What the administrator says in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES comes last.
        resource = Resource.create().merge(Resource(ours)).merge(OTELResourceDetector().detect())
        self._provider = TracerProvider(resource=resource, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(self._exporter()))
        self.tracer = self._provider.get_tracer(NAME, VERSION)

    async def stop(self) -> None:
        """Send what was not sent yet, as far as that goes within FLUSH_SECONDS."""
        provider, self._provider, self.tracer = self._provider, None, None
        if provider is not None:
            # A daemon, so that the process can end while it still waits for a collector.
            flush = Thread(target=provider.shutdown, name="traces-flush", daemon=True)
            flush.start()
            await to_thread.run_sync(flush.join, FLUSH_SECONDS)


class RequestSpans:
    """One span for every request, and one in it for every step of the catalogue. Goes inside the request log."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self._app = app
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        tracer = self._tracing.tracer
        if tracer is None or scope["type"] != "http" or scope["path"] in _QUIET:
            await self._app(scope, receive, send)
            return
        method = scope["method"] if scope["method"] in METHODS else "_OTHER"
        status = 0

        async def note_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        def child(name: str) -> AbstractContextManager[Span]:
            return _span(tracer, name)

        about = {"http.request.method": method, "url.scheme": scope.get("scheme", "http")}
        caller = propagate.extract(dict(Headers(scope=scope)))
        with _span(tracer, method, context=caller, kind=SpanKind.SERVER, attributes=about) as span, listening(child):
            failure = None
            try:
                await self._app(scope, receive, note_status)
            except Exception as error:
                failure = type(error).__qualname__
                raise
            finally:
                _describe(span, method, scope.get("state", {}))
                _conclude(span, status, failure)


def _span(tracer: Tracer, name: str, **about: Any) -> AbstractContextManager[Span]:
    """A span that is the current one. What an exception says can repeat input: it is not recorded."""
    return tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False, **about)


def _describe(span: Span, method: str, state: Mapping[str, Any]) -> None:
    """The template of the address, never the address itself: that can hold names."""
    route = state.get("route", OTHER)
    if route != OTHER:
        span.update_name(f"{method} {route}")
        span.set_attribute("http.route", route)
    for name in _FROM_STATE:
        if name in state:
            span.set_attribute(f"{NAME}.{name}", state[name])


def _conclude(span: Span, status: int, failure: str | None) -> None:
    if status:
        span.set_attribute("http.response.status_code", status)
    if failure or status >= 500:
        span.set_attribute("error.type", failure or str(status))
        span.set_status(StatusCode.ERROR)
