"""Other ways in: a diagnosis in the terms of a known model, translated openly into needs.

The table is the whole translation: the API publishes it. The first topic of a dimension gets the urgency of
the dimension, the others one step less.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Dimension:
    """One thing a model measures, with the topics it stands for, the main one first."""

    id: str
    label: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class WayIn:
    """A model that organisations already use to describe where they stand."""

    name: str
    label: str
    note: str
    dimensions: Mapping[str, Dimension]


def _way(name: str, label: str, note: str, *dimensions: tuple[str, str, str]) -> WayIn:
    made = (Dimension(key, text, tuple(topics.split())) for key, text, topics in dimensions)
    return WayIn(name, label, note, {dimension.id: dimension for dimension in made})


#: By the name of the field in a profile.
WAYS_IN: Mapping[str, WayIn] = {
    way.name: way
    for way in (
        _way(
            "dix",
            "Duurzame Inzetbaarheids Index (DIX)",
            "Noem de dimensies waarop medewerkers laag scoren.",
            ("gezondheid-en-energie", "Gezondheid en energie", "vitaliteit mentale-gezondheid"),
            ("vakkennis-en-vaardigheden", "Vakkennis en vaardigheden", "scholing-en-vakmanschap leercultuur"),
            ("motivatie-en-betrokkenheid", "Motivatie en betrokkenheid", "werkplezier autonomie-en-jobcrafting"),
            ("werk-prive-balans", "Balans tussen werk en privé", "werktijden-en-roosters werkdruk"),
        ),
        _way(
            "workAbility",
            "Huis van Werkvermogen",
            "Noem de verdiepingen die aandacht vragen. Een WAI-score alleen zegt niet wat er aan de hand is.",
            ("gezondheid", "Gezondheid en functioneren", "vitaliteit mentale-gezondheid"),
            ("competenties", "Competenties", "scholing-en-vakmanschap employability"),
            ("waarden-en-motivatie", "Waarden, houding en motivatie", "werkplezier bewustwording"),
            ("werk", "Werk en werkomgeving", "organisatie-van-het-werk werkdruk"),
            ("leiderschap", "Leiderschap", "leiderschap het-goede-gesprek"),
        ),
        _way(
            "jdr",
            "Job Demands-Resources (JD-R)",
            "Noem taakeisen die te hoog zijn en hulpbronnen die ontbreken.",
            ("eis-werkdruk", "Taakeis: hoeveelheid werk", "werkdruk"),
            ("eis-tijdsdruk", "Taakeis: tijdsdruk", "werkdruk werktijden-en-roosters"),
            ("eis-emotioneel", "Taakeis: emotionele belasting", "mentale-gezondheid werkdruk"),
            ("eis-fysiek", "Taakeis: lichamelijke belasting", "fysieke-belasting"),
            ("bron-autonomie", "Hulpbron: autonomie", "autonomie-en-jobcrafting"),
            ("bron-steun-collegas", "Hulpbron: steun van collega's", "werkplezier het-goede-gesprek"),
            ("bron-steun-leidinggevende", "Hulpbron: steun van de leidinggevende", "leiderschap het-goede-gesprek"),
            ("bron-feedback", "Hulpbron: feedback", "het-goede-gesprek"),
            ("bron-ontwikkeling", "Hulpbron: ruimte om te leren", "talentontwikkeling werkplekleren"),
        ),
        _way(
            "bravo",
            "BRAVO",
            "Noem de leefstijlthema's. Leefstijl blijft een eigen keuze van de werknemer.",
            ("bewegen", "Bewegen", "bewegen"),
            ("roken", "Roken", "roken"),
            ("alcohol", "Alcohol", "alcohol"),
            ("voeding", "Voeding", "voeding"),
            ("ontspanning", "Ontspanning", "ontspanning"),
        ),
        _way(
            "psa",
            "Psychosociale arbeidsbelasting (PSA)",
            "Noem de vormen die in de RI&E of het onderzoek naar voren komen.",
            ("werkdruk", "Werkdruk", "werkdruk"),
            ("pesten", "Pesten", "ongewenste-omgangsvormen"),
            ("discriminatie", "Discriminatie", "ongewenste-omgangsvormen inclusief-werkgeverschap"),
            ("seksuele-intimidatie", "Seksuele intimidatie", "ongewenste-omgangsvormen"),
            ("agressie-en-geweld", "Agressie en geweld", "agressie-en-geweld"),
        ),
    )
}


def translate(way: WayIn, dimension: str, urgency: int) -> Iterator[tuple[str, int]]:
    """The topics that a dimension stands for, each with its urgency (1 to 3)."""
    for place, topic in enumerate(way.dimensions[dimension].topics):
        yield topic, max(1, urgency - (place > 0))
