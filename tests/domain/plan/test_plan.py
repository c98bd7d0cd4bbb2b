"""The plan as a value: what it accepts, what it makes of text and numbers, and that it survives a file."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.domain.plan.plan import MAX_ACTIVITIES, Activity, BudgetLine, Period, Plan
from app.domain.plan.text import one_line, safe_text


def plan(**fields: Any) -> Plan:
    return Plan.model_validate({"template": "mdieu", "title": "Proef"} | fields)


def errors_of(**fields: Any) -> dict[str, str]:
    with pytest.raises(ValidationError) as caught:
        plan(**fields)
    return {".".join(map(str, error["loc"])): error["type"] for error in caught.value.errors()}


def test_json_of_a_plan_reads_back_as_the_same_plan() -> None:
    whole = plan(
        period={"start": "2027-01-01", "end": "2027-12-31"},
        subsidyPercentage=37.5,
        activities=[{"target": 1200, "budget": [{"description": "Zaal", "quantity": 2.5, "unitPrice": "99.95"}]}],
    )
    assert Plan.model_validate_json(whole.model_dump_json(by_alias=True)) == whole


def test_numbers_go_out_as_numbers() -> None:
    line = BudgetLine(description="Zaal", unit_price=Decimal("99.95")).model_dump(mode="json", by_alias=True)
    assert line["unitPrice"] == 99.95
    assert line["quantity"] == 1
    assert isinstance(line["quantity"], int)


def test_an_end_before_the_start_is_refused_with_both_days() -> None:
    with pytest.raises(ValidationError, match=r"2027-01-01.*2027-02-01"):
        Period.model_validate({"start": "2027-02-01", "end": "2027-01-01"})


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"activities": [{}] * (MAX_ACTIVITIES + 1)}, "activities"),
        ({"activities": [{"budget": [{"description": "x", "unitPrice": -1}]}]}, "activities.0.budget.0.unitPrice"),
        ({"activities": [{"budget": [{"description": "x", "unitPrice": 1.234}]}]}, "activities.0.budget.0.unitPrice"),
        ({"activities": [{"budget": [{"description": "x", "unitPrice": "NaN"}]}]}, "activities.0.budget.0.unitPrice"),
        ({"activities": [{"reach": -1}]}, "activities.0.reach"),
        ({"subsidyPercentage": 101}, "subsidyPercentage"),
        ({"title": "  "}, "title"),
        ({"title": "\u202e"}, "title"),
        ({"period": {"start": "1026-01-01"}}, "period.start"),
        ({"activities": [{"approach": "x" * 4001}]}, "activities.0.approach"),
        ({"context": "\ud800"}, "context"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_is_named(fields: dict[str, Any], place: str) -> None:
    assert list(errors_of(**fields)) == [place]


def test_all_mistakes_are_named_at_once() -> None:
    wrong = {"title": "", "activities": [{"reach": "veel"}, {"period": {"start": "2027-02-30"}}]}
    assert set(errors_of(**wrong)) == {"title", "activities.0.reach", "activities.1.period.start"}


def test_an_id_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValidationError, match="werkdruk"):
        plan(bottlenecks=[{"id": "werkdruk"}, {"id": "werkdruk"}])


def test_text_keeps_its_lines_and_loses_what_no_document_can_hold() -> None:
    assert safe_text("een\r\ntwee\x00\x0b\u202edrie\ufeff ") == "een\ntweedrie"
    assert one_line(" een\n\n twee\tdrie ") == "een twee drie"


@given(st.text(max_size=300))
def test_safe_text_is_stable(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)
    assert one_line(one_line(text)) == one_line(text)


def test_markup_and_formulas_stay_the_text_they_are() -> None:
    assert Activity(name="=1+1 <b>vet</b>").name == "=1+1 <b>vet</b>"
