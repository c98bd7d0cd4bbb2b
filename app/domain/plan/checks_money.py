"""The checks on money and time: what the scheme does not pay for, and its limits."""

from collections.abc import Iterable

from app.domain.plan.completed import Finding, State
from app.domain.plan.horizon import months
from app.domain.plan.money import is_eligible
from app.domain.plan.situation import Situation
from app.domain.plan.wording import dutch_date, euros, listed, percent

_DUTY = "Wat de regeling niet betaalt"


def excluded_not_budgeted(situation: Situation) -> Iterable[Finding]:
    """Legal duties and other excluded work are not budgeted for subsidy, unless the user says so per line."""
    scheme = situation.template.scheme
    if scheme is None or scheme.subsidy_percentage is None:
        return
    excluded = [
        (facts, activity)
        for facts, activity in zip(situation.activities, situation.plan.activities, strict=True)
        if any(flag.excluded for flag in facts.flags)
    ]
    texts = []
    for facts, activity in excluded:
        reasons = listed(list(dict.fromkeys(flag.caution.label.lower() for flag in facts.flags if flag.excluded)))
        counted = [line for line in activity.budget if is_eligible(line, situation.template, excluded=True)]
        money = (
            f"Toch staat er {euros(facts.amounts.eligible)} als subsidiabel in de begroting. Haal dat eruit."
            if counted
            else "De kosten tellen hier niet mee voor de subsidie."
        )
        texts.append(f"Activiteit {facts.number} ({reasons}): {money}")
    if texts:
        yield Finding(id="niet-subsidiabel", state=State.ATTENTION, title=_DUTY, text=" ".join(texts))
    elif situation.activities:
        text = "Geen interventie in dit plan heeft een aandachtspunt waar de regeling niet aan meebetaalt."
        yield Finding(id="niet-subsidiabel", state=State.FINE, title=_DUTY, text=text)


def within_scheme(situation: Situation) -> Iterable[Finding]:
    """Percentage and dates stay within the scheme and within the plan's own period."""
    plan, scheme = situation.plan, situation.template.scheme
    texts = []
    offered = scheme.subsidy_percentage if scheme else None
    if offered is not None and plan.subsidy_percentage is not None and plan.subsidy_percentage > offered:
        texts.append(
            f"U rekent op {percent(plan.subsidy_percentage)} subsidie; de regeling betaalt {percent(offered)}."
        )
    start, end = plan.period.start, plan.period.end
    if scheme and scheme.max_months and start and end and months(start, end) > scheme.max_months:
        texts.append(f"Het plan duurt langer dan {scheme.max_months} maanden, het meeste dat de regeling toestaat.")
    outside = [
        str(number)
        for number, activity in enumerate(plan.activities, 1)
        if (start and activity.period.start and activity.period.start < start)
        or (end and activity.period.end and activity.period.end > end)
    ]
    if outside and (start or end):
        window = f"{dutch_date(start) if start else '…'} tot en met {dutch_date(end) if end else '…'}"
        texts.append(f"Buiten de looptijd van het plan ({window}): activiteit {listed(outside)}.")
    if texts:
        yield Finding(id="regeling", state=State.ATTENTION, title="Geld en looptijd", text=" ".join(texts))
