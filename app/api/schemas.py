"""What goes over the wire. Names are camelCase; absent means that the source does not say."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from app.catalogue.results import Factor
from app.domain.intervention import Claim, Cost, English, Kind, Link, Step
from app.domain.model import DomainModel

IsoDate = Annotated[date, Field(json_schema_extra={"format": "date"})]


class Wire(DomainModel):
    """Base of everything that is sent."""


class Href(Wire):
    """An address within this API."""

    href: str = Field(examples=["/v1/interventions/tilthermometer"])


class TermReference(Wire):
    """A term of a vocabulary: the id for programs, the label for people."""

    id: str = Field(examples=["fysieke-belasting"])
    label: str = Field(examples=["Fysieke belasting"])


class EvidenceView(TermReference):
    """The rung of the evidence ladder, and what the source itself claims."""

    claim: Claim | None = None


class StatusView(TermReference):
    """Whether it exists, and for which date that is known."""

    as_of: str | None = Field(default=None, examples=["2020-12"])
    note: str | None = None


class CautionView(TermReference):
    """Something to know before recommending it."""

    reason: str


class SourceView(Wire):
    """Where the source names the item."""

    document: TermReference
    section: str = Field(examples=["2.4"])
    row: str | None = Field(default=None, examples=["Assessmenttool op specifieke arbeidsrisico's"])


class LinkHealthView(TermReference):
    """What the last link check found; `niet-gecontroleerd` until one has run."""

    status: int | None = Field(default=None, description="HTTP-status van het laatste antwoord.", examples=[200])
    checked_on: IsoDate | None = None
    final_url: str | None = Field(default=None, description="Waar doorverwijzingen eindigden.")
    archived_url: str | None = Field(default=None, description="Kopie in een webarchief, als die bekend is.")


class LinkView(Link):
    """An address that a source prints for this item, and whether it still works."""

    health: LinkHealthView


class Links(Wire):
    """Addresses around a record."""

    self: Href


class FoundReasonView(Wire):
    """Why a record was found. The contributions of all reasons of a record are together its score."""

    factor: Factor = Field(
        description=(
            "word: een woord van de vraag; parts: delen ervan; joined: met het woord ernaast; synonym, translation: "
            "wat hetzelfde betekent; term: een herkende term; name: de naam van het record; likely: alle woorden van "
            "de vraag samen, door wat mensen vragen als zij dit zoeken; meaning: de betekenis van de hele vraag, "
            "alleen waar de beheerder dat aanzet."
        )
    )
    said: str = Field(description="Waar in de vraag het om gaat.", examples=["tilbelasting"])
    found: tuple[str, ...] = Field(default=(), description="De woorden van het record.", examples=[["tillen"]])
    fields: tuple[str, ...] = Field(default=(), description="Waar ze staan.", examples=[["title", "summary"]])
    facet: str | None = Field(default=None, description="Van een herkende term: het filter.", examples=["topic"])
    value: str | None = Field(default=None, examples=["fysieke-belasting"])
    contribution: float = Field(description="Wat dit aan de score bijdraagt.", examples=[12.31])
    text: str = Field(description="De reden in een zin.")


class InterventionSummary(Wire):
    """A record as it stands in a list."""

    id: str = Field(examples=["tilthermometer"])
    kind: Kind
    title: str = Field(examples=["TilThermometer"])
    summary: str
    theme: TermReference
    topics: tuple[TermReference, ...]
    category: TermReference
    form: TermReference
    providers: tuple[TermReference, ...]
    sectors: tuple[TermReference, ...]
    evidence: EvidenceView
    status: StatusView
    links: tuple[Link, ...]
    changed_at: IsoDate | None = None
    score: float | None = Field(default=None, description="Hoger is beter; alleen te vergelijken binnen één antwoord.")
    highlights: dict[str, str] | None = Field(
        default=None,
        description="Velden als HTML, met <mark> om wat gevonden is. Verder is alles ge-escaped.",
    )
    reasons: tuple[FoundReasonView, ...] | None = Field(
        default=None, description="Waarom dit record gevonden is, met `explain=true`; de grootste reden eerst."
    )
    links_: Links = Field(alias="_links")


class InterventionDetail(InterventionSummary):
    """A record, whole."""

    links: tuple[LinkView, ...]
    aliases: tuple[str, ...]
    description: str
    extra_themes: tuple[TermReference, ...]
    category_basis: str = Field(description="bron: de bron zegt het zelf; redactie: wij kozen.")
    type: TermReference | None = None
    sector_scope: TermReference
    target_groups: tuple[TermReference, ...]
    levels: tuple[TermReference, ...]
    phases: tuple[TermReference, ...]
    barriers: tuple[TermReference, ...]
    organisation_sizes: tuple[TermReference, ...]
    cost: Cost
    cautions: tuple[CautionView, ...]
    steps: tuple[Step, ...]
    sources: tuple[SourceView, ...]
    related: tuple[TermReference, ...]
    examples: tuple[TermReference, ...] = Field(
        default=(), description="Bij een soort (type): de records die er een voorbeeld van zijn."
    )
    en: English
    added_at: IsoDate | None = None


class UnderstoodView(Wire):
    """A term that was recognised in the query; filter on it with `facet=value`."""

    facet: str = Field(examples=["sector"])
    value: str = Field(examples=["horeca"])
    label: str = Field(examples=["Horeca"])
    said: str = Field(description="Het woord waarin wij het herkenden.", examples=["kok"])


class QueryEcho(Wire):
    """What was asked, and what was understood of it."""

    q: str
    understood: tuple[str, ...] = Field(default=(), description="Wat wij in de vraag herkenden.")
    recognised: tuple[UnderstoodView, ...] = ()
    filters: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class FacetValueView(Wire):
    """A value to narrow by."""

    value: str
    label: str
    count: int
    selected: bool
    broader: str | None = Field(default=None, description="De bredere waarde, als die er is.")


class FacetView(Wire):
    """A facet; counts ignore the facet's own filter."""

    name: str
    label: str
    values: tuple[FacetValueView, ...]
    missing: int = Field(description="Aantal gevonden records dat hier niets over zegt.")


class CorrectionView(Wire):
    """Another spelling of the query."""

    q: str
    total: int
    applied: bool


class PageLinks(Wire):
    """This page of results and the ones around it."""

    self: Href
    first: Href
    prev: Href | None = None
    next: Href | None = None
    last: Href


class SearchAnswer(Wire):
    """One page of results with its facets."""

    total: int
    page: int
    page_size: int
    query: QueryEcho
    items: tuple[InterventionSummary, ...]
    facets: tuple[FacetView, ...] = ()
    suggestions: tuple[CorrectionView, ...] = ()
    nearest: tuple[UnderstoodView, ...] = Field(
        default=(), description="Als niets past: onderwerpen die er het dichtst bij liggen."
    )
    links_: PageLinks = Field(alias="_links")


class SuggestionView(Wire):
    """A completion of what is being typed."""

    text: str = Field(examples=["Werkdruk en werkstress"])
    kind: str = Field(examples=["topic"])
    id: str = Field(examples=["werkdruk"])
    links_: Links | None = Field(default=None, alias="_links")


class SuggestionsAnswer(Wire):
    """Completions, best first."""

    q: str
    items: tuple[SuggestionView, ...]


class TermView(Wire):
    """A term of a vocabulary, whole."""

    id: str
    label: str
    label_en: str
    definition: str
    definition_en: str
    broader: str | None = None
    theme: str | None = None
    sbi: str | None = Field(default=None, description="Sectie van de SBI 2008.")
    synonyms: tuple[str, ...]
    synonyms_en: tuple[str, ...]
    aliases: tuple[str, ...] = Field(description="Andere ids die filters ook aannemen.")
    count: int | None = Field(default=None, description="Aantal records, bij facetten.")


class VocabularySummary(Wire):
    """A vocabulary as it stands in a list."""

    name: str
    label: str
    label_en: str
    definition: str
    facet: str | None = Field(default=None, description="De parameter die hierop filtert, als die er is.")
    size: int
    links_: Links = Field(alias="_links")


class VocabularyDetail(VocabularySummary):
    """A vocabulary with its terms."""

    terms: tuple[TermView, ...]


class VocabulariesAnswer(Wire):
    """All vocabularies."""

    items: tuple[VocabularySummary, ...]


class SourceDocumentView(Wire):
    """A document that records come from."""

    id: str
    title: str
    makers: tuple[str, ...]
    commissioned_by: str | None = None
    published: str | None = None
    description: str
    rights: str
    count: int = Field(description="Aantal records dat dit document noemt.")


class LicenceView(Wire):
    """Under which terms data may be used again."""

    id: str = Field(examples=["CC-BY-4.0"])
    label: str
    url: str
    note: str


class CorpusAnswer(Wire):
    """Which build answers, what is in it, and under which licence."""

    build: str
    built_at: datetime
    version: str
    counts: dict[str, int]
    licence: LicenceView
    sources: tuple[SourceDocumentView, ...]
    links_: dict[str, Href] = Field(alias="_links")


class ProblemError(Wire):
    """One reason why a request is refused."""

    in_: str = Field(alias="in", examples=["query"])
    name: str = Field(examples=["theme"])
    code: str = Field(examples=["unknown_value"])
    detail: str


class Problem(Wire):
    """An error (RFC 9457)."""

    status: int = Field(examples=[400])
    title: str = Field(examples=["De vraag klopt niet"])
    detail: str
    instance: str
    errors: tuple[ProblemError, ...] = ()

    model_config = DomainModel.model_config | {"json_schema_extra": lambda schema: _open(schema)}


def _open(schema: dict[str, Any]) -> None:
    """RFC 9457 lets problems carry more members."""
    schema.pop("additionalProperties", None)
