"""Records beside a record: what the editors linked first, then the type and its examples, then what is alike."""

from collections import Counter

import pytest

from app.catalogue.catalogue import Catalogue
from app.catalogue.related import related
from app.domain.corpus import Corpus
from app.errors import NotFound


def test_linked_records_come_first_then_the_type_then_what_is_alike(small_corpus: Corpus) -> None:
    found = related(small_corpus, small_corpus.by_id["tilmeter"], 10)
    assert [(item.record.id, item.relation) for item in found][:2] == [
        ("werkdruk-in-zicht", "linked"),
        ("risicoscan", "type"),
    ]
    assert {item.relation for item in found[2:]} <= {"alike"}


def test_a_type_shows_its_examples_and_an_example_its_type(small_corpus: Corpus) -> None:
    of_type = related(small_corpus, small_corpus.by_id["leerbudget"], 3)
    assert ("scholingsbon-metaal", "example", "Een voorbeeld van deze soort") in [
        (item.record.id, item.relation, item.reason) for item in of_type
    ]
    of_example = related(small_corpus, small_corpus.by_id["scholingsbon-metaal"], 3)
    assert (of_example[0].record.id, of_example[0].relation) == ("leerbudget", "type")


def test_a_record_is_never_beside_itself_nor_twice(corpus: Corpus) -> None:
    for record in corpus.interventions:
        ids = [item.record.id for item in related(corpus, record, 12)]
        assert record.id not in ids
        assert len(ids) == len(set(ids)) <= 12


def test_nearly_every_record_has_company(corpus: Corpus) -> None:
    """Only a topic of its own leaves a record alone."""
    topics = Counter(record.topics[0] for record in corpus.interventions)
    alone = [record for record in corpus.interventions if not related(corpus, record, 4)]
    assert [record.id for record in alone if topics[record.topics[0]] > 1] == []
    assert len(alone) <= len(corpus.interventions) / 50


def test_the_reason_is_true(corpus: Corpus) -> None:
    labels = {term.label.nl: term.id for term in corpus.vocabulary("topics").terms}
    for record in corpus.interventions[::3]:
        for item in related(corpus, record, 10):
            if item.relation == "linked":
                assert item.record.id in record.related
            elif item.relation == "example":
                assert item.record.type == record.id
            elif item.relation == "type":
                assert record.type == item.record.id
            elif item.reason.startswith("Gaat ook over: "):
                topic = labels[item.reason.removeprefix("Gaat ook over: ")]
                assert topic in record.topics
                assert topic in item.record.topics
            elif item.reason.startswith("Ook een voorbeeld van: "):
                assert item.record.type == record.type is not None
            else:
                assert set(record.providers) & set(item.record.providers), (record.id, item.record.id, item.reason)


def test_the_same_question_has_the_same_answer(corpus: Corpus) -> None:
    record = corpus.by_id["tilthermometer"]
    assert related(corpus, record, 10) == related(corpus, record, 10)
    assert related(corpus, record, 3) == related(corpus, record, 10)[:3]


def test_the_closest_of_the_alike_share_a_topic(corpus: Corpus) -> None:
    record = corpus.by_id["tilthermometer"]
    alike = [item.record for item in related(corpus, record, 20) if item.relation == "alike"]
    assert len(alike) >= 3
    assert all(set(other.topics) & set(record.topics) for other in alike[:3])


def test_beside_an_unknown_record_is_nothing(small_catalogue: Catalogue) -> None:
    with pytest.raises(NotFound):
        small_catalogue.related("bestaat-niet", 5)
