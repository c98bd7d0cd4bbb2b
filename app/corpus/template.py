"""A new record to fill in, with what every field asks for."""

from pydantic import TypeAdapter, ValidationError

from app.domain.intervention import Identifier
from app.errors import InputError, InvalidInput

_TEMPLATE = """\
# Plak dit in data/interventions.yaml en vul het in. Laat weg wat de bron niet vermeldt.
- id: {id}
  kind: intervention            # intervention (heeft een naam), type (een soort) of approach (een aanpak met stappen)
  title: Naam zoals de maker hem schrijft
  aliases: []                   # afkortingen, volledige namen, andere schrijfwijzen
  summary: Eén zin van 20 tot 200 tekens die zegt wat het is en wat het doet.
  description: >-
    Twee tot zes korte zinnen in eigen woorden. Wat is het, voor wie, hoe gebruikt u het, wat levert het op?
    Schrijf niets op wat de bron niet zegt.
  theme: veilig-gezond-vitaal   # of goed-werkgeverschap, leven-lang-ontwikkelen, eigen-regie, algemeen
  topics: [werkdruk]            # 1 tot 4 uit de woordenlijst topics, de belangrijkste eerst
  category: maatregelen         # kennis, analyse, maatregelen of cultuur
  categoryBasis: redactie       # bron als de bron het zelf zo indeelt
  form: training                # uit de woordenlijst forms
  # type: id van het record van de soort type waarvan dit een voorbeeld is
  providers: []                 # ids uit data/providers.yaml, alleen als de bron ze noemt
  # sectors: [horeca]           # met sectorScope: alleen (alleen daar te gebruiken) of voorbeeld
  # sectorScope: voorbeeld
  # targetGroups: [leidinggevenden]
  # levels: [team]
  # phases: [implementatie]
  # barriers: [weten]
  # organisationSizes: [mkb]
  # evidence: {{level: praktijkvoorbeeld}}
  # cost: {{kind: gratis}}
  status: {{state: actief, asOf: "2025-01"}}
  # cautions: [{{kind: gezondheidsgegevens, reason: De app verwerkt gegevens over gezondheid.}}]
  # steps: [{{title: Eerste stap, text: Wat u dan doet.}}]
  # links: [{{url: "https://voorbeeld.nl/", label: Naam van de pagina}}]
  sources:
    - {{document: quickscan-2020, section: "2.5", row: Kop van de rij}}
  related: []
  en:
    summary: One English sentence that says what it is and what it does.
"""


def record_template(record_id: str) -> str:
    """YAML for a new record. Raises InvalidInput when the id is not in kebab-case."""
    try:
        TypeAdapter(Identifier).validate_python(record_id)
    except ValidationError as error:
        reason = InputError("query", "id", "invalid_id", "gebruik kleine letters, cijfers en streepjes")
        raise InvalidInput([reason]) from error
    return _TEMPLATE.format(id=record_id)
