"""How answers look in a terminal."""

from contextlib import suppress

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from app.catalogue.results import SearchResult
from app.domain.corpus import Corpus
from app.errors import InvalidCorpus

_out = Console()
_err = Console(stderr=True)


def note(text: str) -> None:
    """Something that went well, on stderr so that stdout stays data."""
    _say(text)


def error(text: str) -> None:
    """Something that did not go well."""
    _say(f"[bold red]fout:[/] {_escaped(text)}")


def problems(found: InvalidCorpus) -> None:
    """Everything that is wrong with the corpus, a line each, as editors and CI read it."""
    for problem in found.problems:
        _say(_escaped(str(problem)))
    count = len(found.problems)
    error(f"{count} {'fout' if count == 1 else 'fouten'} in de gegevens")


def _say(text: str) -> None:
    # Messages may go to a file on a full disk: that nobody can read them is no reason to stop.
    with suppress(OSError):
        _err.print(text, highlight=False, soft_wrap=True)


def results(corpus: Corpus, result: SearchResult) -> None:
    """A page of results as a table."""
    for correction in result.corrections:
        if correction.applied:
            note(f"Gezocht naar: {correction.text}")
    table = Table(title=f"{result.total} gevonden", title_justify="left", box=None, pad_edge=False)
    for heading in ("titel", "onderwerp", "categorie"):
        table.add_column(heading, overflow="fold")
    table.add_column("id", no_wrap=True)  # in one piece, to copy into `show`
    topics, categories = corpus.vocabulary("topics").by_id, corpus.vocabulary("categories").by_id
    for item in result.items:
        record = item.record
        table.add_row(
            _escaped(record.title),
            topics[record.topics[0]].label.nl,
            categories[record.category].label.nl,
            record.id,
        )
    _out.print(table)


def markdown(text: str) -> None:
    """A Markdown text, laid out for a terminal and raw when piped."""
    if _out.is_terminal:
        _out.print(Markdown(text))
    else:
        _out.print(text, markup=False, highlight=False, soft_wrap=True, end="")


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
