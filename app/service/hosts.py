"""Host checking: an answer for a name that is not ours helps only who rebinds names or poisons caches."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Receive, Scope, Send

from app.service.refusals import Refusal

#: Health checks come by address and say nothing that a name protects.
PROBES = frozenset({"/livez", "/readyz"})
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
_MISDIRECTED = Refusal(
    421,
    "Verkeerde host",
    "Deze server antwoordt niet voor deze hostnaam. De beheerder stelt namen in met INTERVENTIEBANK_ALLOWED_HOSTS.",
)


class Hosts:
    """Refuses requests whose Host is not one of `allowed`; `*.example.org` allows every name below it."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        names = {name.lower() for name in allowed}
        self._app = app
        self._names = {name for name in names if not name.startswith("*.")} | LOOPBACK
        self._suffixes = tuple(name[1:] for name in names if name.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in PROBES or self._is_ours(scope):
            await self._app(scope, receive, send)
        else:
            await _MISDIRECTED(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1:
            return False
        name = _without_port(hosts[0].decode("latin-1").lower())
        return name in self._names or name.endswith(self._suffixes)


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
