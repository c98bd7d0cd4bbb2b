"""A profile put to a corpus: what every feature may look at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.domain.intervention import Intervention
from app.domain.matching.index import FILLS, MatchIndex, Relevance
from app.domain.matching.nature import PHYSICAL, PSYCHOSOCIAL, is_survey
from app.domain.matching.profile import Need, Profile

#: What an urgency is worth. More urgency never lowers a record, because no other need's worth falls.
URGENCY_WORTH = {1: 0.8, 2: 0.9, 3: 1.0}
#: The phases in their order.
PHASES = ("analyse", "plan-van-aanpak", "ontwikkeling", "implementatie", "evaluatie", "borging")


@dataclass(frozen=True)
class NeedFit:
    """What a record does for one need; `worth` is relevance times the worth of the urgency."""

    need: Need
    relevance: Relevance
    worth: float


@dataclass(frozen=True)
class Question:
    """A profile, the corpus, and how well each record's text matched the profile's text (0 to 1)."""

    profile: Profile
    index: MatchIndex
    text_scores: Mapping[str, float] = field(default_factory=dict)

    @cached_property
    def _relevance(self) -> tuple[tuple[Need, Mapping[str, Relevance]], ...]:
        # In order of topic, so that the order in which needs were given never shows.
        needs = sorted(self.profile.needs, key=lambda need: need.topic)
        return tuple((need, self.index.relevance(need.topic)) for need in needs)

    @cached_property
    def _fits(self) -> dict[str, list[NeedFit]]:
        return {}

    def fits(self, record_id: str) -> list[NeedFit]:
        """What the record does for the needs, the most worth first; worked out once a record."""
        if record_id not in self._fits:
            self._fits[record_id] = self._fits_of(record_id)
        return self._fits[record_id]

    def _fits_of(self, record_id: str) -> list[NeedFit]:
        found = [
            NeedFit(need, by_record[record_id], URGENCY_WORTH[need.urgency] * by_record[record_id].value)
            for need, by_record in self._relevance
            if record_id in by_record
        ]
        return sorted(found, key=lambda fit: -fit.worth)

    def touches(self, record_id: str) -> bool:
        """The record has something to do with a need or, without needs, with the text."""
        if not self.profile.needs:
            return record_id in self.text_scores
        return any(record_id in by_record for _, by_record in self._relevance)

    def best_fit(self, record_id: str) -> NeedFit | None:
        """The need that the record does most for, when it fills it at all."""
        fits = self.fits(record_id)
        return fits[0] if fits and fits[0].relevance.value >= FILLS else None

    @cached_property
    def psychosocial(self) -> frozenset[str]:
        """The needs whose cause lies in the work and with other people."""
        return frozenset(need.topic for need in self.profile.needs) & PSYCHOSOCIAL

    @cached_property
    def physical(self) -> frozenset[str]:
        """The needs about physical and chemical risks."""
        return frozenset(need.topic for need in self.profile.needs) & PHYSICAL

    @cached_property
    def named_risks(self) -> frozenset[str]:
        """The physical and chemical risks that are named; 'risks of work' in general is none of them."""
        return self.physical - {"arbeidsrisicos"}

    @cached_property
    def analysis_is_done(self) -> bool:
        """The profile says that the analysis lies behind."""
        past = self.profile.phase is not None and PHASES.index(self.profile.phase) > 0
        return past or "analyse" in self.profile.present

    def scans_again(self, record: Intervention) -> bool:
        """A survey of the organisation when that is done; measuring again belongs to the evaluation."""
        return self.analysis_is_done and is_survey(record) and not self.measures_again(record)

    def measures_again(self, record: Intervention) -> bool:
        """It measures in the phase of evaluation, where that belongs."""
        return self.profile.phase == "evaluatie" and record.category == "analyse" and "evaluatie" in record.phases

    @cached_property
    def sectors_above(self) -> frozenset[str]:
        """The profile's sectors with all wider ones."""
        above = (self.index.wider("sectors", sector) for sector in self.profile.sectors)
        return frozenset(self.profile.sectors).union(*above)

    @cached_property
    def groups_above(self) -> frozenset[str]:
        """The wider groups of the profile's target groups."""
        above = (self.index.wider("target-groups", group) for group in self.profile.target_groups)
        return frozenset().union(*above)

    def sector_kin(self, sectors: tuple[str, ...]) -> str:
        """How a record's sectors stand to the profile's: in, part, family or other.

        `in`: the record's sector is the profile's or a wider one. `part`: it is a part of the profile's
        sector. `family`: both are parts of one sector. `other`: none of these.
        """
        if self.sectors_above.intersection(sectors):
            return "in"
        above = [self.index.wider("sectors", sector) for sector in sectors]
        if any(family.intersection(self.profile.sectors) for family in above):
            return "part"
        return "family" if any(family & self.sectors_above for family in above) else "other"
