from collections.abc import Sequence

import pytest

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.vocabulary import VOCABULARY_OF_FIELD, Definition, Label, Term, Vocabulary

DEFINITION = Definition(nl="Een omschrijving.", en="A description.")


def term(term_id: str, broader: str | None = None, aliases: Sequence[str] = ()) -> Term:
    label = Label(nl=term_id.title(), en=term_id.title())
    return Term(id=term_id, label=label, definition=DEFINITION, broader=broader, aliases=tuple(aliases))


def vocabulary(*terms: Term) -> Vocabulary:
    return Vocabulary(name="dieren", label=Label(nl="Dieren", en="Animals"), definition=DEFINITION, terms=terms)


ANIMALS = vocabulary(
    term("dier", aliases=["animal"]), term("zoogdier", "dier"), term("hond", "zoogdier", ["dog"]), term("vis", "dier")
)


@pytest.mark.parametrize(("typed", "meant"), [("hond", "hond"), ("dog", "hond"), ("animal", "dier"), ("Hond", None)])
def test_ids_and_aliases_stand_for_a_term(typed: str, meant: str | None) -> None:
    assert ANIMALS.resolve(typed) == meant


def test_an_id_wins_from_an_alias_of_another_term() -> None:
    both = vocabulary(term("kat", aliases=["vis"]), term("vis"))
    assert both.resolve("vis") == "vis"


def test_ancestors_come_nearest_first() -> None:
    assert list(ANIMALS.ancestors("hond")) == ["zoogdier", "dier"]
    assert list(ANIMALS.ancestors("dier")) == []
    assert list(ANIMALS.ancestors("steen")) == []


def test_a_term_with_its_wider_and_narrower_ones() -> None:
    assert ANIMALS.with_ancestors(("hond", "vis")) == {"hond", "zoogdier", "dier", "vis"}
    assert ANIMALS.with_ancestors(()) == frozenset()
    assert ANIMALS.narrower("zoogdier") == {"zoogdier", "hond"}
    assert ANIMALS.narrower("steen") == frozenset()


@pytest.mark.parametrize("terms", [[term("aa", "aa")], [term("aa", "bb"), term("bb", "cc"), term("cc", "aa")]])
def test_a_circle_of_wider_terms_ends(terms: list[Term]) -> None:
    assert set(vocabulary(*terms).ancestors("aa")) == {item.id for item in terms} - {"aa"}


def test_every_coded_field_of_a_record_has_a_vocabulary(corpus: Corpus) -> None:
    for field, name in VOCABULARY_OF_FIELD.items():
        assert field.split(".")[0] in Intervention.model_fields
        assert corpus.vocabulary(name).terms


def test_every_term_says_what_it_means_in_two_languages(corpus: Corpus) -> None:
    for item in corpus.vocabularies:
        for entry in item.terms:
            assert entry.definition.nl != entry.definition.en, f"{item.name}: {entry.id}"
