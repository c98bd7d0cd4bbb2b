"""How the match works, as it goes over the wire: generated from the code that does it."""

from pydantic import Field

from app.api.present import BASE, href
from app.api.schemas import Href, Wire
from app.catalogue.catalogue import Catalogue
from app.domain.matching import eligibility
from app.domain.matching.entries import WAYS_IN
from app.domain.matching.index import KINSHIP, PLACE, RELATED
from app.domain.matching.question import URGENCY_WORTH
from app.domain.matching.rules import RULES
from app.domain.matching.weights import ALGORITHM, FEATURES, VERSION


class FeatureView(Wire):
    """A factor of the score."""

    name: str
    label: str
    weight: float
    lowest: float = Field(description="Het laagste gewicht dat een verzoek mag geven.")
    highest: float
    documentation: str


class RuleView(Wire):
    """A rule on what the list must hold."""

    name: str
    explanation: str


class DimensionView(Wire):
    """A dimension of another model, with the topics it stands for."""

    id: str
    label: str
    topics: tuple[str, ...]


class WayInView(Wire):
    """Another way in."""

    name: str
    label: str
    note: str
    dimensions: tuple[DimensionView, ...]


class SchemeView(Wire):
    """A scheme that the match knows."""

    id: str
    label: str
    state: str
    as_of: str
    note: str
    not_paid: tuple[str, ...]


class AlgorithmAnswer(Wire):
    """How the match works, generated from the code that does it."""

    name: str
    version: str
    explanation: str
    features: tuple[FeatureView, ...]
    places: tuple[float, ...] = Field(description="Wat een onderwerp telt naar zijn plaats in het record.")
    kinship: dict[str, float] = Field(description="Wat een onderwerp telt naar zijn verwantschap met de behoefte.")
    related_topics: tuple[tuple[str, ...], ...]
    urgency: dict[str, float]
    rules: tuple[RuleView, ...]
    exclusions: tuple[RuleView, ...]
    ways_in: tuple[WayInView, ...]
    schemes: tuple[SchemeView, ...]
    links_: dict[str, Href] = Field(alias="_links")


def algorithm_answer(catalogue: Catalogue) -> AlgorithmAnswer:
    """How the match works."""
    return AlgorithmAnswer(
        name=ALGORITHM,
        version=VERSION,
        explanation=_EXPLANATION,
        features=tuple(
            FeatureView(
                name=item.name,
                label=item.label,
                weight=item.weight,
                lowest=item.lowest,
                highest=item.highest,
                documentation=item.documentation,
            )
            for item in FEATURES.values()
        ),
        places=PLACE,
        kinship=dict(KINSHIP),
        related_topics=tuple(sorted(tuple(sorted(pair)) for pair in RELATED)),
        urgency={str(urgency): worth for urgency, worth in URGENCY_WORTH.items()},
        rules=tuple(RuleView(name=rule.name, explanation=rule.explanation) for rule in RULES),
        exclusions=tuple(RuleView(name=name, explanation=text) for name, text in eligibility.EXPLANATIONS.items()),
        ways_in=_ways_in(),
        schemes=tuple(
            SchemeView(
                id=scheme.id,
                label=scheme.label.nl,
                state=scheme.state,
                as_of=scheme.as_of,
                note=scheme.note,
                not_paid=tuple(rule.reason for rule in scheme.not_paid),
            )
            for scheme in catalogue.matching.index.schemes
        ),
        links_={"self": href("/match/algorithm"), "match": href("/match"), "explain": href("/match/explain")},
    )


_EXPLANATION = (
    "Elk record krijgt een score van 0 tot 1: de som van de bijdragen van de factoren. Factoren waarover uw profiel "
    "niets zegt doen niet mee; de gewichten van de andere tellen dan op tot 1. Wat een record niet vermeldt telt half. "
    "Uit de scores kiezen wij een lijst als geheel: eerst wat het meest toevoegt aan behoeften die nog niet bediend "
    "zijn, met spreiding over soorten en niveaus, en volgens de regels hieronder. De volgorde is daarom niet altijd "
    f"die van de score. Dezelfde vraag aan dezelfde build ({BASE}/corpus) geeft altijd hetzelfde antwoord."
)


def _ways_in() -> tuple[WayInView, ...]:
    return tuple(
        WayInView(
            name=way.name,
            label=way.label,
            note=way.note,
            dimensions=tuple(
                DimensionView(id=item.id, label=item.label, topics=item.topics) for item in way.dimensions.values()
            ),
        )
        for way in WAYS_IN.values()
    )
