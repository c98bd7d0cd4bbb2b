"""Prints how good the match is on the judged profiles, beside two plain baselines on the same records.

Judgements of held-out profiles are only ever averaged: `--show` and `--worst` refuse them.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from app.catalogue.build import current_id, open_build, publish
from app.catalogue.catalogue import Catalogue
from app.catalogue.matching import Choices
from app.domain.matching.index import FILLS, MatchIndex
from app.domain.matching.profile import Profile
from app.domain.matching.result import Match
from app.domain.query import Page, SearchQuery
from app.settings import default_data_dir
from tests.relevance.measures import mean, ndcg, precision

PROFILES = Path(__file__).with_name("profiles.yaml")
DEPTH = 10
REACH = 20
GOOD = 2
#: A profile is timed this many times: one run says more about what else the machine does.
TIMES = 5


@dataclass(frozen=True)
class Judged:
    """A profile with what an adviser wants to see, and never wants to see."""

    id: str
    held_out: bool
    note: str
    raw: dict[str, Any]
    grades: dict[str, int]
    wrong: frozenset[str]
    gaps: frozenset[str]


@dataclass(frozen=True)
class Result:
    """What one system did with one profile; the time is in milliseconds."""

    judged: Judged
    profile: Profile
    ranked: list[str]
    gaps: frozenset[str] | None
    took: float


System = Callable[[Judged, Profile], tuple[list[str], frozenset[str] | None]]


def judged_profiles() -> list[Judged]:
    """All judged profiles."""
    entries = yaml.safe_load(PROFILES.read_text(encoding="utf-8"))
    return [
        Judged(
            id=item["id"],
            held_out=item["held_out"],
            note=item["note"],
            raw=item["profile"],
            grades=item["relevant"] or {},
            wrong=frozenset(item["wrong"] or ()),
            gaps=frozenset(item["gaps"] or ()),
        )
        for item in entries
    ]


def matcher(catalogue: Catalogue) -> System:
    """The match itself."""

    def system(_judged: Judged, profile: Profile) -> tuple[list[str], frozenset[str]]:
        answer = matched(catalogue, profile)
        return [item.record.id for item in answer.recommendations], frozenset(gap.need for gap in answer.gaps)

    return system


def matched(catalogue: Catalogue, profile: Profile) -> Match:
    """The match with the published weights."""
    return catalogue.matching.match(profile, Choices(REACH, {}))


def words(catalogue: Catalogue) -> System:
    """Baseline: search on the labels of everything in the profile, and its text."""

    def system(_judged: Judged, profile: Profile) -> tuple[list[str], None]:
        label = catalogue.matching.index.label
        names = [label("topics", need.topic) for need in profile.needs]
        names += [label("sectors", sector) for sector in profile.sectors]
        names += [label("target-groups", group) for group in profile.target_groups]
        found = catalogue.search(SearchQuery(text=" ".join((*names, profile.text)), page=Page(1, REACH)))
        return [item.record.id for item in found.items], None

    return system


def themes(catalogue: Catalogue) -> System:
    """Baseline: the records under the needs' themes and topics, in order of title."""
    topics = catalogue.corpus.vocabulary("topics").by_id

    def system(_judged: Judged, profile: Profile) -> tuple[list[str], None]:
        wanted = {topics[need.topic].theme for need in profile.needs if need.topic in topics}
        found = [record for record in catalogue.corpus.interventions if wanted.intersection(record.themes)]
        return [record.id for record in sorted(found, key=lambda record: record.title.casefold())][:REACH], None

    return system


def run(system: System, catalogue: Catalogue, judged: Sequence[Judged]) -> list[Result]:
    """Put every profile to the system, reading it included, after a warm-up; the time is the median of a few."""
    system(judged[0], catalogue.matching.read(judged[0].raw))
    results = []
    for item in judged:
        took = []
        for _ in range(TIMES):
            started = time.perf_counter()
            profile = catalogue.matching.read(item.raw)
            ranked, gaps = system(item, profile)
            took.append((time.perf_counter() - started) * 1000)
        results.append(Result(item, profile, ranked, gaps, median(took)))
    return results


def coverage(result: Result, index: MatchIndex) -> float:
    """Share of the fillable needs, by urgency, with a record of grade 2 or more in the first ten."""
    top = [record for record in result.ranked[:DEPTH] if result.judged.grades.get(record, 0) >= GOOD]
    total = reached = 0
    for need in result.profile.needs:
        fits = index.relevance(need.topic)
        fillable = any(
            grade >= GOOD and record in fits and fits[record].value >= FILLS
            for record, grade in result.judged.grades.items()
        )
        if need.topic in result.judged.gaps or not fillable:
            continue
        total += need.urgency
        reached += need.urgency * any(record in fits and fits[record].value >= FILLS for record in top)
    return reached / total if total else 1.0


def wrong(results: Sequence[Result]) -> float:
    """Share of everything shown in the first ten that is judged wrong."""
    shown = [(record, result.judged.wrong) for result in results for record in result.ranked[:DEPTH]]
    return mean([float(record in never) for record, never in shown])


def honesty(results: Sequence[Result]) -> tuple[float, float]:
    """Precision and recall of the gaps that were reported."""
    reported = sum(len(result.gaps or ()) for result in results)
    judged = sum(len(result.judged.gaps) for result in results)
    right = sum(len((result.gaps or frozenset()) & result.judged.gaps) for result in results)
    return (right / reported if reported else 1.0), (right / judged if judged else 1.0)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(name: str, results: Sequence[Result], catalogue: Catalogue) -> str:
    """One row of the table."""
    took = [result.took for result in results]
    found = {record for result in results for record in result.ranked[:REACH]}
    gap_precision, gap_recall = honesty(results)
    honest = f"{gap_precision:.2f}/{gap_recall:.2f}" if results[0].gaps is not None else "-"
    cells = (
        f"{mean([ndcg(result.ranked, result.judged.grades) for result in results]):.3f}",
        f"{mean([precision(result.ranked, result.judged.grades) for result in results]):.3f}",
        f"{mean([coverage(result, catalogue.matching.index) for result in results]):.3f}",
        f"{wrong(results):.3f}",
        honest,
        f"{len(found) / len(catalogue.corpus.interventions):.2f}",
        f"{percentile(took, 0.5):.1f}",
        f"{percentile(took, 0.95):.1f}",
    )
    return f"| {name} | {len(results)} | " + " | ".join(cells) + " |"


def table(catalogue: Catalogue, judged: Sequence[Judged]) -> list[str]:
    """The rows for all systems, for everything and for what is held out."""
    lines = [
        "| system | profiles | nDCG@10 | P@5 | need coverage | wrong@10 | gaps P/R | catalogue | p50 ms | p95 ms |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, make in (("match", matcher), ("words", words), ("theme", themes)):
        results = run(make(catalogue), catalogue, judged)
        lines.append(line(f"{name}, all", results, catalogue))
        lines.append(line(f"{name}, open", [item for item in results if not item.judged.held_out], catalogue))
        lines.append(line(f"{name}, held out", [item for item in results if item.judged.held_out], catalogue))
    return lines


def show(result: Result) -> None:
    """One open profile in detail."""
    if result.judged.held_out:
        raise SystemExit(f"{result.judged.id} is held out: its judgements are not for tuning")
    judged = result.judged
    print(f"\n{judged.id} nDCG {ndcg(result.ranked, judged.grades):.2f} {judged.note}\n  {judged.raw}")
    for need in result.profile.needs:
        if need.origin == "text":
            print(f"  from text: {need.topic} {need.urgency} ({need.said})")
    for rank, record in enumerate(result.ranked[:DEPTH], 1):
        grade = "WRONG" if record in judged.wrong else judged.grades.get(record, 0)
        print(f"  {rank:2} {grade} {record}")
    missed = [record for record, grade in judged.grades.items() if grade == max(judged.grades.values(), default=0)]
    print("  missed:", ", ".join(record for record in missed if record not in result.ranked[:DEPTH]))
    print("  gaps:", sorted(result.gaps or ()), "judged:", sorted(judged.gaps))


def main() -> None:
    """Build the corpus aside, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", nargs="*", default=[], help="ids of open profiles to show in detail")
    parser.add_argument("--worst", type=int, default=0, help="show this many of the open profiles that went worst")
    parser.add_argument("--data", type=Path, default=default_data_dir(), help="folder with the curated files")
    options = parser.parse_args()
    with TemporaryDirectory() as builds:
        publish(options.data, Path(builds))
        catalogue = open_build(Path(builds) / current_id(Path(builds)))
        judged = judged_profiles()
        print("\n".join(table(catalogue, judged)))
        results = run(matcher(catalogue), catalogue, judged)
        open_ones = [result for result in results if not result.judged.held_out]
        worst = sorted(open_ones, key=lambda result: ndcg(result.ranked, result.judged.grades))[: options.worst]
        for result in [*(item for item in results if item.judged.id in options.show), *worst]:
            show(result)
        catalogue.close()


if __name__ == "__main__":
    main()
