"""What of a record can be searched, and how much it weighs to be found there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.search.analysis.analyser import index_tokens, name_words, part_tokens
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
    "form": 1.5,
    "providers": 3.0,
    "sectors": 1.5,
    "targetGroups": 1.0,
    "english": 1.0,
    # Its points come from `likelihood`; here it only says that a word of the question is answered.
    "asked": 0.05,
}
Asked = Mapping[str, Sequence[str]]
#: The parts of a compound weigh half of the compound.
_PARTS_SHARE = 0.5
ALL_WEIGHTS = {
    **FIELD_WEIGHTS,
    **{f"{name}Parts": weight * _PARTS_SHARE for name, weight in FIELD_WEIGHTS.items()},
}

#: Fields that can be found by words that say nothing elsewhere.
_NAMES = frozenset({"title", "aliases"})
_LABELLED = {
    "topics": ("topics", "topics"),
    "form": ("form", "forms"),
    "providers": ("providers", "providers"),
    "sectors": ("sectors", "sectors"),
    "targetGroups": ("target_groups", "target-groups"),
}


def documents(corpus: Corpus, asked: Asked) -> Iterator[Document]:
    """The corpus as documents of tokens; `asked` are the phrases that records answer, by id."""
    for record in corpus.interventions:
        yield _document(record, corpus, asked)


def _document(record: Intervention, corpus: Corpus, asked: Asked) -> Document:
    fields = {}
    for name, texts in searched_texts(record, corpus, asked):
        text = " \n ".join(texts)
        fields[name] = [item.stem for item in name_words(text)] if name in _NAMES else index_tokens(text)
        fields[f"{name}Parts"] = part_tokens(text)
    return Document(record.id, {name: tokens for name, tokens in fields.items() if tokens})


def searched_texts(record: Intervention, corpus: Corpus, asked: Asked) -> Iterator[tuple[str, Iterable[str]]]:
    """Every text by which a record is found, by field: its own, and what people ask when it is the answer."""
    yield from texts_of(record, corpus)
    yield "asked", asked.get(record.id, ())


def texts_of(record: Intervention, corpus: Corpus) -> Iterator[tuple[str, Iterable[str]]]:
    """The searchable texts of a record by field."""
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
    yield "english", [record.en.title or "", record.en.summary]
