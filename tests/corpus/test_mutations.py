"""A thousand damaged files: each is valid all the same or refused with a message, none crashes or hangs."""

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.corpus.reader import CORPUS_FILES, read_corpus
from app.errors import CorpusProblem, InvalidCorpus

COUNT = 1000
#: One file has a few hundred lines; ten times what the slowest took here.
SECONDS_EACH = 2.0

TYPES = (
    "[]",
    "{}",
    "~",
    "3",
    "-1",
    "1e999",
    "nan",
    "true",
    "2020-13-45",
    "'x'",
    "[a, [b]]",
    "{a: {b: c}}",
    '"\\ud800"',
)
SYNTAX = (
    b"&a ",
    b"*a",
    b"!!int ",
    b"- ",
    b": ",
    b"? ",
    b"|\n",
    b">",
    b"\t",
    b"\0",
    b"\xff",
    b"'",
    b'"',
    b"#",
    b"%",
    b"---\n",
)


def flip_bytes(raw: bytes, dice: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(dice.randint(1, 8)):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


def drop_lines(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    start = dice.randrange(len(lines))
    del lines[start : start + dice.randint(1, 5)]
    return b"".join(lines)


def repeat_lines(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    start = dice.randrange(len(lines))
    lines[start:start] = lines[start : start + dice.randint(1, 5)] * dice.randint(1, 3)
    return b"".join(lines)


def change_type(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    at = [number for number, line in enumerate(lines) if b": " in line]
    number = dice.choice(at)
    lines[number] = lines[number].split(b": ")[0] + b": " + dice.choice(TYPES).encode() + b"\n"
    return b"".join(lines)


def insert_syntax(raw: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(raw))
    return raw[:at] + dice.choice(SYNTAX) + raw[at:]


def indent(raw: bytes, dice: random.Random) -> bytes:
    lines = raw.splitlines(keepends=True)
    number = dice.randrange(len(lines))
    lines[number] = b" " * dice.randint(1, 4) + lines[number].lstrip()
    return b"".join(lines)


def truncate(raw: bytes, dice: random.Random) -> bytes:
    return raw[: dice.randrange(len(raw))]


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip_bytes, drop_lines, repeat_lines, change_type, insert_syntax, indent, truncate,
)  # fmt: skip


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_damaged_files_are_refused_with_a_message_or_valid(
    data_dir: Path, mutation: Callable[[bytes, random.Random], bytes]
) -> None:
    dice = random.Random(f"interventiebank {mutation.__name__}")  # noqa: S311 - the same damage every time
    originals = {name: (data_dir / name).read_bytes() for name in CORPUS_FILES}
    refused = 0
    for _ in range(-(-COUNT // len(MUTATIONS))):
        # Most damage goes to the records: that is the file that people edit.
        name = dice.choice((CORPUS_FILES[0], CORPUS_FILES[0], *CORPUS_FILES))
        damaged = mutation(originals[name], dice)
        (data_dir / name).write_bytes(damaged)
        refused += outcome(data_dir, name, damaged)
        (data_dir / name).write_bytes(originals[name])
    assert refused, "geen enkele beschadiging werd geweigerd"


def outcome(data_dir: Path, name: str, damaged: bytes) -> bool:
    """Whether the files were refused; what they were refused with must be fit for a curator."""
    started = time.perf_counter()
    problems: tuple[CorpusProblem, ...] = ()
    try:
        read_corpus(data_dir)
    except InvalidCorpus as error:
        problems = error.problems
        assert problems
    assert time.perf_counter() - started < SECONDS_EACH
    lines = damaged.count(b"\n") + damaged.count(b"\r") + 2
    for problem in problems:
        assert problem.file.startswith("data/")
        assert problem.line >= 1
        assert problem.line <= lines or problem.file != f"data/{name}"
        assert problem.message
        assert "is niet geldig (" not in problem.message, f"zonder Nederlandse tekst: {problem}"
        assert "\n" not in problem.message
    return bool(problems)
