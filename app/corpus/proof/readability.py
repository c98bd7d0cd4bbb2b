"""How hard a text reads: sentence length, and LIX.

LIX = words per sentence + percentage of words of more than six letters (C.-H. Bjoernsson, 1968). It needs no
syllable counting, so it gives the same figure everywhere. Dutch writes compounds as one word ("inzetbaarheid")
and our records carry long names, so the figures lie higher than for fiction: the limits come from this corpus.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.corpus.located import Located
from app.domain.intervention import Intervention
from app.errors import CorpusProblem

#: B1 asks for short sentences; twenty words is what the curators' guide gives, two are for a name.
MAX_SENTENCE = 22
#: No record above this; see docs/corpus-proof.md for the distribution it was chosen from.
MAX_LIX = 55.0
_LONG = 7

_SENTENCE_END = re.compile(r"(?<=[.!?])['’\")]*\s+(?=[\"'‘(]*[A-Z0-9À-Þ])")
_WORD = re.compile(r"[^\W_]+(?:['’&.-][^\W_]+)*")


@dataclass(frozen=True)
class Reading:
    """The measures of one text."""

    words: int
    sentences: int
    long_words: int
    longest_sentence: int

    @property
    def lix(self) -> float:
        """Below 30 very easy, 40 plain, 50 a newspaper, above 60 hard."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else 0.0


def sentences(text: str) -> list[str]:
    """The sentences of a text; an abbreviation with a small letter after it ends none."""
    return [sentence for sentence in _SENTENCE_END.split(" ".join(text.split())) if _WORD.search(sentence)]


def naming(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the names, the longest first."""
    choices = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)" if choices else r"(?!)")


def measure(text: str, names: re.Pattern[str]) -> Reading:
    """Measure a text. A name counts as one short word: the writer cannot make it simpler."""
    text = names.sub("Naam", text)
    lengths = [len(_WORD.findall(sentence)) for sentence in sentences(text)]
    found = _WORD.findall(text)
    long_words = sum(len(word) >= _LONG for word in found)
    return Reading(len(found), max(1, len(lengths)), long_words, max(lengths, default=0))


def check_readability(records: Sequence[Located[Intervention]], names: re.Pattern[str]) -> Iterator[CorpusProblem]:
    """Sentences that are too long, and descriptions that read too hard as a whole."""
    for record in records:
        found = measure(record.value.description, names)
        if found.longest_sentence > MAX_SENTENCE:
            message = f"een zin telt {found.longest_sentence} woorden; ten hoogste {MAX_SENTENCE}"
            yield record.problem(message, "description")
        if found.lix > MAX_LIX:
            message = f"leest te moeilijk: LIX {found.lix:.0f}, ten hoogste {MAX_LIX:.0f}"
            yield record.problem(message + "; maak zinnen korter of kies kortere woorden", "description")
