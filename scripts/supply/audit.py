"""Asks pip-audit about lock files, and does not take silence for a good answer.

pip-audit calls a package that its service does not know "skipped", and ends well. Where the service is not there at all
(a mirror of the package index that has no advisories, say) that makes an audit of nothing that looks like a clean one.
So a release with a known vulnerability is asked about first: only who reports that one is believed.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: CVE-2019-10906, in every database of advisories for Python packages.
KNOWN_TO_BE_VULNERABLE = "jinja2==2.10"
_SECONDS = 300
_LONGEST = 200


class NoAnswerError(Exception):
    """pip-audit came back without a report; says why."""


def ask(tool: str, locks: Sequence[str], *options: str) -> list[dict[str, Any]]:
    """What pip-audit says of each package in the lock files. Raises NoAnswerError."""
    requirements = [part for lock in locks for part in ("--requirement", lock)]
    command = [tool, *requirements, "--disable-pip", "--format", "json", "--progress-spinner", "off", *options]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
        return list(json.loads(done.stdout)["dependencies"])
    except subprocess.TimeoutExpired:
        raise NoAnswerError(f"no answer within {_SECONDS} s") from None
    except (ValueError, KeyError):
        raise NoAnswerError((done.stderr.strip().splitlines() or ["no report"])[-1][:_LONGEST]) from None


def why_not_reached(tool: str) -> str | None:
    """Why the advisories cannot be asked; None when they can."""
    with tempfile.TemporaryDirectory() as folder:
        probe = Path(folder) / "probe.txt"
        probe.write_text(KNOWN_TO_BE_VULNERABLE + "\n", encoding="ascii")
        try:
            answer = ask(tool, [str(probe)], "--no-deps")
        except NoAnswerError as error:
            return str(error)
    if any(item.get("vulns") for item in answer):
        return None
    return next((item["skip_reason"] for item in answer if "skip_reason" in item), "they name no known vulnerability")


def audit(tool: str, locks: Sequence[str]) -> int:
    """Print what was found; 1 when a package is vulnerable or the audit broke off, 0 otherwise."""
    reason = why_not_reached(tool)
    if reason:
        print(f"not audited: {', '.join(locks)}: the advisories cannot be asked here ({reason})")
        return 0
    try:
        answer = ask(tool, locks)
    except NoAnswerError as error:
        print(f"the audit of {', '.join(locks)} broke off: {error}")
        return 1
    skipped = [item for item in answer if "skip_reason" in item]
    vulnerable = [item for item in answer if item.get("vulns")]
    for item in skipped:
        print(f"not audited: {item['name']}: {item['skip_reason']}")
    for item in vulnerable:
        for one in item["vulns"]:
            mended = ", ".join(one.get("fix_versions") or ()) or "no release yet"
            print(f"vulnerable: {item['name']} {item['version']}: {one['id']}, mended in {mended}")
    print(f"audited: {len(answer) - len(skipped)} packages, {len(vulnerable)} vulnerable")
    return 1 if vulnerable else 0


if __name__ == "__main__":
    sys.exit(audit(sys.argv[1], sys.argv[2:]))
