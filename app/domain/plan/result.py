"""The intended result of an activity as one sentence with an indicator, a figure and a date."""

from app.domain.plan.plan import Activity
from app.domain.plan.wording import dutch_date, dutch_number


def is_smart(activity: Activity) -> bool:
    """Whether the result can be measured and has an end: the user's own sentence counts with a date beside it."""
    if activity.result:
        return activity.period.end is not None and any(character.isdigit() for character in activity.result)
    return bool(activity.indicator) and activity.target is not None and activity.period.end is not None


def result_text(activity: Activity) -> str:
    """The user's sentence, or one made of the fields; what is missing stands between brackets."""
    if activity.result is not None:
        return activity.result
    day = dutch_date(activity.period.end) if activity.period.end else "[datum]"
    figure = dutch_number(activity.target) if activity.target is not None else "[aantal]"
    unit = f" {activity.unit}" if activity.unit else ""
    before = f" Nu is dat {dutch_number(activity.baseline)}{unit}." if activity.baseline is not None else ""
    return f"Uiterlijk op {day} is {activity.indicator or '[indicator]'}: {figure}{unit}.{before}"
