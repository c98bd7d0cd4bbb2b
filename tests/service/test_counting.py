"""Workers that count together: their room is taken before it is used, and without room each counts for itself."""

import os
import struct
import subprocess
import sys
from pathlib import Path

from app.service.counting import FOLDER, ROOM
from tests.corpora import ROOT

#: In a process of its own: prometheus_client decides at import how it counts.
_COUNT = """
import sys
from pathlib import Path
from app.catalogue.current import CurrentCatalogue
from app.main import create_app
from app.service.metrics import Metrics
from app.settings import Settings

metrics = Metrics(CurrentCatalogue(Path("nowhere")))
for route in range(100):
    for method in ("GET", "POST"):
        for status in (200, 304, 400, 404, 405, 406, 408, 413, 429, 503):
            metrics.request(method, f"/v1/a-route-that-is-as-long-as-they-come/{{id}}/{route}", status, 0.01)
sys.stdout.buffer.write(metrics.text())
"""


def _count(folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {FOLDER: str(folder)}
    command = [sys.executable, "-c", _COUNT]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)


def test_more_routes_than_there_are_fit_in_the_room_that_is_taken(tmp_path: Path) -> None:
    text = _count(tmp_path).stdout
    assert text.count("interventiebank_requests_total{") == 100 * 2 * 10
    files = sorted(tmp_path.iterdir())
    assert [file.name.partition("_")[0] for file in files] == ["counter", "histogram"]
    for file in files:
        assert file.stat().st_size == ROOM
        # What is not a hole cannot fail to be written later.
        assert file.stat().st_blocks * 512 >= ROOM
        assert struct.unpack_from("i", file.read_bytes())[0] < ROOM


def test_a_worker_without_room_counts_for_itself_and_says_so(tmp_path: Path) -> None:
    done = _count(tmp_path / "gone")
    assert done.stdout.count("interventiebank_requests_total{") == 100 * 2 * 10
    assert "process_resident_memory_bytes" in done.stdout
    assert "counts for itself" in done.stderr
