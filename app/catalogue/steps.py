"""Where the time of an answer goes: the catalogue names its steps, and whoever makes the answer may listen."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
#: Gets the name of a step, and is left when the step is done.
Listener = Callable[[str], AbstractContextManager[object]]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell `listener` of every step in here; in this request only, threads that work for it included."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def step(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Makes a function a step of that name. Costs nothing worth mentioning while nobody listens."""

    def named(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def told(*args: P.args, **kwargs: P.kwargs) -> R:
            listener = _listener.get()
            if listener is None:
                return function(*args, **kwargs)
            with listener(name):
                return function(*args, **kwargs)

        return told

    return named
