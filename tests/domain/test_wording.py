"""Every way in which pydantic can refuse a value has a Dutch wording.

The error types are read from the core schemas of our models, so a field of a new kind fails here until the
table below knows how its kind can go wrong.
"""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

import app.api
import app.corpus
import app.domain
from app.domain.wording import _WORDING, describe

#: How a value of a kind can be wrong, by the `type` of pydantic's core schema.
ERRORS_OF_KIND = {
    "any": set(),
    "none": set(),
    "nullable": set(),
    "default": set(),
    "definitions": set(),
    "definition-ref": set(),
    "union": set(),
    "tagged-union": {"union_tag_invalid", "union_tag_not_found"},
    "str": {"string_type", "string_unicode"},
    "int": {"int_type", "int_parsing", "int_parsing_size", "int_from_float"},
    "float": {"float_type", "float_parsing"},
    "decimal": {"decimal_type", "decimal_parsing"},
    "bool": {"bool_type", "bool_parsing"},
    "date": {"date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"},
    "datetime": {"datetime_type", "datetime_parsing", "datetime_from_date_parsing", "datetime_object_invalid"},
    "enum": {"enum"},
    "literal": {"literal_error"},
    "list": {"list_type"},
    "tuple": {"tuple_type"},
    "set": {"set_type"},
    "frozenset": {"frozen_set_type"},
    "dict": {"dict_type"},
    "model": {"model_type", "model_attributes_type"},
    "model-fields": {"missing", "extra_forbidden"},
    "function-before": {"value_error"},
    "function-after": {"value_error"},
    "function-wrap": {"value_error"},
    "function-plain": {"value_error"},
    "dataclass": {"dataclass_type"},
}
#: Parts of a schema that cannot be wrong by themselves.
PARTS = {"model-field", "positional", "keyword", "no-info", "with-info"}
COLLECTIONS = {"list", "tuple", "set", "frozenset", "dict"}
ERRORS_OF_LIMIT = {
    "ge": "greater_than_equal",
    "gt": "greater_than",
    "le": "less_than_equal",
    "lt": "less_than",
    "pattern": "string_pattern_mismatch",
    "min_length": "string_too_short",
    "max_length": "string_too_long",
    "multiple_of": "multiple_of",
    "max_digits": "decimal_max_digits",
    "decimal_places": "decimal_max_places",
}
#: Raised around a schema rather than by it: for a body, and for a number that is not finite.
ALWAYS = {"missing", "json_invalid", "value_error", "finite_number"}


def models() -> list[type[BaseModel]]:
    """Every model that reads what a curator or a user writes (answers and manifests read only what we wrote)."""
    for package in (app.domain, app.corpus, app.api):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            import_module(module.name)
    return sorted(set(_below(BaseModel)), key=lambda model: f"{model.__module__}.{model.__qualname__}")


def _below(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for child in model.__subclasses__():
        ours = child.__module__.startswith(("app.domain", "app.corpus", "app.api.parameters", "app.api.bodies"))
        if ours and child.__pydantic_complete__:
            yield child
        yield from _below(child)


def error_types(schema: Any) -> Iterator[str]:
    """The error types of a core schema and everything in it."""
    if isinstance(schema, list | tuple):
        for item in schema:
            yield from error_types(item)
    elif isinstance(schema, dict):
        kind = schema.get("type")
        if isinstance(kind, str) and kind not in PARTS:
            yield from ERRORS_OF_KIND[kind]
            for limit in ERRORS_OF_LIMIT.keys() & schema.keys():
                yield _limit_error(kind, limit)
        for key, value in schema.items():
            if key not in {"metadata", "serialization", "config", "members", "expected", "default"}:
                yield from error_types(value)


def _limit_error(kind: str, limit: str) -> str:
    if kind in COLLECTIONS:
        return {"min_length": "too_short", "max_length": "too_long"}[limit]
    return ERRORS_OF_LIMIT[limit]


def possible_errors() -> dict[str, str]:
    """Error type and a model that can raise it."""
    found = dict.fromkeys(ALWAYS, "every request")
    for model in models():
        found |= dict.fromkeys(error_types(model.__pydantic_core_schema__), model.__qualname__)
    return found


def test_the_models_that_read_input_are_found() -> None:
    names = {model.__name__ for model in models()}
    assert {"Intervention", "Vocabulary", "SourceDocument", "SearchParameters", "History"} <= names


def test_everything_that_can_be_wrong_has_a_dutch_wording() -> None:
    missing = {
        kind: model for kind, model in possible_errors().items() if kind not in _WORDING.keys() | {"value_error"}
    }
    assert not missing


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (int, "x"),
        (int, 1.5),
        (int, "9" * 5000),
        (bool, "misschien"),
        (float, "x"),
        (str, 3),
        (list[int], 3),
        (tuple[str, ...], "x"),
        (dict[str, int], []),
    ],
)
def test_the_wording_is_a_dutch_clause(annotation: Any, value: Any) -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(annotation).validate_python(value)
    for detail in raised.value.errors():
        text = describe(detail)
        assert text.startswith(("moet", "is een"))
        assert "Input" not in text


def test_our_own_sentence_is_kept() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(OnlyEven).validate_python({"number": 3})
    assert [describe(detail) for detail in raised.value.errors()] == ["moet even zijn"]


def test_an_unknown_type_of_error_still_says_something() -> None:
    detail = {"type": "een_nieuwe_soort", "msg": "?", "loc": (), "input": None}
    assert describe(detail) == "is niet geldig (een_nieuwe_soort)"


def test_choices_are_listed() -> None:
    error = PydanticCustomError("enum", "x", {"expected": "'a', 'b' or 'c'"})
    assert describe({"type": error.type, "ctx": error.context}) == "moet een van deze waarden zijn: 'a', 'b' of 'c'"


class OnlyEven(BaseModel):
    number: int

    def model_post_init(self, _context: Any) -> None:
        if self.number % 2:
            raise ValueError("moet even zijn")
