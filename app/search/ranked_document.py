"""What ranking needs of a record beside the engine's scores, prepared once a build."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.intervention import Intervention
from app.search.analysis.analyser import index_tokens, name_words
from app.search.analysis.folding import words
from app.search.understanding import atoms_of

#: Atoms with their number of occurrence.
Name = frozenset[tuple[str, int]]


@dataclass(frozen=True)
class RankedDocument:
    """A record with its names, as atoms and word for word, and the tokens of its texts in their order."""

    record: Intervention
    names: frozenset[Name]
    name_atoms: Name
    spelled: frozenset[tuple[str, ...]]
    sequences: tuple[tuple[str, ...], ...]


def name_of(text: str) -> Name:
    """A name as its atoms, each counted: `van werk naar werk` is not `werk`."""
    counted: Counter[str] = Counter()
    name = set()
    for atom in atoms_of(name_words(text)):
        counted[atom.text] += 1
        name.add((atom.text, counted[atom.text]))
    return frozenset(name)


def ranked_document(record: Intervention, texts: Iterable[str]) -> RankedDocument:
    """Prepare a record for ranking; a phrase has to stand within one of its texts."""
    names = (record.title, *record.aliases, record.en.title or "")
    by_atoms = frozenset(name_of(name) for name in names)
    return RankedDocument(
        record=record,
        names=by_atoms,
        name_atoms=frozenset().union(*by_atoms),
        spelled=frozenset(words(name) for name in names),
        sequences=tuple(tuple(index_tokens(text)) for text in texts),
    )


def holds(document: RankedDocument, phrase: tuple[str, ...]) -> bool:
    """Whether one of the record's texts has these tokens one after another."""
    size = len(phrase)
    return any(
        sequence[start : start + size] == phrase
        for sequence in document.sequences
        for start in range(len(sequence) - size + 1)
    )
