"""A copy of a page that is gone, when a web archive has one."""

import json
from urllib.parse import urlencode

from app.linkcheck.probe import Prober

#: The availability service of the Internet Archive: which copy it has of an address, if any.
AVAILABILITY = "https://archive.org/wayback/available"


async def archived_copy(prober: Prober, url: str, service: str = AVAILABILITY) -> str | None:
    """The address of the archive's best copy; None when there is none or the archive does not answer."""
    text = await prober.text(f"{service}?{urlencode({'url': url})}")
    if text is None:
        return None
    try:
        closest = json.loads(text)["archived_snapshots"]["closest"]
        found = closest["url"] if closest["available"] and closest["status"] == "200" else None
    except (ValueError, KeyError, TypeError):
        return None
    return found.replace("http://", "https://", 1) if isinstance(found, str) and found.startswith("http") else None
