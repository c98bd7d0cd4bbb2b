"""A record in other forms than JSON: JSON-LD for machines that read schema.org, Markdown for pasting."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention

JSON_LD = "application/ld+json"
MARKDOWN = "text/markdown"
NOT_STATED = "niet vermeld"

_MARKDOWN_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|!~])")


def json_ld(corpus: Corpus, record: Intervention) -> dict[str, Any]:
    """The record in schema.org terms: a HowTo when it has steps, a CreativeWork otherwise."""
    providers = corpus.vocabulary("providers").by_id
    topics = corpus.vocabulary("topics").by_id
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "HowTo" if record.steps else "CreativeWork",
        "identifier": record.id,
        "name": record.title,
        "alternateName": list(record.aliases),
        "abstract": record.summary,
        "description": record.description,
        "inLanguage": "nl",
        "keywords": [topics[topic].label.nl for topic in record.topics],
        "provider": [{"@type": "Organization", "name": providers[provider].label.nl} for provider in record.providers],
        "sameAs": [link.url for link in record.links],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": f"{_document(corpus, source.document)}, {source.section}"}
            for source in record.sources
        ],
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    if record.steps:
        document["step"] = [
            {
                "@type": "HowToStep",
                "position": number,
                "name": step.title,
                "text": step.text or step.title,
            }
            for number, step in enumerate(record.steps, 1)
        ]
    return {key: value for key, value in document.items() if value}


def markdown(corpus: Corpus, record: Intervention) -> str:
    """The record as a Markdown text with its sources; what the sources do not say is called that."""
    return "\n".join(_lines(corpus, record)) + "\n"


def _lines(corpus: Corpus, record: Intervention) -> Iterator[str]:
    yield f"# {_plain(record.title)}"
    yield from ("", _plain(record.summary), "", _plain(record.description), "")
    for number, step in enumerate(record.steps, 1):
        yield f"{number}. **{_plain(step.title)}**" + (f" {_plain(step.text)}" if step.text else "")
    if record.steps:
        yield ""
    for name, text in _facts(corpus, record):
        yield f"- **{name}**: {_plain(text)}"
    for caution in record.cautions:
        yield f"- **Let op**: {_plain(caution.reason)}"
    yield from ("", "## Bronnen", "")
    for source in record.sources:
        row = f", {source.row}" if source.row else ""
        yield f"- {_plain(f'{_document(corpus, source.document)}, {source.section}{row}')}"
    for link in record.links:
        yield f"- {_plain(link.label)}: <{link.url}>"


def _facts(corpus: Corpus, record: Intervention) -> Iterator[tuple[str, str]]:
    for name, vocabulary, ids in (
        ("Thema", "themes", record.themes),
        ("Onderwerpen", "topics", record.topics),
        ("Categorie", "categories", (record.category,)),
        ("Vorm", "forms", (record.form,)),
        ("Aanbieder", "providers", record.providers),
        ("Sector", "sectors", record.sectors),
        ("Doelgroep", "target-groups", record.target_groups),
        ("Niveau", "levels", record.levels),
        ("Bewijs", "evidence-levels", (record.evidence.level,)),
    ):
        yield name, _labels(corpus, vocabulary, ids)


def _labels(corpus: Corpus, vocabulary: str, ids: Iterable[str]) -> str:
    terms = corpus.vocabulary(vocabulary).by_id
    return ", ".join(terms[term_id].label.nl for term_id in ids) or NOT_STATED


def _document(corpus: Corpus, document_id: str) -> str:
    return next(source.title for source in corpus.sources if source.id == document_id)


def _plain(text: str) -> str:
    return _MARKDOWN_SPECIAL.sub(r"\\\1", text)
