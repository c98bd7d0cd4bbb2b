"""A client generated from openapi.json: it compiles, type-checks, and reads and matches through a real server."""

import json
import os
import subprocess
import sys
from pathlib import Path

from app.catalogue.build import publish
from tests.service.robustness.outcome import Attack, Outcome
from tests.service.server import Server

SMOKE = Path(__file__).with_name("client_smoke.py")


def run(attack: Attack) -> Outcome:
    """Generate, compile, check types, use."""
    builds = attack.folder / "builds"
    publish(attack.data, builds)
    tools = os.environ["TOOLS"]
    with Server(builds) as server:
        description = attack.folder / "openapi.json"
        description.write_bytes(server.get("/v1/openapi.json")[2])
        output = attack.folder / "client"
        # The generator's own HTTP client does not pass with this mypy; what it made of our description must.
        (attack.folder / "mypy.ini").write_text("[mypy]\n[mypy-interventiebank_client.client]\nignore_errors = True\n")
        failures = _steps(
            [f"{tools}/openapi-python-client", "generate", "--path", str(description), "--meta", "none",
             "--output-path", str(output / "interventiebank_client"), "--fail-on-warning"],
            [sys.executable, "-m", "compileall", "-q", str(output)],
            [sys.executable, "-m", "mypy", "--python-executable", f"{tools}/python", "--config-file",
             str(attack.folder / "mypy.ini"), "-p", "interventiebank_client"],
            [f"{tools}/python", str(SMOKE), f"http://127.0.0.1:{server.port}/v1"],
            cwd=output,
        )  # fmt: skip
    operations = sum(len(methods) for methods in json.loads(description.read_text())["paths"].values())
    files = sum(1 for _ in output.rglob("*.py"))
    return Outcome({"operations": operations, "generated modules": files}, failures)


def _steps(*commands: list[str], cwd: Path) -> list[str]:
    cwd.mkdir()
    for command in commands:
        done = subprocess.run(
            command, cwd=cwd, env=os.environ | {"PYTHONPATH": str(cwd)}, capture_output=True, text=True, check=False
        )
        if done.returncode:
            return [f"{' '.join(command[:4])}: {done.stdout[-1500:]}{done.stderr[-1500:]}"]
    return []
