"""All addresses, few at a time per host; what was known before and not looked at again stays."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from app.domain.corpus import LinkHealth, LinkState
from app.errors import InterventiebankError
from app.linkcheck.archive import archived_copy
from app.linkcheck.probe import Prober
from app.linkcheck.verdict import judge

Health = dict[str, LinkHealth]
Done = Callable[[str, LinkHealth], None]

_LOST = frozenset({LinkState.GONE, LinkState.FAULTY, LinkState.UNREACHABLE})
#: Fewer addresses than this may well all be down at once.
_ENOUGH_TO_TELL = 5


class NoNetwork(InterventiebankError):
    """Not one address could be reached: that says something about this machine, not about the addresses."""


def due(urls: Iterable[str], known: Mapping[str, LinkHealth], today: date, days: int) -> list[str]:
    """The addresses that were not checked in the last `days` days, each once, in order."""
    since = today - timedelta(days=days)
    return [
        url
        for url in dict.fromkeys(urls)
        if url not in known or (checked := known[url].checked_on) is None or checked <= since
    ]


async def check(urls: Iterable[str], prober: Prober, today: date, archive: str | None, done: Done) -> None:
    """Visit every address and tell `done` what was found, as it is found."""
    places = asyncio.Semaphore(prober.limits.at_once)

    async def one(url: str) -> None:
        async with places:
            health = judge(url, await prober.visit(url), today)
            if archive and health.state in _LOST:
                copy = await archived_copy(prober, url, archive)
                health = health.model_copy(update={"archived_url": copy})
            done(url, health)

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(one(url))


def merged(known: Mapping[str, LinkHealth], found: Mapping[str, LinkHealth], urls: Iterable[str]) -> Health:
    """What to write: the new findings over the old, only for addresses the corpus still has.

    A copy in an archive stays known until a new one is. Raises NoNetwork when nothing at all was reached.
    """
    states = {health.state for health in found.values()}
    if len(found) >= _ENOUGH_TO_TELL and states == {LinkState.UNREACHABLE}:
        raise NoNetwork("geen enkel adres was bereikbaar; er is niets opgeslagen. Is er een netwerk?")
    wanted = set(urls)
    kept = {url: health for url, health in known.items() if url in wanted}
    for url, health in found.items():
        copy = health.archived_url or (kept[url].archived_url if url in kept else None)
        kept[url] = health.model_copy(update={"archived_url": copy})
    return kept
