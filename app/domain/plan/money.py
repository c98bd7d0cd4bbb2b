"""Sums, subsidy and own share, in whole cents.

amount of a line = quantity x unit price, rounded half up to cents
subsidy of an activity = percentage x sum of its eligible lines, rounded half up to cents
own share = sum of all lines - subsidy; totals add the activities up, so they match what stands above them
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from app.domain.model import DomainModel
from app.domain.plan.plan import Activity, BudgetLine, JsonNumber
from app.domain.plan.template import PlanTemplate

CENT = Decimal("0.01")
Money = Annotated[Decimal, JsonNumber]


class Amounts(DomainModel):
    """Euros of an activity or of a whole plan."""

    total: Money = Decimal(0)
    eligible: Money = Decimal(0)
    subsidy: Money = Decimal(0)
    own: Money = Decimal(0)


def line_amount(line: BudgetLine) -> Decimal:
    """What a line costs, in euros."""
    return (line.quantity * line.unit_price).quantize(CENT, ROUND_HALF_UP)


def is_eligible(line: BudgetLine, template: PlanTemplate, excluded: bool) -> bool:
    """Whether the scheme pays along: the user's word first, then what is excluded, then the kind of cost."""
    if template.scheme is None or template.scheme.subsidy_percentage is None:
        return False
    if line.eligible is not None:
        return line.eligible
    kind = template.cost_kind_by_id.get(line.kind or "")
    return not excluded and (kind is None or kind.eligible)


def activity_amounts(activity: Activity, template: PlanTemplate, excluded: bool, percentage: Decimal) -> Amounts:
    """What an activity costs and who pays; `excluded` when the scheme does not pay for its interventions."""
    amounts = [(line_amount(line), is_eligible(line, template, excluded)) for line in activity.budget]
    total = sum((amount for amount, _ in amounts), Decimal(0))
    eligible = sum((amount for amount, counts in amounts if counts), Decimal(0))
    subsidy = (eligible * percentage / 100).quantize(CENT, ROUND_HALF_UP)
    return Amounts(total=total, eligible=eligible, subsidy=subsidy, own=total - subsidy)


def sum_of(amounts: Iterable[Amounts]) -> Amounts:
    """The amounts of several activities together."""
    items = list(amounts)
    return Amounts(
        total=sum((item.total for item in items), Decimal(0)),
        eligible=sum((item.eligible for item in items), Decimal(0)),
        subsidy=sum((item.subsidy for item in items), Decimal(0)),
        own=sum((item.own for item in items), Decimal(0)),
    )


def subsidy_percentage(wanted: Decimal | None, template: PlanTemplate) -> Decimal:
    """The user's percentage, or else the scheme's; 0 without a scheme that pays."""
    offered = template.scheme.subsidy_percentage if template.scheme else None
    if offered is None:
        return Decimal(0)
    return offered if wanted is None else wanted
