"""Subsidy schemes as facts with a date: what they do not pay for, and whether anyone can still apply."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.domain.intervention import Identifier, Line
from app.domain.model import DomainModel
from app.domain.vocabulary import Label


def _with_article(reason: str, article: str | None) -> str:
    where = f" ({article})" if article else ""
    return f"{reason.rstrip('.')}{where}."


class NotPaid(DomainModel):
    """A kind of cost that the scheme does not pay; records are recognised by one of their cautions."""

    caution: Identifier = Field(description="Id of a caution that records carry.")
    reason: Line = Field(description="Dutch sentence that says why the scheme does not pay.")
    article: Line | None = Field(default=None, description="Where the scheme says so.")

    @property
    def text(self) -> str:
        """The reason with its article."""
        return _with_article(self.reason, self.article)


class ToCheck(DomainModel):
    """Something that the scheme pays under conditions only; records are recognised by their main topic."""

    topic: Identifier
    reason: Line = Field(description="Dutch sentence that says what to check.")
    never_for: tuple[Identifier, ...] = Field(
        default=(), description="Target groups for which the answer is known: the scheme does not pay."
    )
    article: Line | None = Field(default=None, description="Where the scheme says so.")

    @property
    def text(self) -> str:
        """The reason with its article."""
        return _with_article(self.reason, self.article)


class Scheme(DomainModel):
    """A scheme that a plan may be written for."""

    id: Identifier
    label: Label
    state: Literal["open", "gesloten"] = Field(description="Whether an application can be made.")
    as_of: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}(-\d{2})?$")]
    note: Line = Field(description="Dutch sentence about the state, for users.")
    not_paid: tuple[NotPaid, ...] = ()
    to_check: tuple[ToCheck, ...] = ()
