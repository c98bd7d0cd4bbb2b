"""The schemas that editors use are what the models say today."""

import json
from pathlib import Path

import pytest

from app.corpus.schema import editor_schemas, write_schemas
from app.corpus.template import record_template
from app.corpus.yaml_tree import read_yaml
from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.vocabulary import VOCABULARY_OF_FIELD
from app.errors import InvalidInput
from tests.corpora import REAL_DATA


def test_the_schema_files_are_what_the_code_generates(corpus: Corpus) -> None:
    for name, schema in editor_schemas(corpus).items():
        stored = json.loads((REAL_DATA / name).read_text(encoding="utf-8"))
        assert stored == schema, f"{name} loopt achter: voer 'interventiebank schemas' uit"


def test_writing_schemas_writes_exactly_those_files(data_dir: Path) -> None:
    paths = write_schemas(data_dir)
    assert sorted(path.name for path in paths) == sorted(path.name for path in REAL_DATA.glob("*.schema.json"))
    assert all(json.loads(path.read_text(encoding="utf-8"))["$schema"] for path in paths)


@pytest.mark.parametrize("name", ["interventions", "vocabulary", "providers", "sources"])
def test_every_curated_file_names_a_schema_that_exists(name: str) -> None:
    first = (REAL_DATA / f"{name}.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert (REAL_DATA / first.partition("$schema=")[2]).exists()


def test_editors_offer_the_terms_of_every_coded_field(small_corpus: Corpus) -> None:
    schema = editor_schemas(small_corpus)["interventions.schema.json"]
    found = json.dumps(schema, ensure_ascii=False)
    for field, name in VOCABULARY_OF_FIELD.items():
        if field != "kind":
            ids = [term.id for term in small_corpus.vocabulary(name).terms]
            assert json.dumps(ids, ensure_ascii=False) in found, f"{field} noemt de termen van {name} niet"


def test_the_template_of_a_new_record_needs_only_its_blanks_filled(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(record_template("mijn-record"), encoding="utf-8")
    tree = read_yaml(path, "new.yaml")
    assert tree.problems == []
    record = Intervention.model_validate(tree.data[0])
    assert record.id == "mijn-record"


def test_the_template_shows_every_field() -> None:
    text = record_template("mijn-record")
    aliases = [field.alias or name for name, field in Intervention.model_fields.items()]
    assert [name for name in aliases if f"{name}:" not in text and name != "extraThemes"] == []


@pytest.mark.parametrize("record_id", ["", "A", "Een Record", "-a", "a--b", "é", "../x"])
def test_a_new_record_needs_a_proper_id(record_id: str) -> None:
    with pytest.raises(InvalidInput):
        record_template(record_id)
