"""Schemathesis on the running service: examples, coverage of every constraint, random input, and chains of requests."""

import os
import re
import subprocess
from pathlib import Path

from app.catalogue.build import publish
from tests.corpora import REAL_DATA, ROOT
from tests.service.robustness.outcome import Attack, Outcome
from tests.service.server import Server

HERE = Path(__file__).parent


def run(attack: Attack) -> Outcome:
    """All checks; two of them as fuzz_hooks.py has them."""
    builds = attack.folder / "builds"
    publish(REAL_DATA, builds)
    with Server(builds, rate_limit=0) as server:
        command = [
            f"{os.environ['TOOLS']}/schemathesis", "run",
            f"http://127.0.0.1:{server.port}/v1/openapi.json", "--checks", "all",
            "--exclude-checks", "positive_data_acceptance,negative_data_rejection",
            "--max-examples", str(attack.rounds(200)),
            "--continue-on-failure", "--seed", str(attack.seed),
        ]  # fmt: skip
        environment = os.environ | {"SCHEMATHESIS_HOOKS": "fuzz_hooks", "PYTHONPATH": str(HERE)}
        done = subprocess.run(command, cwd=attack.folder, env=environment, capture_output=True, text=True, check=False)
        crashes = server.log.read_text().count('"message": "crash"')
    report = ROOT / "var" / "schemathesis.txt"
    report.parent.mkdir(exist_ok=True)
    report.write_text(done.stdout + done.stderr, encoding="utf-8")
    generated = re.search(r"(\d+) generated", done.stdout)
    operations = re.search(r"Tested: (\d+)", done.stdout)
    counts: dict[str, object] = {
        "requests": generated[1] if generated else "no",
        "operations": operations[1] if operations else "no",
        "crashes in the log": crashes,
    }
    failures = re.findall(r"^- (ST\d+ .*|.*check.*)$", done.stdout, re.MULTILINE)
    if done.returncode or crashes:
        failures.append(f"exit {done.returncode}; the report is in {report.relative_to(ROOT)}")
    return Outcome(counts, failures)
