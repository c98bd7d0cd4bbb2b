"""Plans as a verb of the product: from what somebody sent to a plan, and from a plan to everything that follows."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from app.catalogue.catalogue import Catalogue
from app.catalogue.matching import MAX_LIMIT, Choices
from app.domain.matching.result import Match
from app.domain.plan.complete import complete
from app.domain.plan.completed import Build, CompletedPlan
from app.domain.plan.plan import Bottleneck, Plan
from app.domain.plan.references import unknown_references
from app.domain.plan.selection import DEFAULT_PER_NEED, PerNeed, Proposal, Recommendation, bottlenecks_of, select
from app.domain.plan.selection import Need as PlanNeed
from app.domain.plan.template import PlanTemplate
from app.domain.wording import describe
from app.errors import InputError, InvalidInput

#: What the service adds to a plan. A plan that comes back may hold it; it is worked out again.
COMPUTED = "computed"
#: Beside the fields of a plan: a diagnosis to propose activities for.
PROFILE, PER_NEED = "profile", "activitiesPerNeed"
_REASONS, _REASON_LENGTH = 3, 300
_PER_NEED: TypeAdapter[int] = TypeAdapter(PerNeed)


class Plans:
    """Reads and completes plans by their templates. Holds nothing of a request, so it is safe to share."""

    def __init__(self, templates: Mapping[str, PlanTemplate]) -> None:
        self.templates = dict(templates)

    def read(self, raw: Mapping[str, Any], catalogue: Catalogue) -> Plan:
        """The plan in decoded JSON, with proposed activities when it holds a profile.

        Raises InvalidInput with everything that is wrong: shapes, limits, unknown names, and the profile.
        """
        body = {name: value for name, value in raw.items() if name not in (COMPUTED, PROFILE, PER_NEED)}
        body["activities"] = _without_computed(body.get("activities", []))
        errors = _Errors()
        plan = errors.take_plan(body)
        errors.add(unknown_references(body, self.templates, catalogue.corpus))
        if raw.get(PROFILE) is None:
            errors.done()
            assert plan is not None  # noqa: S101 - without errors there is a plan
            return plan
        per_need = errors.take_per_need(raw.get(PER_NEED, DEFAULT_PER_NEED))
        if body["activities"]:
            detail = "geef een profiel of activiteiten: bij een profiel stelt de kennisbank ze voor"
            errors.add([InputError("body", PROFILE, "contradiction", detail)])
        match = errors.take_match(raw[PROFILE], catalogue, self.templates.get(str(body.get("template"))), per_need)
        errors.done()
        assert plan is not None  # noqa: S101
        assert match is not None  # noqa: S101
        return self._proposed(plan, match, catalogue, per_need)

    def complete(self, plan: Plan, catalogue: Catalogue) -> CompletedPlan:
        """The plan with everything that follows from it, out of one build."""
        manifest = catalogue.manifest
        build = Build(id=manifest.build_id, built_on=manifest.built_at.date())
        return complete(plan, self._template(plan.template, catalogue), catalogue.corpus, build)

    def shown(self, catalogue: Catalogue | None) -> tuple[PlanTemplate, ...]:
        """The templates as users see them; without a build nothing is known of what a scheme does not pay for."""
        return tuple(self._template(name, catalogue) if catalogue else self.templates[name] for name in self.templates)

    def _template(self, name: str, catalogue: Catalogue) -> PlanTemplate:
        return self.templates[name].under(catalogue.matching.index.schemes)

    def _proposed(self, plan: Plan, match: Match, catalogue: Catalogue, per_need: int) -> Plan:
        records = catalogue.corpus.by_id
        excluded_cautions = self._template(plan.template, catalogue).exclusion_by_caution
        excluded = {
            item.record.id
            for item in match.recommendations
            if any(caution.kind in excluded_cautions for caution in item.record.cautions)
        }
        proposal = _proposal(match)
        own = {bottleneck.id for bottleneck in plan.bottlenecks}
        added: tuple[Bottleneck, ...] = tuple(item for item in bottlenecks_of(proposal) if item.id not in own)
        return plan.model_copy(
            update={
                "sector": plan.sector or proposal.sector,
                "bottlenecks": (*plan.bottlenecks, *added),
                "activities": select(proposal, records, excluded, per_need),
            }
        )


class _Errors:
    """Keeps every mistake until the end; a place that already has one gets no second."""

    def __init__(self) -> None:
        self._errors: dict[str, InputError] = {}

    def add(self, errors: list[InputError]) -> None:
        for error in errors:
            self._errors.setdefault(error.name, error)

    def take_plan(self, body: dict[str, Any]) -> Plan | None:
        try:
            return Plan.model_validate(body)
        except ValidationError as error:
            self.add([_shape(detail) for detail in error.errors(include_url=False)])
            return None

    def take_per_need(self, value: Any) -> int:
        try:
            return _PER_NEED.validate_python(value)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            self.add([InputError("body", PER_NEED, str(detail["type"]), describe(detail))])
            return DEFAULT_PER_NEED

    def take_match(self, raw: Any, catalogue: Catalogue, template: PlanTemplate | None, per_need: int) -> Match | None:
        known = {scheme.id for scheme in catalogue.matching.index.schemes}
        scheme = template.scheme.id if template and template.scheme else None
        if isinstance(raw, dict) and scheme in known:
            raw = {"scheme": scheme} | raw
        try:
            profile = catalogue.matching.read(raw)
        except InvalidInput as error:
            self.add([_under_profile(item) for item in error.errors])
            return None
        wanted = max(10, per_need * len(profile.needs) * 2)
        return catalogue.matching.match(profile, Choices(min(wanted, MAX_LIMIT), {}))

    def done(self) -> None:
        """Raises InvalidInput with everything that was wrong."""
        if self._errors:
            raise InvalidInput(list(self._errors.values()))


def _proposal(match: Match) -> Proposal:
    profile = match.profile
    return Proposal(
        needs=tuple(PlanNeed(need.topic, need.urgency) for need in profile.needs),
        recommendations=tuple(
            Recommendation(
                intervention=item.record.id,
                needs=item.needs,
                reasons=tuple(
                    reason.text[:_REASON_LENGTH]
                    for reason in sorted(item.reasons, key=lambda reason: -reason.points)[:_REASONS]
                    if reason.points > 0
                ),
            )
            for item in match.recommendations
        ),
        sector=profile.sectors[0] if len(profile.sectors) == 1 else None,
    )


def _without_computed(activities: Any) -> Any:
    if not isinstance(activities, list):
        return activities
    return [
        {name: value for name, value in item.items() if name != COMPUTED} if isinstance(item, dict) else item
        for item in activities
    ]


def _shape(detail: Mapping[str, Any]) -> InputError:
    name = ".".join(str(part) for part in detail["loc"]) or "body"
    return InputError("body", name, str(detail["type"]), describe(detail))


def _under_profile(error: InputError) -> InputError:
    name = PROFILE if error.name == PROFILE else f"{PROFILE}.{error.name}"
    return InputError(error.place, name, error.code, error.detail)
