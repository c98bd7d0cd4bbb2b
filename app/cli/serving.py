"""Runs the service in uvicorn."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

import uvicorn

from app.cli import output
from app.service.counting import FOLDER
from app.service.logs import log_config
from app.service.protocol import BoundedHttp
from app.service.tracing import tracing
from app.settings import Settings

GRACE_SECONDS = 15


def serve(settings: Settings, host: str, port: int, workers: int) -> None:
    """Serve until told to stop; requests under way get 15 seconds to finish. Raises TracingUnavailable."""
    # Every worker asks this again; here the answer is one plain line instead of a traceback from each.
    tracing(settings)
    with _counting_together(workers):
        uvicorn.run(
            "app.main:create_app",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            http=BoundedHttp,
            ws="none",
            server_header=False,
            proxy_headers=True,
            forwarded_allow_ips=settings.trusted_proxies,
            timeout_graceful_shutdown=GRACE_SECONDS,
            log_config=log_config(settings.log_format),
            access_log=False,
        )


@contextmanager
def _counting_together(workers: int) -> Iterator[None]:
    """Several workers count in files, so that whichever is asked for metrics answers for all."""
    if workers == 1 or os.environ.get(FOLDER):
        yield
        return
    try:
        folder = TemporaryDirectory(prefix="interventiebank-metrics-", ignore_cleanup_errors=True)
    except OSError as error:
        # A full or read-only disk: numbers of one worker are no reason not to serve.
        output.note(f"elke worker telt voor zichzelf in /metrics: {error}")
        yield
        return
    with folder as name:
        os.environ[FOLDER] = name
        try:
            yield
        finally:
            del os.environ[FOLDER]
