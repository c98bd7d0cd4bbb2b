"""Small words of findings and documents: lists, counts, dates and numbers as Dutch readers expect them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
_COUNTS = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf".split()


def count(number: int) -> str:
    """A small number in a word."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def listed(items: Sequence[str]) -> str:
    """Items in a sentence: a, b en c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} en {items[-1]}"


def dutch_date(day: date) -> str:
    """A date as people write it: 1 november 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def partial_date(text: str) -> str:
    """A year, month or day in ISO form as people write it: 2025-10 becomes oktober 2025."""
    year, *rest = text.split("-")
    words = [MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*([str(int(rest[1]))] if len(rest) > 1 else []), *words, year])


def dutch_number(value: Decimal | int) -> str:
    """A number with points between thousands and a decimal comma, without empty decimals."""
    return _swapped(f"{value:,.2f}").removesuffix(",00")


def euros(value: Decimal) -> str:
    """An amount in euros with cents: € 1.234,50, never split over two lines."""
    return f"€\N{NO-BREAK SPACE}{_swapped(f'{value:,.2f}')}"


def percent(value: Decimal) -> str:
    """A percentage: 50%."""
    return f"{dutch_number(value)}%"


def _swapped(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))
