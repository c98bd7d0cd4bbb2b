"""data/asked.yaml: what people ask, by record and topic; refused when it names nothing, and complete for our corpus."""

from pathlib import Path

import pytest

from app.corpus.lexicon import ASKED_FILE, read_lexicon
from app.domain.corpus import Corpus
from app.errors import InvalidCorpus
from tests.corpora import REAL_DATA


def read(tmp_path: Path, text: str, corpus: Corpus) -> dict[str, tuple[str, ...]]:
    (tmp_path / ASKED_FILE).write_text(text, encoding="utf-8")
    return dict(read_lexicon(tmp_path, corpus).asked.records)


def test_phrases_are_read_by_record(tmp_path: Path, corpus: Corpus) -> None:
    assert read(tmp_path, "records:\n  tilthermometer: [hoe zwaar tillen wij]\n", corpus) == {
        "tilthermometer": ("hoe zwaar tillen wij",)
    }


def test_without_the_file_there_are_none(tmp_path: Path, corpus: Corpus) -> None:
    assert read_lexicon(tmp_path, corpus).asked.records == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("records:\n  tilthermometer: [x]\n  bestaat-niet: [y]\n", "asked.yaml:3: records.bestaat-niet: er is geen"),
        ("topics:\n  bestaat-niet: [y]\n", "asked.yaml:2: topics.bestaat-niet: 'bestaat-niet' staat niet"),
        ("records: [x]\n", "asked.yaml:1: records: "),
        ("records:\n  tilthermometer: x\n", "asked.yaml:2: records.tilthermometer: "),
        ("vragen: {}\n", "asked.yaml:1: vragen: "),
        ("records: [\n", "asked.yaml:"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, corpus: Corpus, text: str, said: str) -> None:
    with pytest.raises(InvalidCorpus) as caught:
        read(tmp_path, text, corpus)
    assert said in "\n".join(str(problem) for problem in caught.value.problems)


def test_every_record_and_topic_of_ours_has_phrases(corpus: Corpus) -> None:
    """A record without them is found by its own words only: write six to eight (docs/corpus.md)."""
    asked = read_lexicon(REAL_DATA, corpus).asked
    topics = corpus.vocabulary("topics").by_id
    assert [record.id for record in corpus.interventions if len(asked.records.get(record.id, ())) < 6] == []
    assert [topic for topic in topics if len(asked.topics.get(topic, ())) < 30] == []


def test_phrases_of_ours_are_short_and_said_once(corpus: Corpus) -> None:
    asked = read_lexicon(REAL_DATA, corpus).asked
    for phrases in (*asked.records.values(), *asked.topics.values()):
        assert [phrase for phrase in phrases if len(phrase) > 80 or phrase != phrase.casefold()] == []
        assert len(set(phrases)) == len(phrases)
