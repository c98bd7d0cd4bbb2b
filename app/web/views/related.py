"""Records that belong with a record, each with the reason."""

from app.catalogue.catalogue import Catalogue
from app.domain.intervention import Intervention
from app.web.views.links import Link, record_link

_MOST = 8


def related(live: Catalogue, record: Intervention) -> tuple[Link, ...]:
    """What the editors named first, then what shares the type or the main topic, kind and category."""
    corpus = live.corpus
    reasons: dict[str, str] = {}
    for other in record.related:
        reasons[other] = "Hoort volgens de bron hierbij"
    for candidate in corpus.interventions:
        if record.type and candidate.type == record.type:
            reasons.setdefault(candidate.id, f"Ook een voorbeeld van: {corpus.by_id[record.type].title}")
        elif candidate.topics[0] == record.topics[0] and candidate.category == record.category:
            reasons.setdefault(candidate.id, "Zelfde onderwerp en zelfde soort hulp")
    reasons.pop(record.id, None)
    examples = {other.id for other in corpus.interventions if other.type == record.id}
    shown = [key for key in reasons if key not in examples or key in record.related][:_MOST]
    return tuple(record_link(corpus, key, reasons[key]) for key in shown)
