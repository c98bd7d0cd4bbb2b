"""What goes over the wire about records beside a record."""

from typing import Literal

from pydantic import Field

from app.api.schemas import Href, InterventionSummary, Links, Wire


class RelatedIntervention(InterventionSummary):
    """A record beside another, and why it stands there."""

    reason: str = Field(examples=["Gaat ook over: Fysieke belasting"])
    relation: Literal["linked", "type", "example", "alike"] = Field(
        description=(
            "linked: de redactie koppelde ze; type: de soort; example: een voorbeeld van deze soort; "
            "alike: lijkt erop door onderwerp, soort, aanbieder of sector."
        )
    )


class RelatedLinks(Links):
    """Addresses around a list of related records."""

    intervention: Href


class RelatedAnswer(Wire):
    """Records beside a record, the closest first."""

    items: tuple[RelatedIntervention, ...]
    links_: RelatedLinks = Field(alias="_links")
