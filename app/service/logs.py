"""Log lines: JSON for machines, plain for a terminal. By default without query texts and addresses of clients.

The text of an unexpected error can repeat what was asked; it is logged with its traceback, because without it nobody
can mend the error.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, Literal

LogFormat = Literal["auto", "json", "text"]
#: `extra={"fields": {...}}` of a log call becomes members of its line.
FIELDS = "fields"


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC)
            .isoformat(timespec="milliseconds")
            .replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """For a terminal: time, level, message and fields."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name in logging
        fields = getattr(record, FIELDS, {})
        return " ".join([super().formatMessage(record), *(f"{name}={value}" for name, value in fields.items())])


def log_config(wanted: LogFormat) -> dict[str, Any]:
    """Configuration for logging.config, which uvicorn hands to every worker process."""
    plain = wanted == "text" or (wanted == "auto" and sys.stderr.isatty())
    formatter = f"{__name__}.{'PlainLines' if plain else 'JsonLines'}"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": formatter}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "lines"}},
        "root": {"level": "INFO", "handlers": ["out"]},
        # What libraries say of their own requests may hold addresses.
        "loggers": {name: {"level": "WARNING"} for name in ("httpx", "httpcore", "mcp", "asyncio")},
    }
