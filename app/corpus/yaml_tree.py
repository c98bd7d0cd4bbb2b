"""YAML with line numbers, read defensively.

Curated files need a small part of YAML only: mappings, lists and scalars. Every scalar is text (so `no`,
`2020-12` and `1.10` stay what the curator typed) and the models decide what a number is. Anchors, aliases,
tags and deep nesting are refused: the corpus has no use for them, and "alias bombs" have.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from app.errors import CorpusProblem

Path_ = tuple[str | int, ...]
MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 12
_EMPTY = {"", "~", "null"}


@dataclass
class YamlTree:
    """Plain data, and the line on which every part of it stands."""

    file: str
    data: Any = None
    lines: dict[Path_, int] = field(default_factory=dict)
    problems: list[CorpusProblem] = field(default_factory=list)

    def line(self, path: Path_) -> int:
        """The line of a path, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path_, message: str) -> None:
        """Note something wrong at a path."""
        self.problems.append(CorpusProblem(self.file, self.line(path), dotted(path), message))


def dotted(path: Path_) -> str:
    """A path as people read it: `links.1.url`."""
    return ".".join(str(part) for part in path)


def read_yaml(path: Path, name: str) -> YamlTree:
    """Read one file; everything wrong with it stands in `problems`, nothing is raised."""
    tree = YamlTree(name)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        tree.problem((), f"kan het bestand niet lezen: {error.strerror or error}")
        return tree
    if len(raw) > MAX_BYTES:
        tree.problem((), f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB")
        return tree
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        tree.problems.append(CorpusProblem(name, line, "", "geen geldige UTF-8-tekst"))
        return tree
    _Builder(tree).build(text)
    return tree


@dataclass
class _Open:
    """A mapping or list that is being read."""

    container: dict[str, Any] | list[Any]
    path: Path_
    key: str | None = None


class _Builder:
    """Turns YAML events into data without recursion, so that nesting cannot exhaust the stack."""

    def __init__(self, tree: YamlTree) -> None:
        self.tree = tree
        self.stack: list[_Open] = []

    def build(self, text: str) -> None:
        try:
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                if not self._take(event):
                    self.tree.data = None
                    return
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._refuse(mark.line + 1 if mark else 1, f"geen geldige YAML: {error.problem}")
        except yaml.reader.ReaderError as error:
            line = text.encode()[: error.position].count(b"\n") + 1
            self._refuse(line, "een stuurteken is hier niet toegestaan")
        except yaml.YAMLError as error:
            self._refuse(1, f"geen geldige YAML: {str(error).splitlines()[0]}")

    def _refuse(self, line: int, message: str) -> bool:
        self.tree.problems.append(CorpusProblem(self.tree.file, line, "", message))
        self.tree.data = None
        return False

    def _take(self, event: yaml.Event) -> bool:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return self._refuse(line, "verwijzingen met & en * zijn hier niet toegestaan")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            return self._refuse(line, f"een YAML-tag ({tag}) is hier niet toegestaan")
        if isinstance(event, yaml.DocumentStartEvent) and self.tree.lines:
            return self._refuse(line, "het bestand mag maar één YAML-document bevatten")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._open(event, line)
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        return True

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> bool:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.container, dict) and top.key is None:
            if event.value in top.container:
                return self._refuse(line, f"'{event.value}' staat hier twee keer")
            top.key = event.value
            return True
        plain_empty = not event.style and event.value.lower() in _EMPTY
        self._put(None if plain_empty else event.value, line)
        return True

    def _open(self, event: yaml.CollectionStartEvent, line: int) -> bool:
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.container, dict) and top.key is None:
            return self._refuse(line, "een veldnaam moet een woord zijn")
        if len(self.stack) >= MAX_DEPTH:
            return self._refuse(line, f"dieper genest dan {MAX_DEPTH} lagen")
        container: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self.stack.append(_Open(container, self._put(container, line)))
        return True

    def _put(self, value: Any, line: int) -> Path_:
        """Place a value in what is open; returns its path."""
        if not self.stack:
            self.tree.data = value
            self.tree.lines[()] = line
            return ()
        top = self.stack[-1]
        if isinstance(top.container, dict):
            key: str | int = top.key or ""
            top.container[str(key)] = value
            top.key = None
        else:
            key = len(top.container)
            top.container.append(value)
        path = (*top.path, key)
        self.tree.lines[path] = line
        return path
