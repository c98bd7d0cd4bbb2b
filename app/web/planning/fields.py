"""Fields of the plan's form: a label, what stands in it now, and what is wrong with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.web.planning.draft import Draft


@dataclass(frozen=True)
class Option:
    """A choice of a list."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """A field. Kind: line, wide (a long line), text (several lines), number, date or select."""

    name: str
    label: str
    kind: str
    value: str = ""
    options: tuple[Option, ...] = ()
    hint: str = ""
    error: str = ""

    @property
    def id(self) -> str:
        """The id of the element, for labels and for links from the list of errors."""
        return "veld-" + self.name.replace(".", "-")


class FieldMaker:
    """Makes the fields of one draft."""

    def __init__(self, draft: Draft, errors: Mapping[str, str]) -> None:
        self._draft = draft
        self._errors = errors

    def field(self, name: str, label: str, kind: str = "line", hint: str = "") -> Field:
        """A field by its path in the plan."""
        value = self.value(name)
        return Field(name, label, kind, _shown(value), hint=hint, error=self._errors.get(name, ""))

    def select(self, name: str, label: str, choices: Iterable[tuple[str, str]], empty: str = "") -> Field:
        """A list to choose from; `empty` is the label of no choice, without it there must be one."""
        value = self.value(name)
        options = [Option("", empty, not value)] if empty else []
        options += [Option(key, text, key == value) for key, text in choices]
        return Field(name, label, "select", options=tuple(options), error=self._errors.get(name, ""))

    def value(self, name: str) -> Any:
        """What stands in the draft at a path; None when nothing does."""
        here: Any = self._draft
        for key in name.split("."):
            if isinstance(here, list):
                here = here[int(key)] if key.isdigit() and int(key) < len(here) else None
            else:
                here = here.get(key) if isinstance(here, dict) else None
        return here

    def objects(self, name: str) -> Iterator[tuple[int, Draft]]:
        """The objects of a list in the draft with their places."""
        value = self.value(name)
        for place, item in enumerate(value if isinstance(value, list) else ()):
            if isinstance(item, dict):
                yield place, item


def _shown(value: Any) -> str:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return f"{value:.2f}".rstrip("0").rstrip(".").replace(".", ",")
    return value if isinstance(value, str) else ""
