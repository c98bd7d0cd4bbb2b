"""An answer takes so long at most, and so many are made at once: what comes on top is told to try again."""

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.refusals import Refusal

#: An answer under way is cut off only after so many times the limit: its reader may be on a slow line.
_SENDING = 10
_BUSY = Refusal(
    503, "Het is druk", "De server maakt al te veel antwoorden tegelijk. Probeer het zo opnieuw.", {"Retry-After": "1"}
)


class TimeLimit:
    """Answers 503 when an answer takes too long, 408 when the request itself does, 503 when there are too many.

    A route that runs in a thread cannot be stopped: its client is answered in time, and the thread goes on.
    """

    def __init__(self, app: ASGIApp, seconds: float, at_once: int) -> None:
        self._app = app
        self._seconds = seconds
        self._at_once = at_once
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._under_way >= self._at_once:
            await _BUSY(scope, receive, send)
        else:
            await self._within_time(scope, receive, send)

    async def _within_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        exchange = _Exchange(receive, send)
        self._under_way += 1
        task = asyncio.ensure_future(self._app(scope, exchange.receive, exchange.send))
        task.add_done_callback(self._done)
        try:
            await asyncio.wait({task}, timeout=self._seconds)
            if not task.done() and exchange.started:
                await asyncio.wait({task}, timeout=self._seconds * _SENDING)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if task.done():
            await task
            return
        exchange.abandoned = True
        task.cancel()
        if not exchange.started:
            await self._refusal(exchange.received)(scope, receive, send)

    def _done(self, task: "asyncio.Future[None]") -> None:
        self._under_way -= 1
        # Nobody awaits a task that was given up; without this its error would be reported as never retrieved.
        with suppress(asyncio.CancelledError):
            task.exception()

    def _refusal(self, received: bool) -> Refusal:
        if received:
            detail = (
                f"Een antwoord dat langer duurt dan {self._seconds:g} seconden wordt gestaakt. Stel een kleinere vraag."
            )
            return Refusal(503, "Het duurt te lang", detail, {"Retry-After": "5"})
        detail = f"Het verzoek was niet binnen {self._seconds:g} seconden helemaal aangekomen."
        return Refusal(408, "Te langzaam", detail, {"Connection": "close"})


class _Exchange:
    """One request and its answer; after it was given up, whatever is still sent goes nowhere."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._reading = False
        self._complete = False
        self.started = False
        self.abandoned = False

    @property
    def received(self) -> bool:
        """Whether the app is not waiting for more of the request."""
        return self._complete or not self._reading

    async def receive(self) -> Message:
        self._reading = True
        message = await self._receive()
        self._reading = False
        self._complete = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        if self.abandoned:
            return
        self.started = True
        await self._send(message)
