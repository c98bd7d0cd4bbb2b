"""Marks what a query found in a text: everything is HTML-escaped but for `<mark>`."""

import re
from collections.abc import Collection
from html import escape

from app.search.analysis.analyser import index_tokens

_WORD = re.compile(r"[^\W_]+(?:[-&.'\u2019][^\W_]+)*")


def highlight(text: str, tokens: Collection[str]) -> str | None:
    """The text as HTML with every word that gives one of the tokens marked; None when no word does."""
    pieces: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if any(token in tokens for token in index_tokens(match.group())):
            pieces += (escape(text[end : match.start()]), f"<mark>{escape(match.group())}</mark>")
            end = match.end()
    if not pieces:
        return None
    pieces.append(escape(text[end:]))
    return "".join(pieces)
