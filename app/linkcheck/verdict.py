"""From what was seen at an address to what readers are told."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from app.domain.corpus import LinkHealth, LinkState

#: 999 is what some sites send to programs; 451 is a legal block. A person may well get the page.
_REFUSING = frozenset({401, 403, 407, 429, 451, 999})
_GONE = frozenset({404, 410})
_LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class Seen:
    """The end of a visit: the last address and status, or the state that kept us from one."""

    url: str
    status: int | None = None
    state: LinkState | None = None


def judge(asked: str, seen: Seen, today: date) -> LinkHealth:
    """What the visit says about the address that was asked."""
    state = seen.state or _state(asked, seen)
    elsewhere = seen.url if not same_place(asked, seen.url) and len(seen.url) <= _LONGEST_ADDRESS else None
    return LinkHealth(state=state, status=seen.status, checked_on=today, final_url=elsewhere)


def _state(asked: str, seen: Seen) -> LinkState:
    status = seen.status or 0
    if 200 <= status < 300:
        return LinkState.WORKS if same_place(asked, seen.url) else LinkState.MOVED
    if status in _GONE:
        return LinkState.GONE
    return LinkState.REFUSED if status in _REFUSING else LinkState.FAULTY


def same_place(one: str, other: str) -> bool:
    """Whether two addresses differ only in https, www, a last slash or a fragment."""
    return _bare(one) == _bare(other)


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/"), parts.query
