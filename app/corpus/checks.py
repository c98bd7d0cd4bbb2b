"""Rules across records: ids, references, vocabulary, duplicates, and fields that must agree."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches

from pydantic.alias_generators import to_camel

from app.corpus.located import Located
from app.domain.corpus import Removal, SourceDocument
from app.domain.intervention import Intervention, Kind
from app.domain.vocabulary import VOCABULARY_OF_FIELD, Term, Vocabulary
from app.errors import CorpusProblem

Records = Sequence[Located[Intervention]]
Problems = Iterator[CorpusProblem]

#: Lists of ids; the database holds every id in them once.
_LISTS = (
    "extra_themes",
    "topics",
    "providers",
    "sectors",
    "target_groups",
    "levels",
    "phases",
    "barriers",
    "organisation_sizes",
    "related",
)


def check(
    records: Records,
    vocabularies: Sequence[Located[Vocabulary]],
    sources: Sequence[Located[SourceDocument]],
    broken: frozenset[str] = frozenset(),
) -> Problems:
    """Every problem that shows only when the files are read together.

    `broken` holds the ids of items that are not valid by themselves: a reference to one is no second error.
    """
    terms = {item.value.name: item.value for item in vocabularies}
    for vocabulary in vocabularies:
        yield from _vocabulary(vocabulary, terms.get("themes"))
    yield from _unique(records, "id", lambda record: [record.id])
    yield from _unique(records, "title", lambda record: [record.title, *record.aliases])
    yield from _unique(sources, "id", lambda source: [source.id])
    yield from _references(records, broken)
    yield from _sources(records, sources, broken)
    for record in records:
        yield from _terms(record, terms)
        yield from _agreement(record)


def check_removed(records: Records, removals: Iterable[Removal]) -> Problems:
    """An id that was removed is never used again: whoever kept it would find something else."""
    removed = {removal.id: removal for removal in removals}
    for record in records:
        removal = removed.get(record.value.id)
        if removal:
            yield record.problem(f"deze id hoorde bij een record dat op {removal.removed_on} verdween", "id")


def _vocabulary(vocabulary: Located[Vocabulary], themes: Vocabulary | None) -> Problems:
    ids = [term.id for term in vocabulary.value.terms]
    taken: dict[str, str] = {}
    for position, term in enumerate(vocabulary.value.terms):
        for name in (term.id, *term.aliases):
            if name in taken:
                message = f"'{name}' is al een id of alias van '{taken[name]}'"
                yield vocabulary.problem(message, "terms", position, "id")
            taken[name] = term.id
        if term.broader and (term.broader not in ids or _circular(term, vocabulary.value)):
            message = f"'{term.broader}' is geen bredere term in deze lijst{_near(term.broader, ids)}"
            yield vocabulary.problem(message, "terms", position, "broader")
        if term.theme and themes and term.theme not in themes.by_id:
            message = f"'{term.theme}' is geen thema; bekend zijn: {', '.join(themes.by_id)}"
            yield vocabulary.problem(message, "terms", position, "theme")


def _circular(term: Term, vocabulary: Vocabulary) -> bool:
    return term.broader == term.id or any(
        vocabulary.by_id[wider].broader == term.id
        for wider in vocabulary.ancestors(term.id)
        if wider in vocabulary.by_id
    )


def _unique(
    items: Iterable[Located[Intervention]] | Iterable[Located[SourceDocument]],
    field: str,
    names: Callable[..., list[str]],
) -> Problems:
    """No two items under one name; a person who types it must mean one thing."""
    first: dict[str, tuple[str, int]] = {}
    for item in items:
        for name in dict.fromkeys(" ".join(name.casefold().split()) for name in names(item.value)):
            if (name in first and first[name][0] != item.value.id) or (field == "id" and name in first):
                other, line = first[name]
                yield item.problem(f"'{name}' is al in gebruik bij '{other}' (regel {line})", field)
            else:
                first[name] = (item.value.id, item.tree.line((*item.path, field)))


def _references(records: Records, broken: frozenset[str]) -> Problems:
    """`type` and `related` point to records that exist, and to the right kind."""
    by_id = {record.value.id: record.value for record in records}
    for record in records:
        kind = record.value.type
        if kind and kind not in broken and (kind not in by_id or by_id[kind].kind is not Kind.TYPE):
            types = [other.id for other in by_id.values() if other.kind is Kind.TYPE]
            yield record.problem(f"'{kind}' is geen record van de soort type{_near(kind, types)}", "type")
        for position, other in enumerate(record.value.related):
            if other == record.value.id or (other not in by_id and other not in broken):
                yield record.problem(f"'{other}' is geen ander record{_near(other, by_id)}", "related", position)


def _sources(records: Records, sources: Sequence[Located[SourceDocument]], broken: frozenset[str]) -> Problems:
    documents = {item.value.id: {section.id for section in item.value.sections} for item in sources}
    for record in records:
        for position, source in enumerate(record.value.sources):
            if source.document in broken:
                continue
            if source.document not in documents:
                message = f"onbekend document '{source.document}'; bekend zijn: {', '.join(documents)}"
                yield record.problem(message, "sources", position, "document")
            elif source.section not in documents[source.document]:
                known = ", ".join(sorted(documents[source.document]))
                message = f"'{source.section}' is geen onderdeel van {source.document}; dat zijn: {known}"
                yield record.problem(message, "sources", position, "section")


def _terms(record: Located[Intervention], vocabularies: dict[str, Vocabulary]) -> Problems:
    """Every coded value is the id of a term."""
    for field, name in VOCABULARY_OF_FIELD.items():
        vocabulary = vocabularies.get(name)
        if vocabulary is None or field == "kind":
            continue
        for where, value in _values(record.value, field):
            if value not in vocabulary.by_id:
                allowed = _near(value, vocabulary.by_id) or _list(vocabulary.by_id)
                yield record.problem(f"'{value}' staat niet in de woordenlijst {name}{allowed}", *where)


def _values(record: Intervention, field: str) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The coded values of a field with their places; `cautions.kind` looks inside a list."""
    head, _, tail = field.partition(".")
    value = getattr(record, head)
    name = to_camel(head)
    if tail and not isinstance(value, tuple):
        yield (name, tail), getattr(value, tail)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield (name, position, *([tail] if tail else [])), getattr(item, tail) if tail else item
    else:
        yield (name,), value


def _agreement(record: Located[Intervention]) -> Problems:
    """Fields of one record that must agree with each other."""
    value = record.value
    if value.sectors and value.sector_scope == "algemeen":
        yield record.problem("bij sectoren hoort 'alleen' of 'voorbeeld', niet 'algemeen'", "sectorScope")
    if not value.sectors and value.sector_scope != "algemeen":
        yield record.problem("zonder sectoren is 'algemeen' de enige mogelijkheid", "sectorScope")
    if value.kind is Kind.APPROACH and not value.steps:
        yield record.problem("een aanpak (approach) heeft stappen nodig", "steps")
    if value.kind is Kind.TYPE and value.type:
        yield record.problem("een type is zelf geen voorbeeld van een type", "type")
    if value.theme in value.extra_themes:
        yield record.problem("het hoofdthema staat ook bij de andere thema's", "extraThemes")
    if (value.cost.kind == "bedrag") != (value.cost.amount is not None):
        yield record.problem("een bedrag heeft 'kind: bedrag' en 'amount' nodig, beide of geen", "cost")
    for field in _LISTS:
        values = getattr(value, field)
        if len(set(values)) != len(values):
            yield record.problem("een waarde staat er twee keer", to_camel(field))


def _near(value: str, known: Iterable[str]) -> str:
    matches = get_close_matches(value, list(known), n=3, cutoff=0.6)
    return f"; bedoelt u {' of '.join(matches)}?" if matches else ""


def _list(known: Iterable[str]) -> str:
    ids = list(known)
    return f"; toegestaan: {', '.join(ids)}" if len(ids) <= 60 else "; zie de woordenlijst"
