"""Plain engines on the same records, as someone would set them up in an afternoon: no language data of ours."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import mkdtemp

import tantivy
from whoosh.analysis import LanguageAnalyzer, StandardAnalyzer
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import MultifieldParser, OrGroup

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention

Search = Callable[[str], list[str]]
DEPTH = 20
_WORD = re.compile(r"\w+")


def _title(record: Intervention) -> str:
    return " ".join((record.title, *record.aliases))


def _body(corpus: Corpus, record: Intervention) -> str:
    def labels(vocabulary: str, ids: tuple[str, ...]) -> Iterator[str]:
        return (corpus.vocabulary(vocabulary).by_id[item].label.nl for item in ids)

    return " ".join(
        (
            record.summary,
            record.description,
            record.en.summary,
            *labels("topics", record.topics),
            *labels("providers", record.providers),
            *labels("sectors", record.sectors),
            *(step.title for step in record.steps),
        )
    )


def _whoosh(corpus: Corpus, analyser: object) -> Search:
    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=analyser, field_boost=3.0), body=TEXT(analyzer=analyser))
    index = RamStorage().create_index(schema)
    writer = index.writer()
    for record in corpus.interventions:
        writer.add_document(id=record.id, title=_title(record), body=_body(corpus, record))
    writer.commit()
    searcher = index.searcher()
    parser = MultifieldParser(["title", "body"], schema, group=OrGroup)

    def search(text: str) -> list[str]:
        query = parser.parse(" ".join(_WORD.findall(text)))
        return [hit["id"] for hit in searcher.search(query, limit=DEPTH)]

    return search


def _fts5(corpus: Corpus, tokenizer: str) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE records USING fts5(id UNINDEXED, title, body, tokenize='{tokenizer}')")
    rows = [(record.id, _title(record), _body(corpus, record)) for record in corpus.interventions]
    database.executemany("INSERT INTO records VALUES (?, ?, ?)", rows)

    def search(text: str) -> list[str]:
        words = [f'"{word}"' for word in _WORD.findall(text) if tokenizer != "trigram" or len(word) > 2]
        if not words:
            return []
        statement = "SELECT id FROM records WHERE records MATCH ? ORDER BY bm25(records, 0, 3.0, 1.0) LIMIT ?"
        return [row[0] for row in database.execute(statement, (" OR ".join(words), DEPTH))]

    return search


def _tantivy(corpus: Corpus) -> Search:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", tokenizer_name="dutch")
    builder.add_text_field("body", tokenizer_name="dutch")
    folder = Path(mkdtemp())
    index = tantivy.Index(builder.build(), path=str(folder))
    analyser = (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stopword("dutch"))
        .filter(tantivy.Filter.stemmer("dutch"))
        .build()
    )
    index.register_tokenizer("dutch", analyser)
    writer = index.writer(num_threads=1)
    for record in corpus.interventions:
        writer.add_document(tantivy.Document(id=record.id, title=_title(record), body=_body(corpus, record)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[str]:
        words = " ".join(word.lower() for word in _WORD.findall(text))
        if not words:
            return []
        query = index.parse_query(words, ["title", "body"], field_boosts={"title": 3.0})
        return [searcher.doc(address)["id"][0] for _, address in searcher.search(query, DEPTH).hits]

    return search


BASELINES: Mapping[str, Callable[[Corpus], Search]] = {
    "whoosh, default analyser": lambda corpus: _whoosh(corpus, StandardAnalyzer()),
    "whoosh, Dutch analyser": lambda corpus: _whoosh(corpus, LanguageAnalyzer("nl")),
    "sqlite fts5, unicode61": lambda corpus: _fts5(corpus, "unicode61 remove_diacritics 2"),
    "sqlite fts5, trigram": lambda corpus: _fts5(corpus, "trigram"),
    "tantivy, Dutch stemmer": _tantivy,
}
