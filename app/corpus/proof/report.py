"""How the proof looks in a terminal."""

import sys
from collections.abc import Sequence
from statistics import quantiles

from rich.console import Console
from rich.table import Table

from app.corpus.located import Located
from app.corpus.proof.coverage import LeftOut, PartCoverage
from app.corpus.proof.readability import MAX_LIX, MAX_SENTENCE, Reading
from app.domain.intervention import Kind
from app.errors import CorpusProblem

#: Piped output keeps its columns whole; a terminal has its own width.
_PIPED = 150
_out = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else _PIPED)
_err = Console(stderr=True, soft_wrap=True, highlight=False)


def coverage(parts: Sequence[PartCoverage], left_out: Sequence[Located[LeftOut]]) -> None:
    """A table of the parts, then everything left out with its reason."""
    table = Table(box=None, pad_edge=False, title="Dekking van de bronnen", title_justify="left")
    table.add_column("document", no_wrap=True)
    table.add_column("deel", no_wrap=True)
    for heading in ("records", *(kind.value for kind in Kind), "adressen", "zonder record"):
        table.add_column(heading, justify="right", no_wrap=True)
    for part in parts:
        table.add_row(
            part.document,
            part.section,
            str(part.records),
            *(str(part.by_kind.get(kind, 0)) for kind in Kind),
            str(len(part.addresses)),
            str(len(part.missing) or ""),
        )
    _out.print(table, crop=False)
    _out.print("Een adres op een bladzijde met twee delen telt bij beide.")
    _out.print("\nNiet opgenomen, met de reden:")
    for entry in left_out:
        item = entry.value
        _out.print(f"  {item.document} {item.section}: {item.url or 'het hele deel'}\n    {item.reason}", markup=False)


def readability(readings: Sequence[Reading]) -> None:
    """The distribution over the records, beside the limits."""
    table = Table(box=None, pad_edge=False, title="Leesbaarheid van de beschrijvingen", title_justify="left")
    for heading in ("maat", "laagste", "kwart", "midden", "driekwart", "95%", "hoogste", "grens"):
        table.add_column(heading, no_wrap=True, justify="left" if heading == "maat" else "right")
    _spread(table, "LIX", [found.lix for found in readings], MAX_LIX)
    _spread(table, "woorden per zin", [found.words / found.sentences for found in readings], None)
    _spread(table, "langste zin", [float(found.longest_sentence) for found in readings], float(MAX_SENTENCE))
    _out.print(table, crop=False)


def _spread(table: Table, name: str, values: Sequence[float], limit: float | None) -> None:
    cuts = quantiles(values, n=20, method="inclusive")
    shown = (min(values), cuts[4], cuts[9], cuts[14], cuts[18], max(values))
    table.add_row(name, *(f"{value:.1f}" for value in shown), f"{limit:.0f}" if limit else "")


def problems(found: Sequence[CorpusProblem]) -> None:
    """A line each, as editors and CI read them."""
    for problem in sorted(found):
        _err.print(str(problem), markup=False)


def note(text: str) -> None:
    """What went well, on stderr."""
    _err.print(text, markup=False)


def error(text: str) -> None:
    """What did not."""
    _err.print(f"fout: {text}", markup=False)
