"""What a match answers: values that the API, the pages and the command line present."""

from dataclasses import dataclass

from app.domain.intervention import Intervention
from app.domain.matching.eligibility import Exclusion
from app.domain.matching.profile import Profile


@dataclass(frozen=True)
class Reason:
    """One factor in words and numbers; `points` of the `available` ones, 10,000 points being a score of 1.

    `if_unknown` is what the factor would add if the record did not state it.
    """

    factor: str
    profile_value: str
    record_value: str
    available: int
    points: int
    if_unknown: int
    text: str


@dataclass(frozen=True)
class Note:
    """Something to know before using a record."""

    kind: str
    text: str


@dataclass(frozen=True)
class Recommendation:
    """A record in its place, with everything that put it there."""

    rank: int
    record: Intervention
    points: int
    needs: tuple[str, ...]
    reasons: tuple[Reason, ...]
    cautions: tuple[Note, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Coverage:
    """What the list does for a need. Status: covered, thin (too little to build on) or gap (nothing fits)."""

    need: str
    status: str
    interventions: tuple[str, ...]
    categories: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Gap:
    """A need that nothing fills, with the nearest records apart."""

    need: str
    text: str
    nearest: tuple[Intervention, ...]


@dataclass(frozen=True)
class Match:
    """The answer to a profile. `considered` counts the records that were scored."""

    profile: Profile
    points: dict[str, int]
    considered: int
    recommendations: tuple[Recommendation, ...]
    approaches: tuple[Recommendation, ...]
    coverage: tuple[Coverage, ...]
    gaps: tuple[Gap, ...]
    excluded: tuple[Exclusion, ...]


@dataclass(frozen=True)
class Missed:
    """A factor on which points were lost."""

    factor: str
    points: int
    text: str


@dataclass(frozen=True)
class Change:
    """A change of the profile, and the score and rank it would give; no rank when still not in the list."""

    text: str
    points: int
    rank: int | None


@dataclass(frozen=True)
class WhyNot:
    """Where a record stands for a profile and what would change that.

    Status: recommended, approach, excluded, off-topic, held-back (a near-duplicate stands in the list) or
    outranked.
    """

    record: Intervention
    status: str
    text: str
    rank: int | None
    points: int
    available: dict[str, int]
    lowest_shown: int | None
    reasons: tuple[Reason, ...]
    missed: tuple[Missed, ...]
    cautions: tuple[Note, ...]
    unknown: tuple[str, ...]
    changes: tuple[Change, ...]
