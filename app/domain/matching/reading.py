"""From what was sent to a `Profile`: every value resolved, or every mistake named at once."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Protocol

from pydantic import ValidationError
from pydantic.alias_generators import to_camel

from app.domain.corpus import Corpus
from app.domain.matching.entries import WAYS_IN, translate
from app.domain.matching.index import MatchIndex
from app.domain.matching.profile import Derived, Need, Profile, ProfileInput
from app.domain.wording import describe
from app.errors import InputError, InvalidInput

#: Vocabulary by the field of a profile whose values are its terms.
VOCABULARY_OF_PROFILE: Mapping[str, str] = {
    "sector": "sectors",
    "sectors": "sectors",
    "organisationSize": "organisation-sizes",
    "organisationSizes": "organisation-sizes",
    "targetGroups": "target-groups",
    "present": "categories",
    "phase": "phases",
    "barriers": "barriers",
}
#: Field by vocabulary, for what a text may fill in when the profile does not say it.
_FROM_TEXT = {"sectors": "sectors", "target-groups": "target_groups", "organisation-sizes": "organisation_sizes"}
#: How surely a text must name a topic to make it a need: more so beside needs that were filled in.
_SURE_ALONE = 0.6
_SURE_BESIDE_NEEDS = 0.9
#: From here on a topic of the text is 'important' (2); below that, or beside needs, it 'plays a part' (1).
_IMPORTANT = 0.8
#: How surely a text must name a sector, target group or size.
_SURE_OF_OTHERS = 0.8
_LISTED_AT_MOST = 60


class Recognised(Protocol):
    """A term that a text names, with the words that say so; weight 1 is sure."""

    @property
    def vocabulary(self) -> str: ...
    @property
    def term(self) -> str: ...
    @property
    def said(self) -> str: ...
    @property
    def weight(self) -> float: ...


Understand = Callable[[str], Sequence[Recognised]]


def read_profile(raw: object, index: MatchIndex, understand: Understand) -> Profile:
    """The profile in `raw` (decoded JSON). Raises InvalidInput with everything that is wrong."""
    corpus = index.corpus
    errors = []
    given: ProfileInput | None = None
    try:
        given = ProfileInput.model_validate(raw)
    except ValidationError as error:
        errors = [_shape(detail) for detail in error.errors(include_url=False)]
    if isinstance(raw, dict):
        wrong = {error.name for error in errors}
        errors += [error for error in _terms(raw, index) if error.name not in wrong]
    if given is not None:
        errors += _contradictions(given, corpus)
    if errors or given is None:
        raise InvalidInput(errors)
    return _understood(given, corpus, understand)


def _shape(detail: Mapping[str, Any]) -> InputError:
    name = ".".join(str(part) for part in detail["loc"]) or "profile"
    return InputError("body", name, str(detail["type"]), describe(detail))


def _terms(raw: Mapping[str, Any], index: MatchIndex) -> Iterator[InputError]:
    """Values that name no term, even beside mistakes of shape."""
    for where, value, known in _coded(raw, index):
        if value not in known:
            # Aliases are known, and left out of what we offer: one name a term is enough.
            yield unknown_value(where, value, [name for name in known if known[name] == name])


def _coded(raw: Mapping[str, Any], index: MatchIndex) -> Iterator[tuple[str, str, Mapping[str, str]]]:
    """Every coded value with its place, and the names it may have (name to id)."""
    for field, name in VOCABULARY_OF_PROFILE.items():
        for where, value in _strings(field, raw.get(field)):
            yield where, value, index.names(name)
    for where, value in _inner(raw, "needs", "topic"):
        yield where, value, index.names("topics")
    for way in WAYS_IN.values():
        for where, value in _inner(raw, way.name, "dimension"):
            yield where, value, {dimension: dimension for dimension in way.dimensions}
    for where, value in _strings("scheme", raw.get("scheme")):
        yield where, value, {scheme.id: scheme.id for scheme in index.schemes}
    for where, value in _strings("exclude", raw.get("exclude")):
        yield where, value, index.own_names


def _strings(field: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value.strip()
    elif isinstance(value, list):
        yield from ((f"{field}.{place}", item.strip()) for place, item in enumerate(value) if isinstance(item, str))


def _inner(raw: Mapping[str, Any], field: str, key: str) -> Iterator[tuple[str, str]]:
    items = raw.get(field)
    for place, item in enumerate(items if isinstance(items, list) else ()):
        if isinstance(item, dict) and isinstance(item.get(key), str):
            yield f"{field}.{place}.{key}", item[key].strip()


def unknown_value(name: str, value: str, known: Sequence[str]) -> InputError:
    """The error for a value that names nothing, with what looks like it or what is allowed."""
    shown = value if len(value) <= 60 else value[:59] + "…"
    near = get_close_matches(value[:100], known, n=3, cutoff=0.6)
    allowed = "; zie de woordenlijst" if len(known) > _LISTED_AT_MOST else f"; toegestaan: {', '.join(known)}"
    detail = f"'{shown}' is geen geldige waarde" + (f"; bedoelt u {' of '.join(near)}?" if near else allowed)
    return InputError("body", name, "unknown_value", detail)


def _contradictions(given: ProfileInput, corpus: Corpus) -> Iterator[InputError]:
    """Values that are right by themselves and cannot go together."""
    if given.sector and given.sectors:
        yield InputError("body", "sectors", "contradiction", "gebruik 'sector' of 'sectors', niet beide")
    if given.organisation_size and given.organisation_sizes:
        detail = "gebruik 'organisationSize' of 'organisationSizes', niet beide"
        yield InputError("body", "organisationSizes", "contradiction", detail)
    topics = corpus.vocabulary("topics")
    urgency: dict[str, int] = {}
    for place, need in enumerate(given.needs):
        topic = topics.resolve(need.topic) or need.topic
        if urgency.setdefault(topic, need.urgency) != need.urgency:
            detail = f"'{topic}' staat er twee keer, met verschillende urgentie"
            yield InputError("body", f"needs.{place}", "contradiction", detail)
        if topic in given.not_meant:
            detail = f"'{topic}' staat ook bij notMeant"
            yield InputError("body", f"needs.{place}.topic", "contradiction", detail)
    ways = any(getattr(given, name) for name in ("dix", "work_ability", "jdr", "bravo", "psa"))
    if not given.needs and not ways and not given.text:
        detail = "geef ten minste één behoefte (needs), een andere ingang (dix, workAbility, jdr, bravo, psa) of tekst"
        yield InputError("body", "needs", "missing", detail)


def _understood(given: ProfileInput, corpus: Corpus, understand: Understand) -> Profile:
    def resolved(name: str, values: Iterable[str | None]) -> tuple[str, ...]:
        vocabulary = corpus.vocabulary(name)
        found = (vocabulary.resolve(value) for value in values if value)
        return tuple(dict.fromkeys(value for value in found if value))

    profile = Profile(
        sectors=resolved("sectors", (given.sector, *given.sectors)),
        organisation_sizes=resolved("organisation-sizes", (given.organisation_size, *given.organisation_sizes)),
        needs=_needs(given, corpus),
        target_groups=resolved("target-groups", given.target_groups),
        present=resolved("categories", given.present),
        phase=next(iter(resolved("phases", (given.phase,))), None),
        barriers=resolved("barriers", given.barriers),
        scheme=given.scheme,
        exclude=tuple(dict.fromkeys(given.exclude)),
        text=given.text,
    )
    recognised = understand(given.text) if given.text else ()
    return _with_text(profile, [item for item in recognised if item.term not in given.not_meant], corpus)


def _needs(given: ProfileInput, corpus: Corpus) -> tuple[Need, ...]:
    """Needs as given, then those of the other ways in; a topic counts once, as it was first given."""
    topics = corpus.vocabulary("topics")
    needs: dict[str, Need] = {}
    for item in given.needs:
        topic = topics.resolve(item.topic) or item.topic
        needs.setdefault(topic, Need(topic=topic, urgency=item.urgency))
    said = set(needs)
    for field in ("dix", "work_ability", "jdr", "bravo", "psa"):
        way = WAYS_IN[to_camel(field)]
        for dimension in getattr(given, field):
            for topic, urgency in translate(way, dimension.dimension, dimension.urgency):
                known = needs.get(topic)
                if topic not in said and (known is None or known.urgency < urgency):
                    label = way.dimensions[dimension.dimension].label
                    needs[topic] = Need.model_validate(
                        {"topic": topic, "urgency": urgency, "origin": way.name, "said": label}
                    )
    return tuple(needs.values())


def _with_text(profile: Profile, recognised: Sequence[Recognised], corpus: Corpus) -> Profile:
    """Add what the text says and the profile does not; a field that was filled in stays as it was."""
    needs = {need.topic: need for need in profile.needs}
    sure = _SURE_BESIDE_NEEDS if needs else _SURE_ALONE
    suggested: list[Derived] = []
    for item, weight in _shared([item for item in recognised if item.vocabulary == "topics"]):
        if item.term in needs or item.term not in corpus.vocabulary("topics").by_id:
            continue
        if weight < sure:
            suggested.append(Derived(field="needs", value=item.term, said=item.said))
        else:
            urgency = 2 if weight >= _IMPORTANT and not profile.needs else 1
            needs[item.term] = Need(topic=item.term, urgency=urgency, origin="text", said=item.said)
    derived = [item for name in _FROM_TEXT for item in _others(name, profile, recognised, corpus)]
    filled = {
        field: tuple(dict.fromkeys(item.value for item in derived if item.field == to_camel(field)))
        for field in _FROM_TEXT.values()
        if not getattr(profile, field)
    }
    found: dict[str, Any] = {"needs": tuple(needs.values()), "derived": tuple(derived), "suggested": tuple(suggested)}
    return profile.model_copy(update={**found, **filled})


def _shared(recognised: Sequence[Recognised]) -> list[tuple[Recognised, float]]:
    """Words that may mean several things make us less sure of each: their weight is shared."""
    meanings = Counter(item.said for item in recognised)
    return [(item, item.weight / meanings[item.said]) for item in recognised]


def _others(name: str, profile: Profile, recognised: Sequence[Recognised], corpus: Corpus) -> Iterator[Derived]:
    """What the text says of a field that was left empty."""
    field = _FROM_TEXT[name]
    if getattr(profile, field):
        return
    for item, weight in _shared([item for item in recognised if item.vocabulary == name]):
        if weight >= _SURE_OF_OTHERS and item.term in corpus.vocabulary(name).by_id:
            yield Derived(field=to_camel(field), value=item.term, said=item.said)
