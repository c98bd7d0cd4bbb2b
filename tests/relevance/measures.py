"""Measures of ranked lists against graded judgements (grades 3 to 1; what is not judged is 0)."""

from collections.abc import Mapping, Sequence
from math import log2

Grades = Mapping[str, int]


def ndcg(ranked: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Normalised discounted cumulative gain with gain 2^grade - 1 (Burges et al. 2005).

    A query for which nothing is relevant scores 1.0 for an empty answer and 0.0 for any other.
    """
    if not any(grade > 0 for grade in grades.values()):
        return float(not ranked)
    ideal = sorted(grades.values(), reverse=True)[:depth]
    return _gain([grades.get(item, 0) for item in ranked[:depth]]) / _gain(ideal)


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0 ** max(grade, 0) - 1) / log2(rank + 2) for rank, grade in enumerate(grades))


def reciprocal_rank(ranked: Sequence[str], grades: Grades, least: int = 2) -> float:
    """One over the rank of the first result of at least grade `least`; 0 when there is none."""
    for rank, item in enumerate(ranked, 1):
        if grades.get(item, 0) >= least:
            return 1 / rank
    return 0.0


def recall(ranked: Sequence[str], grades: Grades, depth: int = 10, least: int = 2) -> float:
    """The share of what can fit in `depth` of the results of at least grade `least` that is there."""
    wanted = {item for item, grade in grades.items() if grade >= least}
    if not wanted:
        return 1.0
    return len(wanted & set(ranked[:depth])) / min(depth, len(wanted))


def precision(ranked: Sequence[str], grades: Grades, depth: int = 5, least: int = 2) -> float:
    """The share of the first `depth` results that has at least grade `least`."""
    return sum(grades.get(item, 0) >= least for item in ranked[:depth]) / depth


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(values) / len(values) if values else 0.0
