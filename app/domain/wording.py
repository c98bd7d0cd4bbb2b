"""What is wrong with a value, in Dutch: one wording for curators (YAML) and for users (requests)."""

from collections.abc import Callable, Mapping
from typing import Any

ErrorDetails = Mapping[str, Any]


def _allowed(context: Mapping[str, Any]) -> str:
    return str(context.get("expected", "")).replace(" or ", " of ")


_WORDING: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "ontbreekt, maar is verplicht",
    "extra_forbidden": lambda _: "bestaat niet",
    "enum": lambda c: f"moet een van deze waarden zijn: {_allowed(c)}",
    "literal_error": lambda c: f"moet een van deze waarden zijn: {_allowed(c)}",
    "string_type": lambda _: "moet tekst zijn",
    "string_too_short": lambda c: f"moet ten minste {c['min_length']} tekens hebben",
    "string_too_long": lambda c: f"mag ten hoogste {c['max_length']} tekens hebben",
    "string_pattern_mismatch": lambda c: f"heeft niet de juiste vorm ({c['pattern']})",
    "string_unicode": lambda _: "bevat tekens die geen geldige tekst zijn",
    "too_short": lambda c: f"moet ten minste {c['min_length']} waarden hebben",
    "too_long": lambda c: f"mag ten hoogste {c['max_length']} waarden hebben",
    "int_type": lambda _: "moet een geheel getal zijn",
    "int_parsing": lambda _: "moet een geheel getal zijn",
    "int_parsing_size": lambda _: "is een te groot getal",
    "int_from_float": lambda _: "moet een geheel getal zijn",
    "float_type": lambda _: "moet een getal zijn",
    "float_parsing": lambda _: "moet een getal zijn",
    "decimal_type": lambda _: "moet een getal zijn",
    "decimal_parsing": lambda _: "moet een getal zijn",
    "decimal_max_places": lambda c: f"mag ten hoogste {c['decimal_places']} cijfers achter de komma hebben",
    "finite_number": lambda _: "moet een eindig getal zijn",
    "bool_type": lambda _: "moet true of false zijn",
    "bool_parsing": lambda _: "moet true of false zijn",
    "date_type": lambda _: "moet een datum zijn (jjjj-mm-dd)",
    "date_from_datetime_parsing": lambda _: "moet een datum zijn (jjjj-mm-dd)",
    "date_from_datetime_inexact": lambda _: "moet een datum zijn zonder tijd (jjjj-mm-dd)",
    "date_parsing": lambda _: "moet een datum zijn (jjjj-mm-dd)",
    "greater_than_equal": lambda c: f"moet ten minste {c['ge']} zijn",
    "greater_than": lambda c: f"moet groter zijn dan {c['gt']}",
    "less_than_equal": lambda c: f"mag ten hoogste {c['le']} zijn",
    "less_than": lambda c: f"moet kleiner zijn dan {c['lt']}",
    "tuple_type": lambda _: "moet een lijst zijn",
    "list_type": lambda _: "moet een lijst zijn",
    "dict_type": lambda _: "moet een object zijn",
    "model_type": lambda _: "moet een object zijn",
    "model_attributes_type": lambda _: "moet een object zijn",
    "json_invalid": lambda _: "is geen geldige JSON",
    "json_type": lambda _: "is geen geldige JSON",
}


def describe(error: ErrorDetails) -> str:
    """One Dutch clause that says what is wrong and what is allowed.

    Takes an item of pydantic's `ValidationError.errors()`. Errors raised by our own validators
    (`value_error`) already carry a Dutch sentence.
    """
    context = error.get("ctx") or {}
    if error["type"] == "value_error":
        return str(context.get("error", error["msg"]))
    wording = _WORDING.get(error["type"])
    return wording(context) if wording else f"is niet geldig ({error['type']})"
