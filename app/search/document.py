"""What of a record can be searched, and how much it weighs to be found there."""

from collections.abc import Iterable, Iterator, Mapping

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.search.analysis.analyser import index_tokens
from app.search.engine import Document

#: Weight of a token by the field it stands in; the title is worth six words of running text.
FIELD_WEIGHTS: Mapping[str, float] = {
    "title": 6.0,
    "aliases": 5.0,
    "summary": 2.5,
    "description": 1.0,
    "steps": 0.7,
    "type": 2.0,
    "topics": 3.0,
    "topicWords": 1.5,
    "form": 1.5,
    "providers": 3.0,
    "sectors": 1.5,
    "targetGroups": 1.0,
    "english": 1.0,
}

_LABELLED = {
    "topics": ("topics", "topics"),
    "form": ("form", "forms"),
    "providers": ("providers", "providers"),
    "sectors": ("sectors", "sectors"),
    "targetGroups": ("target_groups", "target-groups"),
}


def documents(corpus: Corpus) -> Iterator[Document]:
    """The corpus as documents of tokens."""
    for record in corpus.interventions:
        yield document(record, corpus)


def document(record: Intervention, corpus: Corpus) -> Document:
    """One record as a document of tokens."""
    fields = {name: index_tokens(" \n ".join(texts)) for name, texts in _texts(record, corpus)}
    return Document(record.id, {name: tokens for name, tokens in fields.items() if tokens})


def _texts(record: Intervention, corpus: Corpus) -> Iterator[tuple[str, Iterable[str]]]:
    yield "title", [record.title]
    yield "aliases", record.aliases
    yield "summary", [record.summary]
    yield "description", [record.description]
    yield "steps", [f"{step.title}. {step.text or ''}" for step in record.steps]
    if record.type:
        yield "type", [corpus.by_id[record.type].title]
    for name, (field, vocabulary) in _LABELLED.items():
        value = getattr(record, field)
        terms = corpus.vocabulary(vocabulary).by_id
        yield name, [terms[item].label.nl for item in ((value,) if isinstance(value, str) else value)]
    topics = corpus.vocabulary("topics").by_id
    yield "topicWords", [word for topic in record.topics for word in topics[topic].synonyms]
    yield "english", [record.en.title or "", record.en.summary]
