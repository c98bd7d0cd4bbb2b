"""Prints how good search is on the judged queries, beside plain baselines on the same records in the same run."""

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import yaml

from app.catalogue.build import build_ids, encoder_if, open_build, publish
from app.catalogue.catalogue import Catalogue
from app.domain.query import Page, SearchQuery
from app.errors import InterventiebankError
from app.search import query_plan, scoring, understanding
from app.search.meaning import Encoder
from app.settings import default_data_dir
from tests.relevance.baselines import BASELINES
from tests.relevance.measures import mean, ndcg, recall, reciprocal_rank

QUERIES = Path(__file__).with_name("queries.yaml")
Search = Callable[[str], list[str]]


@dataclass(frozen=True)
class Judged:
    """A query with the grades of the records that answer it."""

    id: str
    kind: str
    text: str
    held_out: bool
    round: int
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Result:
    """What one engine did with one query; the time is in milliseconds."""

    query: Judged
    ranked: list[str]
    took: float


def judged_queries() -> list[Judged]:
    """All judged queries."""
    entries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))
    return [
        Judged(item["id"], item["class"], item["q"], item["held_out"], item["round"], item["relevant"] or {})
        for item in entries
    ]


def run(search: Search, queries: list[Judged]) -> list[Result]:
    """Ask every query once, after a warm-up."""
    search(queries[0].text)
    results = []
    for query in queries:
        started = time.perf_counter()
        ranked = search(query.text)
        results.append(Result(query, ranked, (time.perf_counter() - started) * 1000))
    return results


def catalogue_search(catalogue: Catalogue) -> Search:
    """Search as the API does it."""

    def search(text: str) -> list[str]:
        found = catalogue.search(SearchQuery(text=text, page=Page(1, 20)))
        return [item.record.id for item in found.items]

    return search


def report(name: str, results: list[Result]) -> None:
    """Print a row a class, one for all, and one for the held-out third."""
    print(f"\n{name}\n{'class':20} {'n':>4} {'nDCG@10':>8} {'MRR':>6} {'rec@10':>7} {'zero':>5}")
    answerable = [item for item in results if item.query.grades]
    for kind in dict.fromkeys(item.query.kind for item in results):
        _row(kind, [item for item in results if item.query.kind == kind])
    _row("all answerable", answerable)
    _row("held out", [item for item in answerable if item.query.held_out])
    print(f"{'mean of classes':25} {_mean_of_classes(answerable):8.3f}")
    for number in sorted({item.query.round for item in answerable}):
        members = [item for item in answerable if item.query.round == number]
        _row(f"round {number}", members)
        print(f"{'  mean of its classes':25} {_mean_of_classes(members):8.3f}")
        _row(f"round {number}, held out", [item for item in members if item.query.held_out])
    times = sorted(item.took for item in results)
    print(f"median {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms")


def _mean_of_classes(results: list[Result]) -> float:
    """nDCG@10 with every class weighing the same."""
    by_class: dict[str, list[float]] = {}
    for item in results:
        by_class.setdefault(item.query.kind, []).append(ndcg(item.ranked, item.query.grades))
    return mean([mean(values) for values in by_class.values()])


def _row(name: str, results: list[Result]) -> None:
    values = (
        mean([ndcg(item.ranked, item.query.grades) for item in results]),
        mean([reciprocal_rank(item.ranked, item.query.grades) for item in results]),
        mean([recall(item.ranked, item.query.grades) for item in results]),
        mean([float(not item.ranked) for item in results]),
    )
    print(f"{name:20} {len(results):4} {values[0]:8.3f} {values[1]:6.3f} {values[2]:7.3f} {values[3]:5.2f}")


def _whole_words(best: Callable[..., list[query_plan.Option]]) -> Callable[..., list[query_plan.Option]]:
    return lambda options: best([option for option in options if option.kind != "parts"])


#: What can be taken away, and how: a patch that is in force while a query is answered.
ABLATIONS: Mapping[str, Callable[[], object]] = {
    "likelihood": lambda: patch.object(scoring, "LIKELY", 0.0),
    "unwritten compounds": lambda: patch.object(query_plan.Planner, "_known_parts", lambda _, folded: (folded,)),
    "concepts": lambda: patch.object(scoring, "CONCEPT_WEIGHTS", dict.fromkeys(scoring.CONCEPT_WEIGHTS, 0.0)),
    "coverage": lambda: patch.object(scoring, "COVERAGE_POWER", 0.0),
    "names": lambda: patch.multiple(scoring, SAME_NAME=0.0, EXACT_NAME=0.0, PART_OF_NAME=0.0),
    "rare words": lambda: patch.object(scoring, "TYPED_AND_RARE", 0.0),
    "everyday phrases": lambda: patch.multiple(
        understanding.Understanding, _everyday_in=lambda *_: iter(()), _literal_in=lambda *_: iter(())
    ),
    "compound parts": lambda: patch.object(query_plan, "_best_of_each", _whole_words(query_plan._best_of_each)),
    "joined words": lambda: patch.object(query_plan, "_joins", lambda *_: iter(())),
    "synonyms": lambda: patch.object(query_plan.Planner, "_synonym_options", lambda *_: iter(())),
    "corrections": lambda: patch.object(query_plan.Planner, "_nearest", lambda *_: ()),
}


@contextmanager
def fresh_catalogue(encoder: Encoder | None = None) -> Iterator[Catalogue]:
    """A catalogue built from the checkout's data in a folder of its own."""
    with TemporaryDirectory() as folder:
        builds = Path(folder)
        publish(default_data_dir(), builds, encoder)
        catalogue = open_build(builds / build_ids(builds)[0])
        try:
            yield catalogue
        finally:
            catalogue.close()


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ablate", action="store_true", help="take one mechanism away at a time")
    parser.add_argument("--baselines", action="store_true", help="also run the plain baselines")
    parser.add_argument("--meaning", action="store_true", help="search by meaning too, with the extra 'semantic'")
    parser.add_argument("--misses", type=float, default=0.0, help="list tuning queries with a lower nDCG@10")
    arguments = parser.parse_args()
    queries = judged_queries()
    try:
        encoder = encoder_if(arguments.meaning)
    except InterventiebankError as error:
        parser.exit(1, f"{error}\n")
    with fresh_catalogue(encoder) as catalogue:
        search = catalogue_search(catalogue)
        results = run(search, queries)
        report(f"interventiebank with {encoder.name}" if encoder else "interventiebank", results)
        if arguments.misses:
            _misses(results, arguments.misses)
        if arguments.ablate:
            for name, take_away in ABLATIONS.items():
                with take_away():  # type: ignore[attr-defined]
                    _short(f"without {name}", run(search, queries))
        if arguments.baselines:
            for name, make in BASELINES.items():
                report(name, run(make(catalogue.corpus), queries))


def _short(name: str, results: list[Result]) -> None:
    answerable = [item for item in results if item.query.grades]
    all_of_them = mean([ndcg(item.ranked, item.query.grades) for item in answerable])
    held = mean([ndcg(item.ranked, item.query.grades) for item in answerable if item.query.held_out])
    print(f"{name:28} nDCG@10 {all_of_them:.3f}  held out {held:.3f}")


def _misses(results: list[Result], limit: float) -> None:
    """The tuning queries that did badly; held-out ones are never shown."""
    for item in results:
        value = ndcg(item.ranked, item.query.grades)
        if not item.query.held_out and value < limit:
            shown = [f"{record}:{item.query.grades.get(record, 0)}" for record in item.ranked[:8]]
            core = [record for record, grade in item.query.grades.items() if grade == 3]
            missing = [record for record in core if record not in item.ranked[:10]]
            print(f"{value:.2f} {item.query.kind} '{item.query.text}' -> {shown} | missing {missing[:6]}")


if __name__ == "__main__":
    main()
