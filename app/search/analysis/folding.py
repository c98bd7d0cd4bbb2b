"""From text to plain words: one form for every way of writing the same letters."""

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['\u2019\u2018`\u00b4]")
#: A run of letters and digits; hyphens and ampersands stay inside a word and are resolved afterwards.
_WORD = re.compile(r"[^\W_]+(?:[-&.][^\W_]+)*")
_INSIDE = re.compile(r"[-&.]")
_ABBREVIATION = re.compile(r"^(?:[a-z]{1,2}[&.]){1,4}[a-z]{1,2}$")
_PLURAL_OF_ABBREVIATION = re.compile(r"\b([A-Z&]{2,6})'?s\b")
#: The plural of a word that ends in a vowel: `risico's`, `foto's`, `baby's`. No stemmer brings those back.
_PLURAL_OF_VOWEL = re.compile(r"(?<=[^\W\d_][aiouy])'s\b", re.IGNORECASE)
MAX_WORD_LENGTH = 64


def fold(text: str) -> str:
    """Lower case without diacritics: `Financi\u00eble` becomes `financiele`, `\ufb01t` becomes `fit`."""
    if text.isascii():
        return text.lower()
    # Twice, because plain letters can come out of fancy ones (a script capital A is an A) and the other way round.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


# A new build holds mostly the texts of the old one: opening it finds them here. Opening takes two thirds of this.
@lru_cache(maxsize=40_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, folded.

    A plural with an apostrophe is the word itself (`risico's` is `risico`), other apostrophes vanish,
    abbreviations lose their points and ampersands (`RI&E` is `rie`, `MTO's` is `mto`), and hyphenated words
    come apart (`werk-prive` is `werk`, `prive`); how `burn-out` and `burnout` meet is the business of
    `compounds`. Longer words are cut at 64 letters.
    """
    text = _APOSTROPHES.sub("'", text)
    text = _PLURAL_OF_ABBREVIATION.sub(r"\1", text)
    text = _PLURAL_OF_VOWEL.sub("", text).replace("'", "")
    found: list[str] = []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        if _ABBREVIATION.match(word):
            found.append(word.replace("&", "").replace(".", ""))
        else:
            found.extend(part[:MAX_WORD_LENGTH] for part in _INSIDE.split(word))
    return tuple(found)
