"""Completes a plan: a pure function of plan, template and build, so that the same plan always gives the same answer."""

from collections.abc import Sequence
from decimal import Decimal

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.plan.checks import findings
from app.domain.plan.completed import (
    ActivityFacts,
    Build,
    CompletedPlan,
    Eligibility,
    EvidenceLevel,
    Flag,
    Named,
    PlanFacts,
    UsedIntervention,
)
from app.domain.plan.money import activity_amounts, line_amount, subsidy_percentage, sum_of
from app.domain.plan.plan import Activity, Plan
from app.domain.plan.proposals import filled
from app.domain.plan.questions import open_questions
from app.domain.plan.result import is_smart, result_text
from app.domain.plan.situation import Situation
from app.domain.plan.sources import Bibliography
from app.domain.plan.template import PlanTemplate

NOT_PAID = "niet-subsidiabel"
NO_OBSTACLE = "geen-belemmering"
UNKNOWN = "onbekend"
NO_SCHEME = "geen-regeling"


def complete(plan: Plan, template: PlanTemplate, corpus: Corpus, build: Build) -> CompletedPlan:
    """The plan with proposals filled in, its sums, checks, questions and sources.

    Every id in the plan must be known (`references.unknown_references` says which are not).
    """
    plan = filled(plan, template, corpus)
    percentage = subsidy_percentage(plan.subsidy_percentage, template)
    bibliography = Bibliography(corpus)
    records = [[corpus.by_id[record_id] for record_id in activity.interventions] for activity in plan.activities]
    desk = _Desk(plan, template, corpus, bibliography)
    activities = tuple(
        desk.facts(number, activity, used, percentage)
        for number, (activity, used) in enumerate(zip(plan.activities, records, strict=True), 1)
    )
    situation = Situation(plan, template, corpus, activities, records)
    scheme = template.scheme
    sector = corpus.vocabulary("sectors").by_id[plan.sector] if plan.sector else None
    facts = PlanFacts(
        template=Named(id=template.id, label=template.title),
        sector=Named(id=sector.id, label=sector.label.nl) if sector else None,
        notice=scheme.notice if scheme else None,
        scheme_facts=scheme.facts if scheme else (),
        subsidy_percentage=percentage,
        amounts=sum_of(item.amounts for item in activities),
        findings=findings(situation),
        questions=open_questions(plan, template),
        evidence_levels=_levels(records, corpus),
        sources=bibliography.notes,
        build=build,
    )
    return CompletedPlan(plan=plan, template=template, activities=activities, facts=facts)


def _levels(records: Sequence[Sequence[Intervention]], corpus: Corpus) -> tuple[EvidenceLevel, ...]:
    used = {record.evidence.level for group in records for record in group}
    return tuple(
        EvidenceLevel(id=level.id, label=level.label.nl, text=level.definition.nl)
        for level in corpus.vocabulary("evidence-levels").terms
        if level.id in used
    )


class _Desk:
    """Works out the facts of the activities of one plan, numbering sources as it goes."""

    def __init__(self, plan: Plan, template: PlanTemplate, corpus: Corpus, bibliography: Bibliography) -> None:
        self._template = template
        self._corpus = corpus
        self._bibliography = bibliography
        self._bottlenecks = {item.id: item.label or item.id for item in plan.bottlenecks}

    def facts(
        self, number: int, activity: Activity, records: Sequence[Intervention], percentage: Decimal
    ) -> ActivityFacts:
        flags = tuple(flag for record in records for flag in self._flags(record))
        excluded = any(flag.excluded for flag in flags)
        theme = self._template.theme_by_id.get(activity.theme or "")
        return ActivityFacts(
            number=number,
            theme=Named(id=theme.id, label=theme.label) if theme else None,
            phase=self._term("phases", activity.phase) if activity.phase else None,
            bottlenecks=tuple(Named(id=item, label=self._bottlenecks[item]) for item in activity.bottlenecks),
            interventions=tuple(self._used(record) for record in records),
            result_text=result_text(activity),
            smart=is_smart(activity),
            line_amounts=tuple(line_amount(line) for line in activity.budget),
            amounts=activity_amounts(activity, self._template, excluded, percentage),
            eligibility=self._eligibility(records, excluded),
            flags=flags,
        )

    def _flags(self, record: Intervention) -> list[Flag]:
        flags = []
        for caution in record.cautions:
            exclusion = self._template.exclusion_by_caution.get(caution.kind)
            text = f"{caution.reason} {exclusion.text}" if exclusion else caution.reason
            flags.append(
                Flag(
                    intervention=record.id,
                    caution=self._term("cautions", caution.kind),
                    excluded=exclusion is not None,
                    text=text,
                )
            )
        return flags

    def _eligibility(self, records: Sequence[Intervention], excluded: bool) -> Eligibility:
        scheme = self._template.scheme
        if scheme is None or scheme.subsidy_percentage is None:
            return Eligibility(verdict=NO_SCHEME, text="Dit sjabloon hoort niet bij een subsidie.")
        if excluded:
            return Eligibility(verdict=NOT_PAID, text=f"{scheme.name} betaalt hier niet aan mee.")
        if not records:
            return Eligibility(verdict=UNKNOWN, text="Geen interventie uit de kennisbank: beoordeel dit zelf.")
        return Eligibility(
            verdict=NO_OBSTACLE,
            text="In de kennisbank staat geen belemmering. Toets de activiteit zelf aan de regeling.",
        )

    def _used(self, record: Intervention) -> UsedIntervention:
        level = self._corpus.vocabulary("evidence-levels").by_id[record.evidence.level]
        providers = self._corpus.vocabulary("providers").by_id
        return UsedIntervention(
            id=record.id,
            title=record.title,
            summary=record.summary,
            category=self._term("categories", record.category),
            evidence=Named(id=level.id, label=level.label.nl),
            claim=record.evidence.claim,
            status=self._term("statuses", record.status.state),
            as_of=record.status.as_of,
            providers=tuple(providers[provider].label.nl for provider in record.providers),
            sources=self._bibliography.cite(record),
            links=record.links,
        )

    def _term(self, vocabulary: str, term_id: str) -> Named:
        return Named(id=term_id, label=self._corpus.vocabulary(vocabulary).by_id[term_id].label.nl)
