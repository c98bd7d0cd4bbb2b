"""Two completed plans: the worked example, and one whose every text is as hostile as texts get."""

from datetime import date
from typing import Any

import pytest

from app.corpus.plans import read_templates
from app.corpus.schemes import read_schemes
from app.corpus.yaml_tree import read_yaml
from app.domain.corpus import Corpus
from app.domain.plan.complete import complete
from app.domain.plan.completed import Build, CompletedPlan
from app.domain.plan.plan import Plan
from tests.corpora import REAL_DATA, ROOT

BUILD = Build(id="2-abc", built_on=date(2026, 11, 22))
HOSTILE = (
    '=HYPERLINK("http://x","y") <script>alert(1)</script> *b* | `c` #set page("a") &amp; {{7*7}} 😀 \x00\x0b\u202e'
)
SAFE = HOSTILE.replace("\x00\x0b\u202e", "").strip()


def completed(corpus: Corpus, raw: dict[str, Any]) -> CompletedPlan:
    plan = Plan.model_validate(raw)
    template = read_templates([REAL_DATA / "plans"])[plan.template].under(read_schemes(REAL_DATA, corpus.vocabularies))
    return complete(plan, template, corpus, BUILD)


@pytest.fixture(scope="session")
def example(corpus: Corpus) -> CompletedPlan:
    """The worked example of the documentation."""
    raw: dict[str, Any] = read_yaml(ROOT / "docs/plan-example/plan.yaml", "plan.yaml").data
    return completed(corpus, raw)


@pytest.fixture(scope="session")
def hostile(corpus: Corpus) -> CompletedPlan:
    activity = {
        "name": HOSTILE,
        "interventions": ["pmo"],
        "bottlenecks": ["eigen"],
        "reasons": [HOSTILE],
        "targetGroup": HOSTILE,
        "approach": f"{HOSTILE}\n{HOSTILE}",
        "result": HOSTILE,
        "executor": HOSTILE,
        "budget": [{"description": HOSTILE, "unit": HOSTILE, "unitPrice": 12.5}],
    }
    raw = {
        "template": "mdieu",
        "title": HOSTILE,
        "author": HOSTILE,
        "context": f"{HOSTILE}\n\n{HOSTILE}",
        "bottlenecks": [{"id": "eigen", "label": HOSTILE, "text": HOSTILE}],
        "goals": [{"text": HOSTILE}],
        "activities": [activity, {}],
        "steps": [{"id": "analyse", "text": HOSTILE}],
    }
    return completed(corpus, raw)
