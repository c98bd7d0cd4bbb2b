"""Runs the service in uvicorn."""

import uvicorn

GRACE_SECONDS = 15


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop; requests under way get 15 seconds to finish."""
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        server_header=False,
        proxy_headers=True,
        timeout_graceful_shutdown=GRACE_SECONDS,
        log_level="info",
        access_log=False,
    )
