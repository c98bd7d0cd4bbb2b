"""From the values of a match to what goes over the wire."""

from app.api import match_schemas as wire
from app.api.present import reference, references, summary
from app.api.schemas import TermReference
from app.catalogue.catalogue import Catalogue
from app.catalogue.results import Found
from app.domain.matching.profile import Derived, Profile
from app.domain.matching.result import Match, Note, Reason, Recommendation, WhyNot
from app.domain.matching.weights import ALGORITHM, SCALE, VERSION

_VOCABULARY = {
    "needs": "topics",
    "sectors": "sectors",
    "targetGroups": "target-groups",
    "organisationSizes": "organisation-sizes",
}


def match_answer(catalogue: Catalogue, match: Match) -> wire.MatchAnswer:
    """The whole answer to one profile."""
    return wire.MatchAnswer(
        build=catalogue.build_id,
        algorithm=_algorithm(match.points),
        profile=_profile(catalogue, match.profile),
        considered=match.considered,
        recommendations=tuple(_recommendation(catalogue, item) for item in match.recommendations),
        approaches=tuple(_recommendation(catalogue, item) for item in match.approaches),
        coverage=tuple(
            wire.CoverageView(
                need=item.need,
                status=item.status,
                interventions=item.interventions,
                categories=item.categories,
                text=item.text,
            )
            for item in match.coverage
        ),
        gaps=tuple(
            wire.GapView(need=gap.need, text=gap.text, nearest=tuple(record.id for record in gap.nearest))
            for gap in match.gaps
        ),
        excluded=tuple(
            wire.ExcludedView(id=item.record.id, title=item.record.title, code=item.code, reason=item.reason)
            for item in match.excluded
        ),
    )


def explain_answer(catalogue: Catalogue, profile: Profile, why: WhyNot) -> wire.ExplainAnswer:
    """Where one record stands."""
    return wire.ExplainAnswer(
        build=catalogue.build_id,
        algorithm=_algorithm(why.available),
        profile=_profile(catalogue, profile),
        intervention=summary(catalogue.corpus, Found(why.record)),
        status=why.status,
        text=why.text,
        rank=why.rank,
        score=_share(why.points),
        lowest_shown=None if why.lowest_shown is None else _share(why.lowest_shown),
        reasons=tuple(map(_reason, why.reasons)),
        missed=tuple(
            wire.MissedView(factor=item.factor, lost=_share(item.points), text=item.text) for item in why.missed
        ),
        cautions=tuple(map(_note, why.cautions)),
        unknown=why.unknown,
        changes=tuple(
            wire.WhatIfView(text=item.text, score=_share(item.points), rank=item.rank) for item in why.changes
        ),
    )


def _algorithm(points: dict[str, int]) -> wire.AlgorithmReference:
    weights = {name: _share(value) for name, value in points.items()}
    return wire.AlgorithmReference(name=ALGORITHM, version=VERSION, weights=weights)


def _profile(catalogue: Catalogue, profile: Profile) -> wire.ProfileEcho:
    corpus = catalogue.corpus
    scheme = next((item for item in catalogue.matching.index.schemes if item.id == profile.scheme), None)
    return wire.ProfileEcho(
        understood=wire.UnderstoodProfile(
            sectors=references(corpus, "sectors", profile.sectors),
            organisation_sizes=references(corpus, "organisation-sizes", profile.organisation_sizes),
            needs=tuple(
                wire.NeedView(
                    topic=_term(catalogue, "topics", need.topic),
                    urgency=need.urgency,
                    derived=need.origin != "needs",
                    origin=need.origin,
                    said=need.said,
                )
                for need in profile.needs
            ),
            target_groups=references(corpus, "target-groups", profile.target_groups),
            present=references(corpus, "categories", profile.present),
            phase=reference(corpus, "phases", profile.phase) if profile.phase else None,
            barriers=references(corpus, "barriers", profile.barriers),
            scheme=TermReference(id=scheme.id, label=scheme.label.nl) if scheme else None,
            scheme_note=scheme.note if scheme else None,
            exclude=profile.exclude,
            text=profile.text,
            derived=tuple(_derived(catalogue, item) for item in profile.derived),
            suggested=tuple(_derived(catalogue, item) for item in profile.suggested),
        )
    )


def _derived(catalogue: Catalogue, item: Derived) -> wire.DerivedView:
    return wire.DerivedView(
        field=item.field, value=_term(catalogue, _VOCABULARY[item.field], item.value), said=item.said
    )


def _term(catalogue: Catalogue, vocabulary: str, term: str) -> TermReference:
    """A term with its label; a dimension may stand for a topic that this corpus does not have."""
    return TermReference(id=term, label=catalogue.matching.index.label(vocabulary, term))


def _recommendation(catalogue: Catalogue, item: Recommendation) -> wire.RecommendationView:
    return wire.RecommendationView(
        rank=item.rank,
        intervention=summary(catalogue.corpus, Found(item.record)),
        score=_share(item.points),
        needs=item.needs,
        reasons=tuple(map(_reason, item.reasons)),
        cautions=tuple(map(_note, item.cautions)),
        unknown=item.unknown,
    )


def _reason(reason: Reason) -> wire.ReasonView:
    return wire.ReasonView(
        factor=reason.factor,
        profile_value=reason.profile_value,
        intervention_value=reason.record_value,
        weight=_share(reason.available),
        contribution=_share(reason.points),
        if_unknown=_share(reason.if_unknown),
        text=reason.text,
    )


def _note(note: Note) -> wire.NoteView:
    return wire.NoteView(kind=note.kind, text=note.text)


def _share(points: int) -> float:
    return points / SCALE
