"""A thousand damaged YAML files: tests/corpus/test_mutations.py, and bombs from test_reader.py, counted."""

import re
import subprocess
import sys

from tests.corpora import ROOT
from tests.corpus.test_mutations import COUNT, MUTATIONS
from tests.service.robustness.outcome import Attack, Outcome


def run(_attack: Attack) -> Outcome:
    """The tests themselves say what a damaged file may do: be valid, or be refused with a message, within seconds."""
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "tests/corpus/test_mutations.py"]
    command.append("tests/corpus/test_reader.py")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    passed = re.search(r"(\d+) passed", done.stdout)
    files = -(-COUNT // len(MUTATIONS)) * len(MUTATIONS)
    counts: dict[str, object] = {"damaged files": files, "tests passed": passed[1] if passed else 0}
    return Outcome(counts, [done.stdout[-2000:]] if done.returncode else [])
