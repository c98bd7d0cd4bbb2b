"""Runs the attacks that are named, or all; exits 1 when one found something."""

import argparse
import logging
import os
import platform
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.corpora import write_small_corpus
from tests.service.robustness import builds, client, full_disk, fuzz, hostile, yaml_files
from tests.service.robustness.outcome import Attack, Outcome

ATTACKS: dict[str, Callable[[Attack], Outcome]] = {
    "fuzz": fuzz.run,
    "hostile": hostile.run,
    "swaps": builds.swaps,
    "kills": builds.kills,
    "damage": builds.damage,
    "disk": builds.disk,
    "full": full_disk.run,
    "yaml": yaml_files.run,
    "client": client.run,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/test-robustness", description=__doc__)
    parser.add_argument("attacks", nargs="*", metavar="|".join(ATTACKS), help="which; all without one")
    parser.add_argument("--quick", action="store_true", help="a fifth of the rounds")
    parser.add_argument("--seed", type=int, default=1, help="of everything random")
    asked = parser.parse_args()
    # Refused builds are what this is about: counted here, not shown.
    logging.disable()
    unknown = set(asked.attacks) - set(ATTACKS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, seed {asked.seed}")
    return max(_one(name, asked.quick, asked.seed) for name in asked.attacks or ATTACKS)


def _one(name: str, quick: bool, seed: int) -> int:
    started = time.monotonic()
    with TemporaryDirectory(prefix="robustness-") as folder:
        data = write_small_corpus(Path(folder) / "data")
        try:
            outcome = ATTACKS[name](Attack(Path(folder), data, quick, seed))
        except Exception:
            outcome = Outcome({}, [traceback.format_exc()])
    if outcome.skipped:
        print(f"{name:8} NOT RUN: {outcome.skipped}", flush=True)
        return 0
    counts = ", ".join(f"{count} {what}" for what, count in outcome.counts.items())
    verdict = f"{len(outcome.failures)} FAILURES" if outcome.failures else "ok"
    print(f"{name:8} {verdict}: {counts} ({time.monotonic() - started:.0f} s)", flush=True)
    for failure in outcome.failures[:20]:
        print(f"    {failure}", flush=True)
    return 1 if outcome.failures else 0


sys.exit(main())
