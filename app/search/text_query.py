"""The small query grammar: words, "phrases in quotes", and -words to leave out. Nothing else has meaning."""

import re
from dataclasses import dataclass

_PART = re.compile(
    r"""
    # A hyphen after `en` hangs on the word before it: risico-inventarisatie en -evaluatie.
    (?P<minus>(?:(?<=\s)(?<!\ben\s)(?<!\bof\s)(?<!&\s)|^)-)?
    (?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))
    """,
    re.VERBOSE,
)
#: Nobody types more, and reading it takes time; the interfaces take 200.
MAX_LENGTH = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")


@dataclass(frozen=True)
class TextQuery:
    """The parts of what a user typed, as typed."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """Everything that is asked for, as running text."""
        return " ".join((*self.words, *self.phrases))


def parse(text: str) -> TextQuery:
    """Read a query. Any text is a query: control characters are spaces, an open quote runs to the end.

    What comes after `MAX_LENGTH` characters is not read.
    """
    words, phrases, excluded = [], [], []
    for part in _PART.finditer(_CONTROL.sub(" ", text[:MAX_LENGTH]).translate({0x201C: '"', 0x201D: '"', 0x201E: '"'})):
        value = (part["phrase"] if part["phrase"] is not None else part["word"]).strip()
        if not value:
            continue
        if part["minus"]:
            excluded.append(value)
        elif part["phrase"] is not None:
            phrases.append(value)
        else:
            words.append(value)
    return TextQuery(tuple(words), tuple(phrases), tuple(excluded))
