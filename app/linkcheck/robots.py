"""What a site allows, from its robots.txt (RFC 9309)."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

#: Fetches an address: its status and text. Raises what goes wrong on the way.
FetchText = Callable[[str], Awaitable[tuple[int, str]]]


@dataclass(frozen=True)
class Rules:
    """The rules of one site for one program."""

    parser: RobotFileParser
    agent: str

    def allows(self, url: str) -> bool:
        """Whether we may ask for an address."""
        return self.parser.can_fetch(self.agent, url)

    @property
    def pause(self) -> float:
        """Seconds that the site wants between two requests."""
        return float(self.parser.crawl_delay(self.agent) or 0)


class Robots:
    """The rules of every site that was visited, each fetched once."""

    def __init__(self, fetch: FetchText, agent: str) -> None:
        self._fetch = fetch
        self._agent = agent
        self._known: dict[str, asyncio.Task[Rules]] = {}

    async def rules(self, url: str) -> Rules:
        """The rules of the site of an address.

        A site without robots.txt (4xx) allows everything; one whose robots.txt fails (5xx) allows nothing.
        One that cannot be reached raises the same error for each of its addresses, without asking again.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._known:
            self._known[origin] = asyncio.create_task(self._read(origin))
        return await asyncio.shield(self._known[origin])

    async def _read(self, origin: str) -> Rules:
        status, text = await self._fetch(f"{origin}/robots.txt")
        parser = RobotFileParser()
        if status >= 500:
            text = "User-agent: *\nDisallow: /"
        elif status >= 400:
            text = ""
        parser.parse(text.splitlines())
        return Rules(parser, self._agent)
