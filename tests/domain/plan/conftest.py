"""The shipped templates, and a plan to vary."""

from datetime import date
from typing import Any

import pytest

from app.corpus.plans import read_templates
from app.corpus.schemes import read_schemes
from app.domain.corpus import Corpus
from app.domain.plan.complete import complete
from app.domain.plan.completed import Build, CompletedPlan, Finding
from app.domain.plan.plan import Plan
from app.domain.plan.template import PlanTemplate
from tests.corpora import REAL_DATA

BUILD = Build(id="test", built_on=date(2026, 11, 22))


@pytest.fixture(scope="session")
def templates(corpus: Corpus) -> dict[str, PlanTemplate]:
    schemes = read_schemes(REAL_DATA, corpus.vocabularies)
    return {name: item.under(schemes) for name, item in read_templates([REAL_DATA / "plans"]).items()}


class Bench:
    """Completes plans from plain data."""

    def __init__(self, corpus: Corpus, templates: dict[str, PlanTemplate]) -> None:
        self.corpus, self.templates = corpus, templates

    def __call__(self, **fields: Any) -> CompletedPlan:
        plan = Plan.model_validate({"template": "mdieu", "title": "Proef"} | fields)
        return complete(plan, self.templates[plan.template], self.corpus, BUILD)

    def finding(self, finding_id: str, **fields: Any) -> Finding | None:
        return next((item for item in self(**fields).facts.findings if item.id == finding_id), None)


@pytest.fixture
def bench(corpus: Corpus, templates: dict[str, PlanTemplate]) -> Bench:
    return Bench(corpus, templates)
