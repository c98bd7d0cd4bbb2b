"""Words and runs of words, normalised so that layout, case and accents do not matter."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from unicodedata import combining, normalize

RUN = 8
#: Six bytes: with 31,000 runs in the sources and as many of ours, a chance hit is one in 300,000.
HASH_BYTES = 6

_WORD = re.compile(r"[a-z0-9]+")
_ADDRESS = re.compile(r"https?://\S+")


def words(text: str) -> list[str]:
    """The words of a text in lower case without accents or marks; web addresses are no words."""
    folded = normalize("NFKD", _ADDRESS.sub(" ", text).casefold())
    return _WORD.findall("".join(letter for letter in folded if not combining(letter)))


def runs(sequence: Sequence[str], length: int = RUN) -> Iterator[tuple[str, ...]]:
    """Every run of `length` words in a row."""
    for start in range(len(sequence) - length + 1):
        yield tuple(sequence[start : start + length])


def hashed(run: Sequence[str]) -> bytes:
    """What the repository keeps of a run: it tells whether a run is the same, not what it says."""
    return blake2b(" ".join(run).encode(), digest_size=HASH_BYTES).digest()


def squeezed(text: str) -> str:
    """Letters and digits only: how two texts are compared when one comes from a PDF with stray blanks."""
    return "".join(words(text))
