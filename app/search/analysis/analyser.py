"""Language analysis outside any engine: text to tokens. Pure functions of the text; no corpus, no state."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.search.analysis.compounds import is_known, is_name, split
from app.search.analysis.folding import words
from app.search.analysis.stemming import EXCEPTIONS, stem
from app.search.analysis.stop_words import STOP_BEFORE, STOP_WORDS

#: Changes whenever the same text gives other tokens: it is part of a build's identity.
VERSION = "10"
_FIXED_COMPOUNDS = {("burn", "out"): "burnout", ("e", "learning"): "elearning", ("e", "health"): "ehealth"}
#: Words that are one word and two in equal measure.
_JOINED = frozenset("".join(pair) for pair in _FIXED_COMPOUNDS)


@dataclass(frozen=True)
class Word:
    """A word that carries meaning: folded, with its stem and, for a compound, the stems of its parts."""

    text: str
    stem: str
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=40_000)
def content_words(text: str) -> tuple[Word, ...]:
    """The words of a text that carry meaning, in their order."""
    typed = list(joined(words(text)))
    return tuple(
        word(folded)
        for folded, after in zip(typed, [*typed[1:], ""], strict=False)
        if folded not in STOP_WORDS and after not in STOP_BEFORE.get(folded, ())
    )


def name_words(text: str) -> tuple[Word, ...]:
    """The words of a name: those that carry meaning, or all of them where none does (`Hoe is 't?`)."""
    return content_words(text) or tuple(word(folded) for folded in joined(words(text)))


def joined(folded: Iterable[str]) -> Iterator[str]:
    """Words with the few that are written in two (`burn-out`, `e-learning`) made one."""
    waiting = ""
    for current in folded:
        if (waiting, current) in _FIXED_COMPOUNDS:
            yield _FIXED_COMPOUNDS[waiting, current]
            waiting = ""
            continue
        if waiting:
            yield waiting
        waiting = current
    if waiting:
        yield waiting


@lru_cache(maxsize=40_000)
def word(folded: str) -> Word:
    """The analysis of one folded word."""
    if is_name(folded) and not is_known(folded):
        return Word(folded, folded)  # `Spanje` is not `spannen`
    return Word(folded, _stem(folded), tuple(dict.fromkeys(_stem(part) for part in _all_parts(folded))))


def _stem(folded: str) -> str:
    """The stem of a word. The stemmer leaves `ge` out anywhere, but `loopbaanbegeleiding` is no `loopbaanbeleid`."""
    plain, last = stem(folded), split(folded)[-1]
    if last == folded or folded in EXCEPTIONS or folded.startswith(("ge", plain)):
        return plain
    return folded.removesuffix(last) + stem(last)


def _all_parts(folded: str) -> Iterator[str]:
    """The parts of a compound and the parts of those, largest first."""
    if folded in _JOINED:
        return
    parts = split(folded)
    if len(parts) > 1:
        for part in parts:
            yield part
            yield from _all_parts(part)


def index_tokens(text: str) -> list[str]:
    """The stems of a text in their order; stop words leave none."""
    return [item.stem for item in content_words(text)]


def part_tokens(text: str) -> list[str]:
    """The stems of the parts of the compounds in a text."""
    return [part for item in content_words(text) for part in item.parts]
