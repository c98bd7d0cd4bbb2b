"""When two records are so much alike that a plan gains nothing from the second."""

import re
from functools import lru_cache

from app.domain.intervention import Intervention

#: Share of title words in common from which titles say the same.
SAME_TITLE = 0.6
#: What a record loses beside one that says the same, and beside one of the same kind from the same maker.
SAME_THING = 0.25
SAME_KIND = 0.02
_WORD = re.compile(r"[^\W\d_]{3,}")
_EMPTY = frozenset("van voor met een het der den aan bij naar over per the and".split())


@lru_cache(maxsize=8192)
def _words(title: str) -> frozenset[str]:
    return frozenset(_WORD.findall(title.casefold())) - _EMPTY


def repetition(record: Intervention, chosen: Intervention) -> float:
    """What a record loses beside a chosen one: much for the same title words, a little for the same in another form.

    The same in another form is: the type of what was chosen, or of the same type and provider.
    """
    first, second = _words(record.title), _words(chosen.title)
    together = len(first | second)
    if together > 1 and len(first & second) / together >= SAME_TITLE:
        return SAME_THING
    if record.id == chosen.type:
        return SAME_KIND
    same_maker = set(record.providers) & set(chosen.providers)
    return SAME_KIND if record.type and record.type == chosen.type and same_maker else 0.0
