import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search.analysis.analyser import index_tokens
from app.search.highlighting import highlight


def marked(text: str, words: str) -> str | None:
    return highlight(text, frozenset(index_tokens(words)))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Minder werkdruk nu", "werkdruk", "Minder <mark>werkdruk</mark> nu"),
        ("Gesprekken voeren", "gesprek", "<mark>Gesprekken</mark> voeren"),
        ("Niets hier", "werkdruk", None),
        ("", "werkdruk", None),
        ("<b>slim</b> & 'snel'", "slim", "&lt;b&gt;<mark>slim</mark>&lt;/b&gt; &amp; &#x27;snel&#x27;"),
        ("<script>alert(1)</script>", "script", "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"),
        ("de RI&E telt", "RI&E", "de <mark>RI&amp;E</mark> telt"),
        ("Financiële hulp", "financiele", "<mark>Financiële</mark> hulp"),
        ("risico’s zien", "risico", "<mark>risico’s</mark> zien"),
    ],
)
def test_what_was_found_is_marked(text: str, words: str, expected: str | None) -> None:
    assert marked(text, words) == expected


@given(st.text(max_size=200), st.text(max_size=50))
def test_nothing_but_marks_is_html(text: str, words: str) -> None:
    found = marked(text, words)
    if found is not None:
        bare = found.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare
        assert ">" not in bare
        assert '"' not in bare
        assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", bare)
        assert found.count("<mark>") == found.count("</mark>") > 0
