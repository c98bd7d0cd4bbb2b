"""The whole service on a port of its own, and Debian's Chromium to visit it with."""

import os
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Request

from app.main import create_app
from app.settings import Settings

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    wanted = os.environ.get("BROWSER_PATH", "")
    path = wanted or next((found for name in _NAMES if (found := shutil.which(name))), "")
    if not path:
        pytest.fail("no Chromium found: run scripts/test, or set BROWSER_PATH")
    return {**browser_type_launch_args, "executable_path": path, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Colours that are halfway a transition would be measured as they are then."""
    return {**browser_context_args, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def address(real_builds: Path) -> Iterator[str]:
    """Where the service over the real corpus answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(Settings(builds_dir=real_builds))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started, "the service did not start"
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=10)


@pytest.fixture(scope="session")
def base_url(address: str) -> str:
    """pytest-playwright opens paths below this."""
    return address


class Visit:
    """A page that remembers everything that went wrong on it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("request", lambda request: self._request(request, address))

    def _console(self, kind: str, text: str) -> None:
        # A page that says 404 is logged by the browser itself; that it is one is the test's business.
        if kind in {"error", "warning"} and "404 (Not Found)" not in text:
            self.wrong.append(f"console: {text}")

    def _request(self, request: Request, address: str) -> None:
        if not request.url.startswith((address, "data:", "blob:", "about:")):
            self.wrong.append(f"request to another host: {request.url}")


@pytest.fixture
def visit(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page on which a console error, a script error or a request to another host fails the test."""
    watched = Visit(context.new_page(), address)
    yield watched.page
    assert watched.wrong == []


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The same without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    watched = Visit(context.new_page(), address)
    yield watched.page
    context.close()
    assert watched.wrong == []
