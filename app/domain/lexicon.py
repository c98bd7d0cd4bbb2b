"""What people say for what the field calls otherwise: data for search, not for records."""

from pydantic import Field

from app.domain.intervention import Identifier, Line
from app.domain.model import DomainModel


class Synonyms(DomainModel):
    """Words that mean the same (`words`), or everyday words that lead to words of the field (`from` to `to`)."""

    words: tuple[Line, ...] = ()
    from_: tuple[Line, ...] = Field(default=(), alias="from")
    to: tuple[Line, ...] = ()


class Abbreviation(DomainModel):
    """An abbreviation and what it stands for."""

    short: Line
    long: tuple[Line, ...]
    case_sensitive: bool = Field(default=False, description="Only in capitals: small, it is another word.")


class Translation(DomainModel):
    """English words and the Dutch ones that records use."""

    en: tuple[Line, ...]
    nl: tuple[Line, ...]


class Everyday(DomainModel):
    """Ways of saying something, and the terms of the vocabulary it is about."""

    say: tuple[Line, ...] = Field(default=(), description="Content words close together, in any order.")
    exact: tuple[Line, ...] = Field(default=(), description="These very words in this order, small ones included.")
    topics: tuple[Identifier, ...] = ()
    target_groups: tuple[Identifier, ...] = ()
    sectors: tuple[Identifier, ...] = ()
    forms: tuple[Identifier, ...] = ()


class Asked(DomainModel):
    """What people type when a record, or a topic, is what helps them, by id; and when nothing here does."""

    records: dict[Identifier, tuple[Line, ...]] = Field(default_factory=dict)
    topics: dict[Identifier, tuple[Line, ...]] = Field(default_factory=dict)
    elsewhere: tuple[Line, ...] = Field(default=(), description="What this knowledge base has no answer to.")


class Lexicon(DomainModel):
    """Everything that search knows about words beside the vocabularies."""

    synonyms: tuple[Synonyms, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    english: tuple[Translation, ...] = ()
    everyday: tuple[Everyday, ...] = ()
    asked: Asked = Asked()
