"""How the pages say things in Dutch: numbers, dates, lists, and the words around each facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()


@dataclass(frozen=True)
class FacetWords:
    """A facet in a heading (`label`) and in a sentence (`phrase`, with {} for the values)."""

    label: str
    phrase: str


FACET_WORDS: Mapping[str, FacetWords] = {
    "theme": FacetWords("Thema", "in het thema {}"),
    "category": FacetWords("Wat het doet", "in de categorie {}"),
    "topic": FacetWords("Onderwerp", "over {}"),
    "sector": FacetWords("Sector", "voor de sector {}"),
    "targetGroup": FacetWords("Voor wie", "voor {}"),
    "kind": FacetWords("Soort", "van de soort {}"),
    "form": FacetWords("Vorm", "in de vorm {}"),
    "level": FacetWords("Niveau", "op het niveau {}"),
    "phase": FacetWords("Fase", "voor de fase {}"),
    "barrier": FacetWords("Drempel", "bij de drempel {}"),
    "organisationSize": FacetWords("Bedrijfsgrootte", "voor de bedrijfsgrootte {}"),
    "evidence": FacetWords("Wat is bekend over bewijs", "met bewijs {}"),
    "status": FacetWords("Bestaat het nog", "met de status {}"),
    "caution": FacetWords("Let op", "met het aandachtspunt {}"),
    "provider": FacetWords("Aanbieder", "van {}"),
}

#: What each category asks, in words that a first-time visitor understands.
CATEGORY_QUESTIONS: Mapping[str, str] = {
    "kennis": "Wat moet ik weten?",
    "analyse": "Hoe staat het ervoor?",
    "maatregelen": "Wat kan ik doen?",
    "cultuur": "Hoe gaan we met elkaar om?",
}


def number(value: float) -> str:
    """A number as written in Dutch: 1.234."""
    return f"{value:,.0f}".replace(",", ".")


def counted(count: int, one: str, many: str) -> str:
    """`1 beschrijving`, `2 beschrijvingen`, `geen beschrijvingen`."""
    if count == 0:
        return f"geen {many}"
    return f"{number(count)} {one if count == 1 else many}"


def long_date(day: date) -> str:
    """`1 november 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def stated_date(text: str) -> str:
    """A year, month or day as sources state it: `2020-12` is `december 2020`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = f"{_MONTHS[parts[1] - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{parts[2]} {month}"


def listed(items: Sequence[str], conjunction: str = "en") -> str:
    """`a, b en c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def lower_first(text: str) -> str:
    """The text as it stands inside a sentence; abbreviations such as `DI-beleid` keep their capitals."""
    return text if text[1:2].isupper() or not text else text[0].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text as it stands at the start of a sentence."""
    return text[:1].upper() + text[1:]
