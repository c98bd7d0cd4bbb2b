"""The Dutch texts of the corpus that are ours, each with its place in the file."""

from collections.abc import Iterator

from app.corpus.located import Located
from app.domain.corpus import SourceDocument
from app.domain.intervention import Intervention
from app.domain.vocabulary import Vocabulary

Place = tuple[str | int, ...]
Text = tuple[Place, str]


def prose(record: Intervention) -> Iterator[Text]:
    """Everything a record says in sentences of ours."""
    yield ("summary",), record.summary
    yield ("description",), record.description
    for position, step in enumerate(record.steps):
        if step.text:
            yield ("steps", position, "text"), step.text
    for position, caution in enumerate(record.cautions):
        yield ("cautions", position, "reason"), caution.reason
    if record.status.note:
        yield ("status", "note"), record.status.note


def all_dutch(record: Intervention) -> Iterator[Text]:
    """The sentences, and the shorter texts beside them."""
    yield ("title",), record.title
    yield from prose(record)
    for position, step in enumerate(record.steps):
        yield ("steps", position, "title"), step.title
    if record.cost.basis:
        yield ("cost", "basis"), record.cost.basis


def names(record: Intervention) -> Iterator[str]:
    """What the record and its parts are called: a name may be as long as it is."""
    yield record.title
    yield from record.aliases


def vocabulary_texts(vocabulary: Vocabulary) -> Iterator[Text]:
    """Labels and definitions; the labels of providers are names of organisations, so not those."""
    yield ("label", "nl"), vocabulary.label.nl
    yield ("definition", "nl"), vocabulary.definition.nl
    for position, term in enumerate(vocabulary.terms):
        if vocabulary.name != "providers":
            yield ("terms", position, "label", "nl"), term.label.nl
            yield ("terms", position, "definition", "nl"), term.definition.nl


def every_text(
    records: list[Located[Intervention]],
    vocabularies: list[Located[Vocabulary]],
    sources: list[Located[SourceDocument]],
) -> Iterator[tuple[Located[Intervention] | Located[Vocabulary] | Located[SourceDocument], Place, str]]:
    """All Dutch text in the curated files."""
    for record in records:
        for place, text in all_dutch(record.value):
            yield record, place, text
    for vocabulary in vocabularies:
        for place, text in vocabulary_texts(vocabulary.value):
            yield vocabulary, place, text
    for source in sources:
        yield source, ("description", "nl"), source.value.description.nl
