"""The features of the score: small pure functions of a record and a question.

Their docstrings are the public documentation (GET /v1/match/algorithm) and therefore Dutch. A feature answers
with a `Fit`: a value from 0 to 1 and the case it recognised. A value that the record does not state is
neutral (0.5) and is called `unknown`; it is never a reason against a record.
"""

from dataclasses import dataclass

from app.domain.intervention import Intervention, Kind
from app.domain.matching.nature import (
    INTERMEDIARIES,
    SPECIAL_GROUPS,
    asks_staff,
    is_at_the_source,
    is_duty,
    is_example,
    is_individual_only,
    is_instruction,
    is_wide_only,
)
from app.domain.matching.question import PHASES, Question

NEUTRAL = 0.5


@dataclass(frozen=True)
class Fit:
    """How well a record fits one side of a profile: 0 to 1, why, and what of the record it rests on."""

    value: float
    case: str
    record: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        """The record states what the feature looks at."""
        return self.case != "unknown"


UNKNOWN = Fit(NEUTRAL, "unknown")


def text(record: Intervention, question: Question) -> Fit:
    """Hoe goed de woorden van het record passen bij uw tekst. Het best passende record krijgt alles."""
    value = question.text_scores.get(record.id, 0.0)
    return Fit(value, "found" if value else "absent")


#: What is for every sector.
GENERAL_SECTOR = 0.6
#: What is for a sector or region as a whole, not for one organisation.
WIDE_VALUE = 0.2
#: A kind of intervention, beside 1 for one with a name.
KIND_TYPE = 0.3

_SECTOR_VALUE = {
    ("alleen", "in"): 1.0,
    ("alleen", "part"): 0.75,
    ("voorbeeld", "in"): 0.95,
    ("voorbeeld", "part"): 0.8,
    ("voorbeeld", "family"): 0.55,
    ("voorbeeld", "other"): 0.2,
}
_NO_SECTOR_VALUE = {"algemeen": 0.6, "voorbeeld": 0.4, "alleen": 0.15}


def sector(record: Intervention, question: Question) -> Fit:
    """Of het record voor uw sector is gemaakt (alles), algemeen is (0,6), of een voorbeeld is van elders (0,2).

    Is het alleen voor een andere sector, dan valt het af. Noemt u geen sector, dan gaan algemene records voor.
    """
    if not question.profile.sectors:
        return Fit(_NO_SECTOR_VALUE[record.sector_scope], f"none-{record.sector_scope}", record.sectors)
    if not record.sectors:
        return Fit(GENERAL_SECTOR, "general")
    kin = question.sector_kin(record.sectors)
    value = _SECTOR_VALUE.get((record.sector_scope, kin))
    return Fit(0.0, "locked", record.sectors) if value is None else Fit(value, kin, record.sectors)


def target_group(record: Intervention, question: Question) -> Fit:
    """Of het record voor uw doelgroep is: dezelfde (alles), een bredere groep (0,75) of via de werkgever (0,5).

    Een record voor een bijzondere groep, zoals ouderen, telt nauwelijks als u die groep niet noemt.
    """
    groups, asked = frozenset(record.target_groups), frozenset(question.profile.target_groups)
    if not groups:
        return UNKNOWN
    if groups <= SPECIAL_GROUPS and not groups & (asked | question.groups_above):
        return Fit(0.0, "special", record.target_groups)
    if not asked:
        return Fit(0.3 if groups == {"ondernemingsraad"} else 0.6, "open", record.target_groups)
    if groups & asked:
        return Fit(1.0, "same", tuple(group for group in record.target_groups if group in asked))
    return _other_group(record, groups, question)


def _other_group(record: Intervention, groups: frozenset[str], question: Question) -> Fit:
    """A record for groups that the profile does not name."""
    asked = frozenset(question.profile.target_groups)
    with_wider = asked | question.groups_above
    if groups & with_wider or ("teams" in groups and "werknemers" in with_wider):
        return Fit(0.75, "broader", record.target_groups)
    if groups & INTERMEDIARIES and not asked <= {"leidinggevenden", "teams", "ondernemingsraad"}:
        return Fit(0.5, "through", record.target_groups)
    return Fit(0.1, "other", record.target_groups)


def organisation_size(record: Intervention, question: Question) -> Fit:
    """Of het record past bij de grootte van de organisatie. Bijna geen bron noemt een grootte.

    Voor bedrijven met minder dan tien mensen telt niet wat een HR-afdeling of ondernemingsraad vraagt.
    """
    asked = frozenset(question.profile.organisation_sizes)
    if asked <= {"micro", "zzp"} and asks_staff(record):
        return Fit(0.0, "staff", record.target_groups)
    if not record.organisation_sizes:
        return UNKNOWN
    index = question.index
    wide = asked.union(*(index.wider("organisation-sizes", size) for size in asked))
    narrow = {wider for size in record.organisation_sizes for wider in index.wider("organisation-sizes", size)}
    fits = wide.intersection(record.organisation_sizes) or asked & narrow
    return Fit(1.0 if fits else 0.0, "same" if fits else "other", record.organisation_sizes)


def level(record: Intervention, question: Question) -> Fit:
    """Of het record de oorzaak aanpakt. Bij psychosociale belasting gaat het werk, het team of de leiding voor.

    Bij lichamelijke en chemische risico's gaat de bron voor, dan wat voor allen geldt, dan instructie. Wat alleen
    voor een sector of regio als geheel is, telt weinig: daar kan één organisatie niets mee beginnen.
    """
    best = question.best_fit(record.id)
    need = best.need.topic if best else ""
    if not record.levels:
        return UNKNOWN
    if is_wide_only(record):
        return Fit(WIDE_VALUE, "wide", record.levels)
    if need in question.psychosocial:
        return _cause_in_the_work(record)
    if need in question.physical and record.category != "analyse":
        return _hygiene_strategy(record)
    return Fit(0.6, "free", record.levels)


def _cause_in_the_work(record: Intervention) -> Fit:
    if is_individual_only(record):
        return Fit(0.2, "person", record.levels)
    return Fit(0.85 if "individu" in record.levels else 1.0, "work", record.levels)


def _hygiene_strategy(record: Intervention) -> Fit:
    if is_at_the_source(record):
        return Fit(1.0, "source", record.levels)
    return Fit(0.4, "instruction", record.levels) if is_instruction(record) else Fit(0.6, "free", record.levels)


def barrier(record: Intervention, question: Question) -> Fit:
    """Of het record wegneemt wat mensen tegenhoudt: weten, willen, kunnen, durven of mogen."""
    if not record.barriers:
        return UNKNOWN
    asked = question.profile.barriers
    taken = tuple(item for item in record.barriers if item in asked)
    value = 0.6 + 0.4 * len(taken) / len(asked) if taken else 0.1
    return Fit(value, "same" if taken else "other", taken or record.barriers)


def phase(record: Intervention, question: Question) -> Fit:
    """Of het record past bij waar u staat. Is de analyse klaar, dan telt een nieuwe scan niet meer mee."""
    now = question.profile.phase or ("plan-van-aanpak" if question.analysis_is_done else "analyse")
    if question.scans_again(record):
        return Fit(0.0, "scan-again", record.phases)
    if now == "analyse" and record.category == "analyse":
        return Fit(1.0, "same", ("analyse",))
    if not record.phases:
        return UNKNOWN
    if now == "analyse":
        return Fit(0.7 if now in record.phases else 0.25, "same" if now in record.phases else "later", record.phases)
    if now in record.phases:
        return Fit(1.0, "same", (now,))
    ahead = any(PHASES.index(item) > PHASES.index(now) for item in record.phases)
    return Fit(0.7 if ahead else 0.3, "later" if ahead else "earlier", record.phases)


def category(record: Intervention, question: Question) -> Fit:
    """Of het record een gat vult: wat u al hebt (kennis, analyse, maatregelen, cultuur) telt weinig."""
    present = record.category in question.profile.present
    if present and question.measures_again(record):
        return Fit(1.0, "again", (record.category,))
    return Fit(0.15 if present else 1.0, "present" if present else "missing", (record.category,))


_EVIDENCE_VALUE = {"praktijkvoorbeeld": 0.6, "geevalueerd": 0.8, "erkend": 1.0, "tegenstrijdig": 0.0}


def evidence(record: Intervention, question: Question) -> Fit:  # noqa: ARG001 - every feature has one shape
    """Hoe goed het effect bekend is. Dit telt voor ten hoogste een tiende; onbekend is neutraal."""
    value = _EVIDENCE_VALUE.get(record.evidence.level)
    return UNKNOWN if value is None else Fit(value, "stated", (record.evidence.level,))


def concreteness(record: Intervention, question: Question) -> Fit:  # noqa: ARG001 - every feature has one shape
    """Een interventie met naam gaat voor een soort interventie of een praktijkverhaal, en doen gaat voor weten.

    Wat de wet al verplicht, is geen extra maatregel en telt hier niet.
    """
    if is_duty(record):
        return Fit(0.0, "duty", (record.kind.value,))
    if record.kind is Kind.INTERVENTION and is_example(record):
        return Fit(0.3, "example", (record.form,))
    value = 1.0 if record.kind is Kind.INTERVENTION else KIND_TYPE
    if record.form in {"platform", "netwerk", "brochure"} and record.category == "kennis":
        return Fit(value / 2, "knowledge", (record.form,))
    return Fit(value, record.kind.value, (record.kind.value,))
