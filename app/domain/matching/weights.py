"""The one table of weights, how far a request may move them, and how they become points."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.intervention import Intervention
from app.domain.matching import features
from app.domain.matching.features import Fit
from app.domain.matching.profile import Profile
from app.domain.matching.question import Question

ALGORITHM = "interventiebank-match"
VERSION = "1.0.0"
#: A score of 1 in points. Whole points make contributions add up exactly.
SCALE = 10_000
#: Of the whole score, never more than this for evidence.
EVIDENCE_SHARE = 0.1

Weights = Mapping[str, float]


def _always(_profile: Profile) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Feature:
    """A feature with its weight and how far a request may move it.

    `asked` says whether a profile gives it anything to look at. The topic has no measure of its own: it is scored
    need by need (`scoring`).
    """

    name: str
    label: str
    weight: float
    lowest: float = 0.0
    highest: float = 0.5
    asked: Callable[[Profile], bool] = _always
    measure: Callable[[Intervention, Question], Fit] | None = None

    @property
    def documentation(self) -> str:
        """What it looks at, in Dutch."""
        return " ".join(((self.measure.__doc__ if self.measure else None) or TOPIC).split())


TOPIC = """Wat het record doet voor uw behoeften. De behoefte waar het het meest voor doet telt voor 85 procent,
de andere samen voor 15. Hetzelfde onderwerp telt vol; `kinship` zegt wat een smaller, verwant of breder onderwerp telt,
`places` wat het tweede, derde en vierde onderwerp van een record telt, en `urgency` wat de urgentie telt."""


def _table(*rows: Feature) -> Mapping[str, Feature]:
    return {row.name: row for row in rows}


#: Tuned on the open judged profiles; the held-out ones agree (docs/match-quality.md).
FEATURES: Mapping[str, Feature] = _table(
    Feature(name="topic", label="Onderwerp", weight=0.40, lowest=0.2, highest=1.0, asked=lambda p: bool(p.needs)),
    Feature(name="text", label="Tekst", weight=0.01, measure=features.text, asked=lambda p: bool(p.text)),
    Feature(name="sector", label="Sector", weight=0.25, measure=features.sector),
    Feature(name="targetGroup", label="Doelgroep", weight=0.06, measure=features.target_group),
    Feature(
        name="organisationSize",
        label="Grootte",
        weight=0.10,
        measure=features.organisation_size,
        asked=lambda p: bool(p.organisation_sizes),
    ),
    Feature(name="level", label="Niveau van de aanpak", weight=0.10, measure=features.level),
    Feature(
        name="barrier",
        label="Wat mensen tegenhoudt",
        weight=0.05,
        measure=features.barrier,
        asked=lambda p: bool(p.barriers),
    ),
    Feature(
        name="phase",
        label="Fase",
        weight=0.10,
        measure=features.phase,
        asked=lambda p: bool(p.phase or "analyse" in p.present),
    ),
    Feature(
        name="category",
        label="Gat in wat er al is",
        weight=0.08,
        measure=features.category,
        asked=lambda p: bool(p.present),
    ),
    Feature(name="evidence", label="Bewijs", weight=0.04, highest=EVIDENCE_SHARE, measure=features.evidence),
    Feature(name="concreteness", label="Concreet", weight=0.06, measure=features.concreteness),
)


def points(profile: Profile, overrides: Weights) -> dict[str, int]:
    """Points by feature for this profile; together SCALE.

    Features that the profile says nothing about get no points. Without needs the text stands in for them.
    Evidence is held to its share, whatever the overrides are.
    """
    asked = {name: overrides.get(name, feature.weight) for name, feature in FEATURES.items() if feature.asked(profile)}
    if "topic" not in asked:
        asked["text"] = overrides.get("topic", FEATURES["topic"].weight)
    others = sum(weight for name, weight in asked.items() if name != "evidence")
    asked["evidence"] = min(asked["evidence"], others * EVIDENCE_SHARE / (1 - EVIDENCE_SHARE))
    total = others + asked["evidence"]
    shares = {name: int(SCALE * weight / total) for name, weight in asked.items()}
    # What rounding down leaves goes to the heaviest feature, topic or text.
    heaviest = max(shares, key=lambda name: (shares[name], name))
    shares[heaviest] += SCALE - sum(shares.values())
    return {name: share for name, share in shares.items() if share}
