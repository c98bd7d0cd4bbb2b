"""The copying check: our sentences are ours."""

from collections.abc import Iterable, Iterator, Sequence

from app.corpus.located import Located
from app.corpus.proof.kept import Kept
from app.corpus.proof.texts import names, prose
from app.corpus.proof.words import RUN, hashed, runs, words
from app.domain.intervention import Intervention
from app.domain.vocabulary import Vocabulary
from app.errors import CorpusProblem


def check_copying(
    records: Sequence[Located[Intervention]], vocabularies: Iterable[Located[Vocabulary]], kept: Kept
) -> Iterator[CorpusProblem]:
    """Every run of eight words that stands in a source, in any sentence of a record.

    A run that lies wholly within a name (of a record, a provider, a part of a source) is nobody's sentence.
    """
    free = set(_named_runs(records, vocabularies))
    for record in records:
        for place, text in prose(record.value):
            ours = list(runs(words(text)))
            copied = [run for run in ours if run not in free and hashed(run) in kept.hashes]
            if copied:
                yield record.problem(f"staat zo in een bron: '{' '.join(copied[0])}'; zeg het anders", *place)


def count_runs(records: Iterable[Located[Intervention]]) -> int:
    """How many runs of eight words the records have, all of them compared."""
    return sum(len(list(runs(words(text)))) for record in records for _, text in prose(record.value))


def _named_runs(
    records: Iterable[Located[Intervention]], vocabularies: Iterable[Located[Vocabulary]]
) -> Iterator[tuple[str, ...]]:
    named = [name for record in records for name in names(record.value)]
    named += [source.row for record in records for source in record.value.sources if source.row]
    for vocabulary in vocabularies:
        named += [term.label.nl for term in vocabulary.value.terms]
    for name in named:
        if len(name.split()) >= RUN:
            yield from runs(words(name))
