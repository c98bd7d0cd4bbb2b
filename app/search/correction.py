"""Typing errors: an unknown word is read as the word of the index that it most likely was meant to be.

Only words that are neither in the index nor Dutch are corrected, and every correction is said.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

_SHORTEST = 4
#: Words of fewer letters have too many neighbours that are words too.
_LONG = 10
#: Sounds that Dutch writes in two ways, applied to both words before they are compared.
_SOUNDS = (
    (re.compile(r"ij|y"), "ei"),
    (re.compile(r"ou"), "au"),
    (re.compile(r"ch"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c|q"), "k"),
    (re.compile(r"dt?\b|dt"), "t"),
    (re.compile(r"z"), "s"),
    (re.compile(r"v"), "f"),
    (re.compile(r"(.)\1"), r"\1"),
)
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def sound(word: str) -> str:
    """A folded word as it sounds: two words that only differ in how Dutch writes them are equal."""
    for pattern, written in _SOUNDS:
        word = pattern.sub(written, word)
    return word


def allowed_distance(word: str) -> int:
    """How many errors a word of this length may hold."""
    return 0 if len(word) < _SHORTEST else 1 if len(word) < 7 else 2 if len(word) < 13 else 3


class Corrections:
    """The words that can be meant, with how often they occur."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = dict(frequencies)
        self._words = sorted(word for word in frequencies if len(word) >= _SHORTEST)
        self._sounds: dict[str, list[str]] = {}
        for word in self._words:
            self._sounds.setdefault(sound(word), []).append(word)

    @lru_cache(maxsize=4096)  # noqa: B019 - lives as long as the catalogue that owns it
    def nearest(self, word: str) -> tuple[str, ...]:
        """The likeliest words for an unknown one, best first; at most three, none when nothing is near."""
        limit = allowed_distance(word)
        if not limit:
            return ()
        near = extract(word, self._words, scorer=OSA.distance, score_cutoff=limit, limit=12)
        costs = {candidate: float(distance) for candidate, distance, _ in near}
        for candidate in self._sounds.get(sound(word), ()):
            costs[candidate] = min(costs.get(candidate, 9.0), 0.6)
        ranked = sorted(costs, key=lambda candidate: self._order(word, candidate, costs[candidate]))
        if not ranked:
            return ()
        best = self._order(word, ranked[0], costs[ranked[0]])[0]
        return tuple(item for item in ranked if self._order(word, item, costs[item])[0] <= best + 0.25)[:3]

    def sounding_like(self, word: str) -> tuple[str, ...]:
        """The words that sound exactly like a word, the most frequent first."""
        return tuple(sorted(self._sounds.get(sound(word), ()), key=lambda found: -self._frequencies[found]))

    def all_but(self, word: str) -> tuple[str, ...]:
        """The words that a long word is, but for one letter or how it is written; the most likely first.

        For words that could be Dutch but that nobody wrote: `ondernemingsraat` is hardly about honeycombs.
        """
        found = dict.fromkeys(self._sounds.get(sound(word), ()), 0.0)
        if len(word) >= _LONG:
            near = extract(word, self._words, scorer=OSA.distance, score_cutoff=1, limit=12)
            found |= {candidate: float(distance) for candidate, distance, _ in near if candidate not in found}
        return tuple(sorted(found, key=lambda candidate: self._order(word, candidate, found[candidate])))

    def _order(self, word: str, candidate: str, cost: float) -> tuple[float, int, str]:
        if word[0] != candidate[0]:
            cost += 0.4
        if len(word) == len(candidate) and cost >= 1 and _slipped(word, candidate):
            cost -= 0.2
        return (round(cost, 2), -self._frequencies[candidate], candidate)


def _slipped(word: str, candidate: str) -> bool:
    """Whether the words differ in one letter that lies beside the right one on a keyboard."""
    different = [(a, b) for a, b in zip(word, candidate, strict=True) if a != b]
    return len(different) == 1 and any(
        "".join(different[0]) in row or "".join(reversed(different[0])) in row for row in _KEYBOARD
    )
