"""What a list does for every need, and an honest gap where nothing fits."""

from collections.abc import Iterator, Sequence

from app.domain.intervention import Kind
from app.domain.matching.index import FILLS
from app.domain.matching.question import Question
from app.domain.matching.result import Coverage, Gap
from app.domain.matching.scoring import Scored

MAX_NEAREST = 3
#: A need is covered by at least this many records of the list, one of them to do something with.
COVERED_BY = 2
_TO_DO = frozenset({"maatregelen", "cultuur"})


def coverage(candidates: Sequence[Scored], chosen: Sequence[Scored], question: Question) -> Iterator[Coverage]:
    """By need, in the order of the profile."""
    for need in question.profile.needs:
        label = question.index.label("topics", need.topic)
        served = [item for item in chosen if item.relevance(need.topic) >= FILLS]
        categories = tuple(sorted({item.record.category for item in served}))
        if not any(item.relevance(need.topic) >= FILLS for item in candidates):
            status, text = "gap", f"Voor {label} vonden wij niets dat past."
        elif len(served) >= COVERED_BY and _TO_DO.intersection(categories):
            status, text = "covered", f"Voor {label} staan er {len(served)} in de lijst."
        else:
            status, text = "thin", _thin(label, served, categories)
        yield Coverage(need.topic, status, tuple(item.record.id for item in served), categories, text)


def _thin(label: str, served: list[Scored], categories: tuple[str, ...]) -> str:
    if not served:
        return f"Voor {label} is er wel iets, maar het staat niet in deze korte lijst."
    if not _TO_DO.intersection(categories):
        return f"Voor {label} staat er alleen kennis of analyse in de lijst, geen maatregel."
    return f"Voor {label} staat er maar één in de lijst."


def gaps(eligible: Sequence[Scored], question: Question) -> Iterator[Gap]:
    """The needs that no record fills, with what comes nearest: kindred topics first, then approaches."""
    for need in question.profile.needs:
        fits = [item for item in eligible if item.relevance(need.topic) > 0]
        if any(item.relevance(need.topic) >= FILLS and item.record.kind is not Kind.APPROACH for item in fits):
            continue
        nearest = sorted(fits, key=lambda item: (-item.relevance(need.topic), -item.points, item.record.id))
        label = question.index.label("topics", need.topic)
        close = "Wat er het dichtst bij komt, staat hier apart." if nearest else "Er komt ook niets in de buurt."
        text = f"Voor {label} staat er in deze kennisbank niets dat past. {close}"
        yield Gap(need.topic, text, tuple(item.record for item in nearest[:MAX_NEAREST]))
