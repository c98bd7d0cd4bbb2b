"""docs/corpus.md shows a record of the corpus and names every field and caution."""

import re

from app.corpus.reader import INTERVENTIONS
from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from tests.corpora import REAL_DATA, ROOT

DOC = (ROOT / "docs" / "corpus.md").read_text("utf-8")


def test_the_example_is_a_record_as_it_stands_in_the_corpus() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", DOC, re.DOTALL)
    assert example + "\n- id: " in (REAL_DATA / INTERVENTIONS).read_text("utf-8")


def test_every_field_and_caution_is_explained(corpus: Corpus) -> None:
    rules = DOC.partition("## The fields")[2].partition("## The checks")[0] + DOC.partition("## The kinds")[2]
    named = set(re.findall(r"`(\w[\w-]*)`", rules))
    fields = {field.alias or name for name, field in Intervention.model_fields.items()} - {"kind"}
    assert fields - named == set()
    assert set(corpus.vocabulary("cautions").by_id) - named == set()


def test_every_script_it_names_exists() -> None:
    for script in set(re.findall(r"scripts/([a-z-]+)", DOC)):
        assert (ROOT / "scripts" / script).is_file(), script
