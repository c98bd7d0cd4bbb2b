"""The few hard rules: what is never recommended, always with the reason."""

from dataclasses import dataclass

from app.domain.intervention import Intervention
from app.domain.matching.nature import is_expired
from app.domain.matching.question import Question
from app.domain.schemes import Scheme

#: What each code means, for users.
EXPLANATIONS = {
    "uitgesloten": "U hebt het record zelf uitgesloten.",
    "verlopen": "De interventie is beëindigd of verlopen.",
    "andere-sector": "De interventie is alleen voor een andere sector dan die van u.",
    "regeling": "De regeling die u noemt betaalt er niet voor. Noemt u geen regeling, dan staat het bij de "
    "aandachtspunten.",
}


@dataclass(frozen=True)
class Exclusion:
    """A record that a hard rule leaves out. Codes: verlopen, andere-sector, uitgesloten, regeling."""

    record: Intervention
    code: str
    reason: str


def exclusion(record: Intervention, question: Question) -> Exclusion | None:
    """The first hard rule that leaves the record out, or None."""
    if record.id in question.profile.exclude:
        return Exclusion(record, "uitgesloten", "U hebt dit zelf uitgesloten.")
    if is_expired(record):
        why = next((caution.reason for caution in record.cautions if caution.kind == "verlopen"), record.status.note)
        return Exclusion(record, "verlopen", why or "Dit bestaat niet meer.")
    if locked_out(record, question):
        sectors = question.index.labels("sectors", record.sectors)
        return Exclusion(record, "andere-sector", f"Dit is alleen voor een andere sector: {sectors}.")
    chosen = scheme(question)
    reason = not_paid(record, chosen) or not_paid_for(record, chosen, question) if chosen else None
    return Exclusion(record, "regeling", reason) if reason else None


def locked_out(record: Intervention, question: Question) -> bool:
    """Made for other sectors only."""
    if record.sector_scope != "alleen" or not question.profile.sectors:
        return False
    return question.sector_kin(record.sectors) in {"family", "other"}


def scheme(question: Question) -> Scheme | None:
    """The scheme that the plan is for."""
    return next((item for item in question.index.schemes if item.id == question.profile.scheme), None)


def not_paid(record: Intervention, chosen: Scheme) -> str | None:
    """Why a scheme does not pay for the record, whoever it is for."""
    kinds = {caution.kind for caution in record.cautions}
    rule = next((rule for rule in chosen.not_paid if rule.caution in kinds), None)
    return rule.text if rule else None


def not_paid_for(record: Intervention, chosen: Scheme, question: Question) -> str | None:
    """Why a scheme does not pay for the record for the profile's target groups."""
    groups = set(question.profile.target_groups)
    for rule in chosen.to_check:
        if rule.topic == record.topics[0] and groups.intersection(rule.never_for):
            return rule.text
    return None
