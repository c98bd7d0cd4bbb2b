"""A facet as a group of checkboxes: short enough to read, complete enough to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.corpus import Corpus
from app.domain.facets import FACETS, FacetCount, FacetValue
from app.web.addresses import TERM_PAGES
from app.web.words import FACET_WORDS

#: Facets that most visitors use; the others stand under "Meer filters".
_MAIN = {"theme", "category", "topic", "sector", "targetGroup", "kind"}
_OPEN = {"theme", "category"}
_SHOWN_FIRST = 8
#: A page stays under 100 kB: of the hundred providers only the fullest are offered here.
_AT_MOST = {"provider": 24}


@dataclass(frozen=True)
class Option:
    """A checkbox; `depth` is 0 for a wide term and 1 or more for a narrower one."""

    value: str
    label: str
    count: int
    selected: bool
    depth: int


@dataclass(frozen=True)
class FacetView:
    """A fieldset. `options` come first, `rest` behind "toon alle"; `all_url` lists what is left out."""

    name: str
    label: str
    main: bool
    open: bool
    chosen: int
    options: tuple[Option, ...]
    rest: tuple[Option, ...]
    missing: int
    all_url: str


def facet_view(corpus: Corpus, counted: FacetCount) -> FacetView:
    """The checkboxes of one facet with their counts."""
    vocabulary = FACETS[counted.name].vocabulary
    terms = corpus.vocabulary(vocabulary)
    values = _ordered(counted.values, nested=any(value.broader for value in counted.values))
    most = _AT_MOST.get(counted.name, len(values))
    left_out = len(values) > most
    if left_out:
        fullest = sorted(values, key=lambda value: (not value.selected, -value.count))[:most]
        values = [value for value in values if value in fullest]
    shown = {value.value for value in values}
    options = [
        Option(
            value.value,
            value.label,
            value.count,
            value.selected,
            sum(ancestor in shown for ancestor in terms.ancestors(value.value)),
        )
        for value in values
    ]
    chosen = sum(option.selected for option in options)
    split = _SHOWN_FIRST if len(options) > _SHOWN_FIRST + 2 else len(options)
    first = [option for index, option in enumerate(options) if index < split or option.selected]
    return FacetView(
        name=counted.name,
        label=FACET_WORDS[counted.name].label,
        main=counted.name in _MAIN,
        open=counted.name in _OPEN or chosen > 0,
        chosen=chosen,
        options=tuple(first),
        rest=tuple(option for option in options if option not in first),
        missing=counted.missing,
        all_url=TERM_PAGES.get(vocabulary, "") if left_out else "",
    )


def _ordered(values: Sequence[FacetValue], nested: bool) -> list[FacetValue]:
    """Nested terms below their wider term, flat lists as the vocabulary has them."""
    if not nested:
        return list(values)
    present = {value.value for value in values}
    ordered: list[FacetValue] = []

    def add(parent: str | None) -> None:
        for value in values:
            if (value.broader if value.broader in present else None) == parent:
                ordered.append(value)
                add(value.value)

    add(None)
    return ordered
