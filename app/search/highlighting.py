"""Marks what a query found in a text: everything is HTML-escaped but for `<mark>`."""

import re
from collections.abc import Set as AbstractSet
from html import escape

from app.search.analysis.analyser import content_words

_WORD = re.compile(r"[^\W_]+(?:[-&.'\u2019][^\W_]+)*")


def highlight(text: str, tokens: AbstractSet[str]) -> str | None:
    """The text as HTML with every word marked that is, holds or means what was found; None when no word does.

    A compound is marked whole when a part of it was found: `gesprek` marks `gesprekshandleiding`.
    """
    pieces: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if any(item.stem in tokens or not tokens.isdisjoint(item.parts) for item in content_words(match.group())):
            pieces += (escape(text[end : match.start()]), f"<mark>{escape(match.group())}</mark>")
            end = match.end()
    if not pieces:
        return None
    pieces.append(escape(text[end:]))
    return "".join(pieces)
