"""Sums, subsidy and own share, to the cent."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.domain.plan.money import activity_amounts, line_amount
from app.domain.plan.plan import Activity, BudgetLine
from app.domain.plan.template import PlanTemplate
from tests.domain.plan.conftest import Bench

PRICES = st.decimals(min_value=0, max_value=100_000, places=2)


def line(price: str, quantity: str = "1", **fields: object) -> BudgetLine:
    return BudgetLine.model_validate({"description": "x", "unitPrice": price, "quantity": quantity} | fields)


QUANTITIES = st.decimals(min_value=0, max_value=1000, places=2)
LINES = st.lists(
    st.tuples(QUANTITIES, PRICES).map(lambda pair: line(str(pair[1]), str(pair[0]))),
    max_size=8,
)


def test_a_line_rounds_half_up_to_cents() -> None:
    assert line_amount(line("0.01", "0.5")) == Decimal("0.01")
    assert line_amount(line("33.33", "3")) == Decimal("99.99")


def test_mdieu_pays_half_of_what_is_eligible(bench: Bench) -> None:
    budget = [
        {"description": "Trainer", "kind": "extern", "unitPrice": "100.01"},
        {"description": "Uren", "kind": "verletkosten", "unitPrice": 50},
    ]
    amounts = bench(activities=[{"budget": budget}]).facts.amounts
    assert (amounts.total, amounts.eligible) == (Decimal("150.01"), Decimal("100.01"))
    assert (amounts.subsidy, amounts.own) == (Decimal("50.01"), Decimal("100.00"))


def test_a_legal_duty_gets_no_subsidy_unless_the_user_says_so(bench: Bench) -> None:
    def subsidy(**fields: object) -> Decimal:
        budget = [{"description": "x", "unitPrice": 100, **fields}]
        return bench(activities=[{"interventions": ["pmo"], "budget": budget}]).facts.amounts.subsidy

    assert subsidy() == 0
    assert subsidy(eligible=True) == 50


def test_a_template_without_a_scheme_has_no_subsidy(bench: Bench) -> None:
    budget = [{"description": "x", "unitPrice": 100}]
    amounts = bench(template="zes-stappen", activities=[{"budget": budget}], subsidyPercentage=50).facts.amounts
    assert (amounts.total, amounts.subsidy, amounts.own) == (100, 0, 100)


@given(lines=LINES, percentage=st.decimals(0, 100, places=2))
def test_shares_add_up_to_the_total(lines: list[BudgetLine], percentage: Decimal) -> None:
    amounts = activity_amounts(Activity(budget=tuple(lines)), _PAYING, excluded=False, percentage=percentage)
    assert amounts.subsidy + amounts.own == amounts.total
    assert 0 <= amounts.subsidy <= amounts.total
    assert amounts.total == sum((line_amount(item) for item in lines), Decimal(0))


_PAYING = PlanTemplate.model_validate(
    {
        "id": "proef",
        "title": "Proef",
        "description": "Proef",
        "themes": [{"id": "alles", "label": "Alles"}],
        "scheme": {
            "name": "Proef",
            "subsidyPercentage": 50,
            "notice": {"text": "Proef", "asOf": "2026", "source": {"title": "Proef"}},
        },
    }
)
