"""What every engine must do, in the terms of app.search.engine."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import pytest

from app.errors import BuildDamaged
from app.search.engine import Alternative, Clause, Document, EngineKind, EngineQuery, SearchEngine
from tests.search.engines import ENGINES

WEIGHTS = {"title": 6.0, "text": 1.0}

DOCUMENTS = (
    Document("a", {"title": ["werk", "druk"], "text": ["druk", "op", "werk"]}),
    Document("b", {"title": ["gesprek"], "text": ["werk", "en", "gesprek"]}),
    Document("c", {"text": ["druk"]}),
    Document("d", {"title": ["leeg"]}),
    Document("e", {"text": ["druk"]}),
    Document("é-1", {"title": ["privé", "naïef", "日本"], "text": ["AND", "w*", "a:b", "(x", "^2", "-min", '"']}),
    Document("niets", {}),
)


def asked(*tokens: str, excluded: Sequence[str] = ()) -> EngineQuery:
    return EngineQuery(tuple(Clause((Alternative(token),)) for token in tokens), frozenset(excluded))


class Opened(Protocol):
    def __call__(self, documents: Sequence[Document] = ..., weights: Mapping[str, float] = ...) -> SearchEngine: ...


@pytest.fixture(params=ENGINES, ids=lambda kind: f"{kind.name} {kind.version}")
def kind(request: pytest.FixtureRequest) -> EngineKind:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    path = tmp_path / "index"
    path.mkdir()
    return path


@pytest.fixture
def opened(kind: EngineKind, directory: Path) -> Iterator[Opened]:
    """Makes an index and opens it; closes it at the end."""
    open_now: list[SearchEngine] = []

    def build(documents: Sequence[Document] = DOCUMENTS, weights: Mapping[str, float] = WEIGHTS) -> SearchEngine:
        kind.build(directory, documents, weights)
        open_now.append(kind.open(directory))
        return open_now[-1]

    yield build
    for engine in open_now:
        engine.close()


def found(engine: SearchEngine, query: EngineQuery) -> list[str]:
    return [hit.id for hit in engine.search(query)]


def test_a_token_finds_the_documents_that_hold_it(opened: Opened) -> None:
    engine = opened()
    assert set(found(engine, asked("druk"))) == {"a", "c", "e"}
    assert found(engine, asked("leeg")) == ["d"]
    assert found(engine, asked("bestaat-niet")) == []


def test_tokens_are_found_as_they_are(opened: Opened) -> None:
    """No folding, no stemming, no query language: that is done before."""
    engine = opened()
    for token in ("privé", "naïef", "日本", "AND", "w*", "a:b", "(x", "^2", "-min", '"'):
        assert found(engine, asked(token)) == ["é-1"], token
    for token in ("prive", "Werk", "w", "*", "wer*", "a", "min", "", " "):
        assert found(engine, asked(token)) == [], token


def test_clauses_are_alternatives_and_more_of_them_is_better(opened: Opened) -> None:
    hits = found(opened(), asked("werk", "druk"))
    assert set(hits) == {"a", "b", "c", "e"}
    assert hits[0] == "a"


def test_excluded_tokens_leave_documents_out(opened: Opened) -> None:
    engine = opened()
    assert found(engine, asked("druk", excluded=["werk"])) == ["c", "e"]
    assert found(engine, asked("druk", excluded=["druk"])) == []
    assert set(found(engine, asked("druk", excluded=["bestaat-niet"]))) == {"a", "c", "e"}


def test_only_excluding_gives_everything_else(opened: Opened) -> None:
    assert set(found(opened(), asked(excluded=["druk", "gesprek"]))) == {"d", "é-1", "niets"}


def test_asking_nothing_finds_nothing(opened: Opened) -> None:
    engine = opened()
    assert engine.search(EngineQuery(())) == []
    assert engine.search(EngineQuery((Clause(()),))) == []


def test_equal_scores_come_in_order_of_id_and_scores_fall(opened: Opened) -> None:
    engine = opened()
    hits = engine.search(asked("druk"))
    assert [hit.id for hit in hits if hit.id in "ce"] == ["c", "e"]
    assert hits[-1].score == hits[-2].score
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert all(score > 0 for score in scores)


def test_a_heavier_field_scores_higher(opened: Opened) -> None:
    documents = [
        Document("in-text", {"title": ["x"], "text": ["doel"]}),
        Document("in-title", {"title": ["doel"], "text": ["x"]}),
    ]
    assert found(opened(documents), asked("doel")) == ["in-title", "in-text"]


def test_a_rare_token_scores_higher_than_a_common_one(opened: Opened) -> None:
    words = ["zeldzaam" if number == 7 else "x" for number in range(20)]
    documents = [Document(f"{number:02}", {"text": ["gewoon", word]}) for number, word in enumerate(words)]
    common, rare = opened(documents).search(asked("gewoon", "zeldzaam"))[0].by_clause
    assert rare > common


def test_the_best_alternative_counts_by_its_weight(opened: Opened) -> None:
    engine = opened()
    clause = Clause((Alternative("leeg", 1.0), Alternative("gesprek", 0.1)))
    scores = {hit.id: hit.score for hit in engine.search(EngineQuery((clause,)))}
    alone = {hit.id: hit.score for hit in engine.search(asked("leeg"))}
    assert set(scores) == {"d", "b"}
    assert scores["d"] == pytest.approx(alone["d"])
    assert scores["b"] == pytest.approx(0.1 * engine.search(asked("gesprek"))[0].score)


def test_alternatives_do_not_add_up(opened: Opened) -> None:
    engine = opened([Document("x", {"text": ["een", "twee"]}), Document("y", {"text": ["drie", "vier"]})])
    both = engine.search(EngineQuery((Clause((Alternative("een"), Alternative("twee"))),)))
    assert both[0].score == pytest.approx(engine.search(asked("een"))[0].score)


def test_a_clause_counts_by_its_weight(opened: Opened) -> None:
    engine = opened()
    once = engine.search(EngineQuery((Clause((Alternative("leeg"),)),)))[0].score
    twice = engine.search(EngineQuery((Clause((Alternative("leeg"),), weight=2.0),)))[0].score
    assert twice == pytest.approx(2 * once)


def test_a_score_is_the_sum_of_its_clauses_in_their_order(opened: Opened) -> None:
    query = asked("werk", "bestaat-niet", "druk")
    hits = {hit.id: hit for hit in opened().search(query)}
    for hit in hits.values():
        assert hit.score == pytest.approx(sum(hit.by_clause))
    assert [part > 0 for part in hits["a"].by_clause] == [True, False, True]
    assert [part > 0 for part in hits["b"].by_clause] == [True, False, False]
    assert [part > 0 for part in hits["c"].by_clause] == [False, False, True]


def test_frequencies_count_documents(opened: Opened) -> None:
    frequencies = opened().frequencies()
    assert frequencies["druk"] == 3
    assert frequencies["werk"] == 2
    assert frequencies["日本"] == 1
    assert "bestaat-niet" not in frequencies


def test_an_index_of_nothing_answers_nothing(opened: Opened) -> None:
    engine = opened([])
    assert engine.search(asked("druk")) == []
    assert engine.search(asked(excluded=["druk"])) == []
    assert dict(engine.frequencies()) == {}


def test_long_and_many_tokens(opened: Opened) -> None:
    long = "x" * 64
    texts = [[long, *(f"t{item}" for item in range(number % 7))] for number in range(2000)]
    documents = [Document(f"{number:04}", {"text": text}) for number, text in enumerate(texts)]
    engine = opened(documents)
    hits = engine.search(asked(long, *(f"t{item}" for item in range(24))))
    assert len(hits) == 2000
    assert engine.frequencies()[long] == 2000


def test_the_same_documents_give_the_same_answers(kind: EngineKind, tmp_path: Path) -> None:
    answers = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        kind.build(tmp_path / name, DOCUMENTS, WEIGHTS)
        engine = kind.open(tmp_path / name)
        answers.append(engine.search(asked("werk", "druk", "gesprek")))
        engine.close()
    assert answers[0] == answers[1]


def test_searching_changes_no_file(opened: Opened, directory: Path) -> None:
    engine = opened()
    before = {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()}
    engine.search(asked("werk"))
    engine.frequencies()
    assert {path: path.read_bytes() for path in directory.rglob("*") if path.is_file()} == before


def test_an_open_index_outlives_its_directory(opened: Opened, directory: Path) -> None:
    """A build may be pruned while requests still use it."""
    engine = opened()
    shutil.rmtree(directory)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: tuple(found(engine, asked("druk"))), range(64)))
    assert set(answers) == {("a", "c", "e")}


@pytest.mark.parametrize("damage", ["missing", "empty", "other-files", "half"])
def test_an_index_that_cannot_be_read_is_damaged(kind: EngineKind, directory: Path, damage: str) -> None:
    kind.build(directory, DOCUMENTS, WEIGHTS)
    if damage == "missing":
        shutil.rmtree(directory)
    for path in sorted(directory.glob("*")):
        if damage == "half":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        else:
            path.unlink()
    if damage == "other-files":
        (directory / "iets").write_text("anders", encoding="utf-8")
    with pytest.raises(BuildDamaged):
        kind.open(directory)


def test_many_threads_get_the_answers_of_one(opened: Opened) -> None:
    documents = [
        Document(
            f"{number:03}", {"title": [f"t{number % 11}"], "text": [f"w{item}" for item in range(number % 13 + 1)]}
        )
        for number in range(300)
    ]
    engine = opened(documents)
    queries = [asked(f"w{number % 13}", f"t{number % 11}", excluded=[f"w{number % 5 + 8}"]) for number in range(40)]
    expected = [engine.search(query) for query in queries]
    with ThreadPoolExecutor(8) as pool:
        for answers in pool.map(lambda _: [engine.search(query) for query in queries], range(8)):
            assert answers == expected


def test_closing_waits_for_nobody_and_breaks_nothing_under_way(opened: Opened) -> None:
    engine = opened()
    with ThreadPoolExecutor(4) as pool:
        answers = [pool.submit(found, engine, asked("druk")) for _ in range(200)]
        engine.close()
        engine.close()
        assert {tuple(answer.result(timeout=10)) for answer in answers} == {("a", "c", "e")}
