"""What an adviser must know before using a recommended record."""

from collections.abc import Iterator

from app.domain.intervention import Intervention
from app.domain.matching.eligibility import not_paid, scheme
from app.domain.matching.nature import LIFESTYLE, SPECIAL_GROUPS, asks_staff, is_wide_only
from app.domain.matching.question import Question
from app.domain.matching.result import Note


def cautions(record: Intervention, question: Question) -> tuple[Note, ...]:
    """The record's own cautions, then what follows from record and profile together."""
    own = (Note(caution.kind, caution.reason) for caution in record.cautions)
    return (*own, *_money(record, question), *_fit(record, question), *_honesty(record))


def _money(record: Intervention, question: Question) -> Iterator[Note]:
    """What a scheme would say; also when the profile names none, so that nobody is surprised later."""
    chosen = scheme(question)
    for item in (chosen,) if chosen else question.index.schemes:
        reason = not_paid(record, item)
        if reason:
            yield Note("regeling", reason)
    if chosen:
        for check in chosen.to_check:
            if check.topic == record.topics[0]:
                yield Note("regeling-nagaan", check.reason)


def _fit(record: Intervention, question: Question) -> Iterator[Note]:
    index, profile = question.index, question.profile
    sectors = index.labels("sectors", record.sectors)
    if record.sectors and profile.sectors:
        kin = question.sector_kin(record.sectors)
        if kin in {"family", "other"}:
            yield Note("andere-sector", f"Voorbeeld uit een andere sector ({sectors}). Pas het aan uw sector aan.")
        elif kin == "part":
            yield Note("deel-van-sector", f"Dit geldt voor een deel van uw sector: {sectors}.")
    elif record.sector_scope == "alleen":
        yield Note("alleen-deze-sector", f"Dit is alleen voor {sectors}. U noemde geen sector.")
    groups = set(record.target_groups)
    if groups and groups <= SPECIAL_GROUPS and not groups & (set(profile.target_groups) | question.groups_above):
        named = index.labels("target-groups", record.target_groups)
        yield Note("doelgroep", f"Bedoeld voor {named}. Die groep noemde u niet; gebruik dit alleen als het nodig is.")
    if set(profile.organisation_sizes) & {"micro", "zzp"} and asks_staff(record):
        yield Note("schaal", "Dit is groot van opzet voor een heel klein bedrijf.")
    if is_wide_only(record):
        yield Note("sectorniveau", "Dit is iets voor een sector of regio, niet voor één organisatie.")


def _honesty(record: Intervention) -> Iterator[Note]:
    if LIFESTYLE.intersection(record.topics) and "individu" in record.levels:
        yield Note("leefstijl", "Leefstijl is een eigen keuze. Maak meedoen vrijwillig.")
    if record.status.state == "pilot":
        since = f" in {record.status.as_of}" if record.status.as_of else ""
        yield Note("pilot", f"Dit was{since} een proef. Ga na of het nog bestaat.")
    elif record.status.state == "onbekend":
        yield Note("status-onbekend", "De bron zegt niet of dit nu nog bestaat. Ga dat na.")
    if record.evidence.claim:
        claim = record.evidence.claim
        yield Note("bronclaim", f"'{claim.text}': dat zegt {claim.by}. Het is geen oordeel van ons.")
