"""Free text of users, made safe for every format: no control characters, one kind of line end, trimmed.

XML (and so DOCX and XLSX) cannot hold most control characters, and direction overrides can make a sentence look
like another one. HTML and formulas are text like any other here: each writer escapes what its own format needs.
"""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from app.domain.model import NOT_BLANK

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t]+")


def safe_text(value: str) -> str:
    """The text in composed Unicode (NFC) without what a document cannot show; line breaks stay."""
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return _UNSAFE.sub("", value).strip()


def one_line(value: str) -> str:
    """The same, on one line."""
    return _SPACES.sub(" ", safe_text(value).replace("\n", " ")).strip()


def _encodable(value: object) -> object:
    """Half a surrogate pair is no text; pydantic would let it through into places that cannot write it."""
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("bevat tekens die geen geldige tekst zijn")
    return value


ShortText = Annotated[str, BeforeValidator(_encodable), StringConstraints(max_length=300), AfterValidator(one_line)]
LongText = Annotated[str, BeforeValidator(_encodable), StringConstraints(max_length=4000), AfterValidator(safe_text)]


def _something(value: str) -> str:
    if not value:
        raise ValueError("mag niet leeg zijn")
    return value


Named = Annotated[
    str,
    BeforeValidator(_encodable),
    StringConstraints(max_length=200),
    AfterValidator(one_line),
    AfterValidator(_something),
    NOT_BLANK,
]
