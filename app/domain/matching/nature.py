"""What kind of measure a record is, where a rule of the field depends on it.

Sources: the occupational hygiene strategy (source, collective, individual, protective equipment) for physical
and chemical risks; for psychosocial load the overviews that find changes in work stronger than help for
individuals (docs/matching.md names them).
"""

from app.domain.intervention import Intervention

PSYCHOSOCIAL = frozenset(
    {"werkdruk", "ongewenste-omgangsvormen", "agressie-en-geweld", "mentale-gezondheid", "werktijden-en-roosters"}
)
PHYSICAL = frozenset(
    {
        "arbeidsrisicos",
        "fysieke-belasting",
        "gevaarlijke-stoffen",
        "machineveiligheid",
        "schadelijk-geluid",
        "beeldschermwerk",
        "werken-op-hoogte",
    }
)
LIFESTYLE = frozenset({"bewegen", "roken", "alcohol", "voeding", "vitaliteit", "nachtwerk-en-slaap"})
#: Forms that tell or teach a person how to act: the last step of the strategy.
INSTRUCTION = frozenset(
    {"training", "e-learning", "webinar", "brochure", "toolbox", "app", "campagne", "workshop", "praatplaat-of-spel"}
)
_COLLECTIVE = frozenset({"team", "leidinggevende", "organisatie", "sector"})
_DIAGNOSTIC = frozenset({"scan", "onderzoek", "audit", "checklist"})
_WIDE = frozenset({"sector", "landelijk"})
#: Groups for whom a record is made on purpose; a profile has to name them.
SPECIAL_GROUPS = frozenset(
    {
        "oudere-werknemers",
        "jongeren-en-starters",
        "nieuwe-medewerkers",
        "flexwerkers",
        "zzp",
        "nacht-en-ploegendienst",
        "praktisch-opgeleiden",
        "laaggeletterden",
        "mantelzorgers",
        "mensen-met-arbeidsbeperking",
        "werkzoekenden",
        "zij-instromers",
        "met-ontslag-bedreigden",
        "leerlingen-en-studenten",
        "vluchtelingen-en-migranten",
    }
)
#: Those who use a record on behalf of workers: not a wrong addressee for a plan about workers.
INTERMEDIARIES = frozenset(
    {"werkgevers", "directie", "hr-professionals", "arboprofessionals", "preventiemedewerkers", "sociale-partners"}
)
_STAFF_FUNCTIONS = frozenset({"hr-professionals", "arboprofessionals", "ondernemingsraad", "vertrouwenspersonen"})
_HR_SYSTEM_TOPICS = frozenset({"strategische-personeelsplanning", "di-beleid", "talentontwikkeling"})
_HR_SYSTEM_FORMS = frozenset({"programma", "onderzoek", "audit", "model", "stappenplan", "project"})


def is_expired(record: Intervention) -> bool:
    """It ended, or its subject matter lapsed."""
    return record.status.state == "beeindigd" or any(caution.kind == "verlopen" for caution in record.cautions)


def is_collective(record: Intervention) -> bool:
    """It changes the work, the team or the organisation, not a person only; knowing or measuring is no change."""
    return bool(_COLLECTIVE.intersection(record.levels)) and record.category in {"maatregelen", "cultuur"}


def is_individual_only(record: Intervention) -> bool:
    """It works on a person only."""
    return set(record.levels) == {"individu"}


def is_survey(record: Intervention) -> bool:
    """It measures or inspects an organisation as a whole; a test that helps one person on is none."""
    wide = bool(_COLLECTIVE.intersection(record.levels)) or not record.levels
    return record.category == "analyse" and record.form in _DIAGNOSTIC and wide


def is_duty(record: Intervention) -> bool:
    """The law already demands it."""
    return any(caution.kind == "wettelijke-plicht" for caution in record.cautions)


def is_example(record: Intervention) -> bool:
    """A story of what somebody did, or something that may no longer exist."""
    return record.form == "praktijkvoorbeeld" or record.status.state == "onbekend"


def is_instruction(record: Intervention) -> bool:
    """It tells or teaches people how to act, and does not change the work itself."""
    return record.form in INSTRUCTION


def is_at_the_source(record: Intervention) -> bool:
    """A technical or organisational measure against a physical or chemical risk."""
    measure = record.category == "maatregelen" and bool(_COLLECTIVE.intersection(record.levels))
    return record.form == "technologie" or (measure and not is_instruction(record))


def is_wide_only(record: Intervention) -> bool:
    """It is for a sector or the country as a whole, not for one organisation."""
    return bool(record.levels) and _WIDE.issuperset(record.levels)


def asks_staff(record: Intervention) -> bool:
    """It supposes staff functions or HR systems that a firm of under ten people does not have."""
    groups = set(record.target_groups)
    if groups and groups <= _STAFF_FUNCTIONS:
        return True
    return (
        record.topics[0] in _HR_SYSTEM_TOPICS
        and record.form in _HR_SYSTEM_FORMS
        and "individu" not in record.levels
        and "mkb" not in record.organisation_sizes
    )
