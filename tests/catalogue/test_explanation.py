"""Why a record was found: reasons that add up to its score, and that are true of the record."""

import pytest

from app.catalogue.catalogue import Catalogue
from app.catalogue.results import Factor, Found
from app.domain.lexicon import Lexicon
from app.domain.query import Page, SearchQuery
from app.search.analysis.folding import words
from app.search.document import searched_texts


def explained(catalogue: Catalogue, text: str, size: int = 10) -> tuple[Found, ...]:
    return catalogue.search(SearchQuery(text=text, page=Page(1, size), explain=True)).items


QUERIES = [
    "tilthermometer",
    "verzuimaanpak",
    "loopbaan coach",
    "noise at work",
    "chef luistert niet",
    "ongeweste omgangsvorm",
    "training voor leidinggevenden in de zorg",
    "collega zit niet lekker in zijn vel",
    "werkdruk -wegwijzer",
    '"fysieke belasting" bouw',
    "EVC",
]


@pytest.mark.parametrize("text", QUERIES)
def test_reasons_add_up_to_the_score(catalogue: Catalogue, text: str) -> None:
    found = explained(catalogue, text, 50)
    assert found
    for item in found:
        points = [reason.points for reason in item.reasons]
        assert points == sorted(points, reverse=True)
        assert min(points) > 0
        assert sum(points) == pytest.approx(item.score, abs=0.0002 * len(points))


@pytest.mark.parametrize("text", QUERIES)
def test_reasons_are_true_of_the_record(catalogue: Catalogue, lexicon: Lexicon, text: str) -> None:
    for item in explained(catalogue, text):
        searched = searched_texts(item.record, catalogue.corpus, lexicon.asked.records)
        texts = {name: words(" ".join(texts)) for name, texts in searched}
        for reason in item.reasons:
            if reason.factor is Factor.TERM:
                assert reason.facet
                assert reason.value
            elif reason.factor not in (Factor.NAME, Factor.LIKELY):
                assert reason.found, reason
                held = {word for name in reason.fields for word in texts[name]}
                assert all(word in held for word in reason.found), reason
            assert reason.text.endswith(".")


@pytest.mark.parametrize(
    ("text", "factor", "found"),
    [
        ("tilthermometer", Factor.NAME, ()),
        ("leidinggevenden", Factor.WORD, ("leidinggevenden",)),
        ("loopbaan coach", Factor.JOINED, ("loopbaancoaching",)),
        ("noise at work", Factor.TRANSLATION, ("schadelijk", "geluid")),
        ("supervisor", Factor.SYNONYM, ("leidinggevenden",)),
        ("werkplekonderzoek", Factor.PARTS, ("werkplek", "onderzoek")),
    ],
)
def test_each_factor_says_what_it_found(
    catalogue: Catalogue, text: str, factor: Factor, found: tuple[str, ...]
) -> None:
    told = [reason.found for item in explained(catalogue, text) for reason in item.reasons if reason.factor is factor]
    assert found in told


def test_only_who_asks_gets_reasons(catalogue: Catalogue) -> None:
    plain = catalogue.search(SearchQuery(text="werkdruk"))
    assert all(item.reasons == () for item in plain.items)
    asked = catalogue.search(SearchQuery(text="werkdruk", explain=True))
    assert [(item.record.id, item.score) for item in asked.items] == [
        (item.record.id, item.score) for item in plain.items
    ]
    assert all(item.reasons == () for item in catalogue.search(SearchQuery(explain=True)).items)
