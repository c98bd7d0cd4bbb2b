"""How polite and how patient the check is."""

from dataclasses import dataclass

from app.version import VERSION


@dataclass(frozen=True)
class Limits:
    """Times are in seconds."""

    per_host: int = 2
    at_once: int = 12
    timeout: float = 10.0
    #: One request, from the first byte sent to the last one read: a server that drips cannot hold us longer.
    deadline: float = 30.0
    tries: int = 3
    #: Wait before the second try; doubled before each next one.
    backoff: float = 1.0
    #: The longest we wait because a server asks us to (Retry-After, Crawl-delay).
    longest_wait: float = 20.0
    redirects: int = 8
    #: Enough to see that a page answers.
    body_bytes: int = 65_536
    user_agent: str = f"interventiebank-linkcheck/{VERSION}"
