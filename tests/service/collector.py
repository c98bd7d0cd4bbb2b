"""A collector of traces on loopback: takes real OTLP posts and keeps the spans that are in them."""

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import ResourceSpans, Span


class Collector:
    """Use it in a `with`; `requests` holds what came in, `paths` where it was posted."""

    def __init__(self, seconds: float = 0) -> None:
        self.requests: list[ExportTraceServiceRequest] = []
        self.paths: list[str] = []
        collector = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                time.sleep(seconds)
                collector.paths.append(self.path)
                if self.path == "/v1/traces":
                    collector.requests.append(ExportTraceServiceRequest.FromString(body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name in http.server
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def resources(self) -> list[ResourceSpans]:
        return [item for request in list(self.requests) for item in request.resource_spans]

    @property
    def spans(self) -> list[Span]:
        return [span for item in self.resources for scope in item.scope_spans for span in scope.spans]

    @property
    def scopes(self) -> set[str]:
        return {scope.scope.name for item in self.resources for scope in item.scope_spans}

    def wait(self, enough: Callable[[], bool], seconds: float = 20) -> None:
        deadline = time.monotonic() + seconds
        while not enough():
            assert time.monotonic() < deadline, f"er kwamen {len(self.spans)} spans"
            time.sleep(0.02)

    def __enter__(self) -> "Collector":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
