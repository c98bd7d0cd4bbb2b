"""Contributions in words: one Dutch sentence for every factor and case, nothing beside the real reasons."""

from collections.abc import Mapping

from app.domain.intervention import Intervention
from app.domain.matching.features import NEUTRAL, Fit
from app.domain.matching.index import MatchIndex
from app.domain.matching.question import Question
from app.domain.matching.result import Reason
from app.domain.matching.scoring import Contribution, Scored

#: Vocabulary by factor, for the labels of what a record states.
_VOCABULARY = {
    "topic": "topics",
    "sector": "sectors",
    "targetGroup": "target-groups",
    "organisationSize": "organisation-sizes",
    "level": "levels",
    "barrier": "barriers",
    "phase": "phases",
    "category": "categories",
    "evidence": "evidence-levels",
}
#: Sentence by factor and case; {asked} is what the profile says, {record} what the record states.
WORDING: Mapping[tuple[str, str], str] = {
    ("topic", "same"): "Dit gaat over {record}; dat is uw behoefte.",
    ("topic", "narrower"): "Dit gaat over {record}; dat hoort bij uw behoefte {asked}.",
    ("topic", "broader"): "Dit gaat over {record} in het algemeen; uw behoefte {asked} is daar een deel van.",
    ("topic", "related"): "Dit gaat over {record}; dat hangt nauw samen met uw behoefte {asked}.",
    ("topic", "sibling"): "Dit gaat over {record}; dat ligt naast uw behoefte {asked}.",
    ("text", "found"): "De woorden van uw tekst staan ook in de beschrijving.",
    ("text", "absent"): "De woorden van uw tekst staan niet in de beschrijving.",
    ("sector", "in"): "Dit is gemaakt voor of gebruikt in {record}.",
    ("sector", "part"): "Dit komt uit een deel van uw sector: {record}.",
    ("sector", "family"): "Dit is een voorbeeld uit een verwante sector: {record}.",
    ("sector", "other"): "Dit is een voorbeeld uit een andere sector: {record}.",
    ("sector", "locked"): "Dit is alleen voor een andere sector: {record}.",
    ("sector", "general"): "Dit is voor alle sectoren, dus ook voor die van u ({asked}).",
    ("sector", "none-algemeen"): "Dit is voor alle sectoren.",
    ("sector", "none-voorbeeld"): "Dit is een voorbeeld uit {record}. U noemde geen sector.",
    ("sector", "none-alleen"): "Dit is alleen voor {record}. U noemde geen sector.",
    ("targetGroup", "same"): "Dit is voor uw doelgroep: {record}.",
    ("targetGroup", "broader"): "Dit is voor een bredere groep, waar uw doelgroep ({asked}) bij hoort: {record}.",
    ("targetGroup", "through"): "Dit is voor {record}, die het voor uw doelgroep ({asked}) gebruiken.",
    ("targetGroup", "open"): "Dit is voor {record}. U noemde geen doelgroep.",
    ("targetGroup", "special"): "Dit is speciaal voor {record}. Die groep noemde u niet.",
    ("targetGroup", "other"): "Dit is voor {record}, niet voor uw doelgroep ({asked}).",
    ("targetGroup", "unknown"): "De bron noemt geen doelgroep.",
    ("organisationSize", "same"): "Dit past bij uw grootte: {record}.",
    ("organisationSize", "other"): "Dit is voor een andere grootte: {record}.",
    ("organisationSize", "staff"): "Dit vraagt functies of HR-systemen die een heel klein bedrijf meestal niet heeft.",
    ("organisationSize", "unknown"): "De bron noemt geen grootte.",
    ("level", "work"): "Dit pakt de oorzaak in het werk of de organisatie aan ({record}).",
    ("level", "person"): "Dit helpt alleen de persoon zelf; de oorzaak in het werk blijft.",
    ("level", "source"): "Dit pakt het risico bij de bron aan, of voor iedereen tegelijk.",
    ("level", "instruction"): "Dit geeft vooral uitleg of instructie; de bron van het risico blijft.",
    ("level", "wide"): "Dit is iets voor een sector of regio als geheel, niet voor één organisatie.",
    ("level", "free"): "Dit werkt op het niveau {record}; uw behoefte vraagt geen bepaald niveau.",
    ("level", "unknown"): "De bron noemt geen niveau.",
    ("barrier", "same"): "Dit helpt bij wat mensen tegenhoudt: {record}.",
    ("barrier", "other"): "Dit helpt vooral bij {record}, niet bij {asked}.",
    ("barrier", "unknown"): "De bron noemt niet welke belemmering dit wegneemt.",
    ("phase", "same"): "Dit past bij de fase waarin u zit: {record}.",
    ("phase", "later"): "Dit past vooral bij een latere fase: {record}.",
    ("phase", "earlier"): "Dit past vooral bij een eerdere fase: {record}.",
    ("phase", "scan-again"): "Dit is een analyse van de organisatie, en die hebt u al.",
    ("phase", "unknown"): "De bron noemt geen fase.",
    ("category", "missing"): "Dit vult een gat: {record} hebt u nog niet.",
    ("category", "again"): "Meten hoort bij de evaluatie, ook al hebt u al een {record}.",
    ("category", "present"): "Van de soort {record} hebt u al iets.",
    ("evidence", "stated"): "Wat bekend is over het effect: {record}.",
    ("evidence", "unknown"): "Ons is geen onderzoek naar het effect bekend. Dat zegt niet dat het niet werkt.",
    ("concreteness", "intervention"): "Dit is een interventie met een naam, die u kunt opzoeken.",
    ("concreteness", "type"): "Dit is een soort interventie; de uitwerking kiest u zelf.",
    ("concreteness", "approach"): "Dit is een manier van werken, geen interventie.",
    ("concreteness", "duty"): "Dit is wettelijk verplicht; het is de basis van uw beleid, geen extra maatregel.",
    ("concreteness", "example"): "Dit beschrijft wat een organisatie deed; een kant en klaar middel is het niet.",
    ("concreteness", "knowledge"): "Dit geeft kennis; weten alleen leidt nog niet tot doen.",
}
#: Cases for which the labels are not those of the factor's vocabulary.
_KIND_LABELS = {"intervention": "interventie", "type": "soort interventie", "approach": "aanpak"}


def reasons(scored: Scored, question: Question) -> tuple[Reason, ...]:
    """Every contribution in words, the largest first."""
    made = [_reason(item, question) for item in scored.contributions]
    return tuple(sorted(made, key=lambda reason: (-reason.points, -reason.available)))


def _reason(item: Contribution, question: Question) -> Reason:
    asked = _asked(item, question)
    stated = _stated(item.factor, item.fit, question.index)
    sentence = WORDING[item.factor, item.fit.case].format(asked=asked, record=stated)
    unknown = 0 if item.factor in {"topic", "text"} else round(item.available * NEUTRAL)
    return Reason(item.factor, asked, stated, item.available, item.points, unknown, sentence)


def _asked(item: Contribution, question: Question) -> str:
    profile, index = question.profile, question.index
    if item.need:
        return f"{index.label('topics', item.need.need.topic)} (urgentie {item.need.need.urgency})"
    values = {
        "sector": profile.sectors,
        "targetGroup": profile.target_groups,
        "organisationSize": profile.organisation_sizes,
        "barrier": profile.barriers,
        "phase": (profile.phase,) if profile.phase else (),
        "category": profile.present,
    }.get(item.factor, ())
    return index.labels(_VOCABULARY[item.factor], values) if values else ""


def _stated(factor: str, fit: Fit, index: MatchIndex) -> str:
    if factor in _VOCABULARY:
        return index.labels(_VOCABULARY[factor], fit.record)
    return " en ".join(_KIND_LABELS.get(value, index.label("forms", value)) for value in fit.record)


def title(record: Intervention) -> str:
    """A record's title between quotes."""
    return f"'{record.title}'"
