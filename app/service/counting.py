"""Counting together with the other workers, in files that prometheus_client maps into memory.

It makes those files as holes. Writing to a hole on a full disk ends the process (SIGBUS), and the worker that takes its
place too, without end. So the room is taken beforehand, and a worker that gets none counts for itself.
"""

import logging
import os
from contextlib import suppress
from pathlib import Path

from prometheus_client import values

log = logging.getLogger(__name__)

#: Set by `interventiebank serve` when there are several workers. prometheus_client reads it when it is imported.
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
#: Bytes for each file: several times what every route with every status takes, so that none has to grow.
ROOM = 512 * 1024
_KINDS = ("counter", "histogram")


def count_together() -> bool:
    """Whether this process counts in files with others. Takes the room that it needs; call it before counting."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return False
    # The names are those of prometheus_client.
    files = [Path(folder) / f"{kind}_{os.getpid()}.db" for kind in _KINDS]
    try:
        for file in files:
            if not file.exists():
                file.write_bytes(bytes(ROOM))
    except OSError as error:
        log.error("this worker counts for itself, there is no room for its metrics: %s", error)
        for file in files:
            with suppress(OSError):
                file.unlink(missing_ok=True)
        values.ValueClass = values.MutexValue
        return False
    return True
