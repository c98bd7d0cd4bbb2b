"""Builds the image, runs it as compose.yaml does, and looks at what docs/operations.md promises of it.

Takes docker or podman (CONTAINER_ENGINE names another). Every argument goes to its `build`.
"""

import http.client
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator

from tests.corpora import ROOT
from tests.service.server import ask, free_port

IMAGE = "interventiebank-test"
NAME = "interventiebank-test"
TEMPORARY = "/tmp:size=16m"  # noqa: S108 - in the container
RESTRICTIONS = (
    "--read-only", f"--tmpfs={TEMPORARY}", "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
    "--memory", "1200m", "--pids-limit", "200",
)  # fmt: skip
SERVE = ("serve", "--no-build", "--host", "0.0.0.0", "--port", "8000", "--workers", "2")  # noqa: S104 - in the container
PLAN = {"template": "mdieu", "title": "Plan", "profile": {"needs": [{"topic": "werkdruk", "urgency": 3}]}}
STOP_SECONDS = 20
#: Prints what the process may do and what it can write, as JSON.
INSIDE = """
import json, os
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
writable = [path for path in ("/", "/srv/interventiebank", "/opt/venv", "/usr", "/etc", "/var/lib", "/home")
            if os.access(path, os.W_OK)]
print(json.dumps({"user": os.getuid(), "capabilities": int(status["CapEff"], 16), "writable": writable}))
"""


class Engine:
    """Docker or Podman."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __call__(self, *arguments: str) -> str:
        """What the command prints. Raises CalledProcessError after showing what it complained of."""
        done = subprocess.run([self.command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
        done.check_returncode()
        return done.stdout.strip()

    def build(self, options: list[str]) -> float:
        """Seconds that it takes."""
        # Podman's own format of images has no health check.
        form = ["--format", "docker"] if "podman" in self.command else []
        started = time.monotonic()
        self("build", *form, *options, "--tag", IMAGE, ".")
        return time.monotonic() - started


def main() -> int:
    """0 when all is as promised, 1 when not, 77 when there is no engine."""
    names = [os.environ.get("CONTAINER_ENGINE", ""), "docker", "podman"]
    command = next((name for name in names if name and _works(name)), None)
    if command is None:
        print("NOT RUN: neither docker nor podman works here (Debian: apt-get install podman)", file=sys.stderr)
        return 77
    engine = Engine(command)
    print(f"built in {engine.build(sys.argv[1:]):.0f} s, {_megabytes(engine)} MB")
    port = free_port()
    started = time.monotonic()
    engine("run", "--detach", "--name", NAME, "--publish", f"127.0.0.1:{port}:8000", *RESTRICTIONS, IMAGE, *SERVE)
    try:
        _wait(port)
        print(f"ready in {time.monotonic() - started:.1f} s")
        failures = [*_answers(port), *_confined(engine), *_healthy(engine), *_stops(engine, port)]
    finally:
        engine("rm", "--force", NAME)
    print("FAILED" if failures else "ok", *failures, sep="\n  ")
    return 1 if failures else 0


def _works(engine: str) -> bool:
    """Whether it is installed, and its service runs if it needs one."""
    if shutil.which(engine) is None:
        return False
    return subprocess.run([engine, "info"], capture_output=True, check=False).returncode == 0


def _megabytes(engine: Engine) -> int:
    return int(engine("image", "inspect", "--format", "{{.Size}}", IMAGE)) // 1_000_000


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if ask(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/readyz")[0] == 200:
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    raise RuntimeError("not ready within a minute")


def _answers(port: int) -> Iterator[str]:
    """Probes, a search that finds something, a page, and a plan in every kind of file that needs a library."""
    for path in ("/livez", "/readyz", "/", "/v1/docs", "/metrics", "/v1/interventions?q=werkdruk"):
        status, _, body = ask(http.client.HTTPConnection("127.0.0.1", port, timeout=30), path)
        if status != 200 or ("q=" in path and not json.loads(body)["total"]):
            yield f"{path}: {status}, {body[:200]!r}"
    for form in ("docx", "xlsx", "pdf"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", f"/v1/plans?format={form}", json.dumps(PLAN), {"Content-Type": "application/json"})
        response = connection.getresponse()
        if response.status != 200 or len(response.read()) < 1000:
            yield f"a plan as {form}: {response.status}"


def _confined(engine: Engine) -> Iterator[str]:
    inside = json.loads(engine("exec", NAME, "python", "-c", INSIDE))
    if inside["user"] == 0 or inside["capabilities"] or inside["writable"]:
        yield f"not confined: {inside}"


def _healthy(engine: Engine) -> Iterator[str]:
    """Its own health check, run here: an engine without systemd runs none by itself."""
    check = json.loads(engine("image", "inspect", "--format", "{{json .Config.Healthcheck}}", IMAGE) or "null")
    if not check:
        yield "the image has no health check"
    else:
        engine("exec", NAME, *check["Test"][1:])


def _stops(engine: Engine, port: int) -> Iterator[str]:
    """Told to stop, it answers what is under way and ends by itself before it would be killed."""
    body = json.dumps({"profile": {"text": "fysieke belasting"}}).encode()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.putrequest("POST", "/v1/match")
    connection.putheader("Content-Type", "application/json")
    connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body[:10])
    time.sleep(0.5)
    started = time.monotonic()
    stopping = subprocess.Popen([engine.command, "stop", "--time", str(STOP_SECONDS), NAME], stdout=subprocess.DEVNULL)
    time.sleep(1)
    connection.send(body[10:])
    status = connection.getresponse().status
    stopping.wait()
    seconds = time.monotonic() - started
    code = engine("inspect", "--format", "{{.State.ExitCode}}", NAME)
    print(f"stopped in {seconds:.1f} s")
    if status != 200 or seconds > STOP_SECONDS or code not in {"0", "143"}:
        yield f"stopping took {seconds:.0f} s, the request under way got {status}, exit {code}"


if __name__ == "__main__":
    sys.exit(main())
