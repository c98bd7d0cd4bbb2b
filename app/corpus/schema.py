"""JSON Schemas for editors, made from the models and the vocabulary so that they never lag behind."""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.alias_generators import to_camel

from app.corpus.reader import read_corpus
from app.domain.corpus import Corpus, SourceDocument
from app.domain.intervention import Intervention
from app.domain.vocabulary import VOCABULARY_OF_FIELD, Vocabulary

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write_schemas(data_dir: Path) -> list[Path]:
    """Write the schemas beside the YAML files; returns their paths."""
    paths = []
    for name, schema in editor_schemas(read_corpus(data_dir)).items():
        path = data_dir / name
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        paths.append(path)
    return paths


def editor_schemas(corpus: Corpus) -> dict[str, dict[str, Any]]:
    """Schema by file name: records (with the vocabulary's ids as choices), vocabularies, sources."""
    records = TypeAdapter(list[Intervention]).json_schema(by_alias=True)
    _offer_terms(records["$defs"], corpus)
    vocabularies = TypeAdapter(Vocabulary).json_schema(by_alias=True)
    vocabularies["properties"].pop("name")
    vocabularies["required"].remove("name")
    definitions = vocabularies.pop("$defs")
    all_vocabularies = {"anyOf": [vocabularies, {"type": "object", "additionalProperties": vocabularies}]}
    sources = TypeAdapter(list[SourceDocument]).json_schema(by_alias=True)
    return {
        "interventions.schema.json": {"$schema": _DIALECT, **records},
        "vocabulary.schema.json": {"$schema": _DIALECT, **all_vocabularies, "$defs": definitions},
        "sources.schema.json": {"$schema": _DIALECT, **sources},
    }


def _offer_terms(definitions: dict[str, Any], corpus: Corpus) -> None:
    """Put the ids of a field's vocabulary where the schema only says "an identifier"."""
    for field, name in VOCABULARY_OF_FIELD.items():
        if field == "kind":
            continue
        ids = [term.id for term in corpus.vocabulary(name).terms]
        head, _, tail = field.partition(".")
        owner = {"evidence": "Evidence", "status": "Status", "cautions": "Caution"}.get(head, "Intervention")
        alias = to_camel(tail or head)
        prop = definitions[owner]["properties"][alias]
        prop.get("items", prop).update({"enum": ids})
