"""The base of every domain value: frozen, strict about unknown fields, camelCase outside Python."""

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

#: In openapi.json, of texts that may not be empty: white space around them is taken off before they are measured.
NOT_BLANK = Field(json_schema_extra={"pattern": r"\S"})


def whole(value: object) -> object:
    """2.0 as 2, and all else as it is: JSON has one kind of number, and 2.0 is an integer to JSON Schema."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Whole = BeforeValidator(whole)


class DomainModel(BaseModel):
    """A value that never changes after it is made; equal when its fields are equal."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=to_camel,
        populate_by_name=True,
        str_strip_whitespace=True,
    )
