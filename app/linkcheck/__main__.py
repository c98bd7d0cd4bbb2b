"""`python -m app.linkcheck`, behind scripts/check-links: check, show, and write data/link-health.json."""

import asyncio
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app.corpus.link_health import read_link_health, write_link_health
from app.corpus.reader import read_corpus
from app.domain.corpus import Corpus, LinkHealth, LinkState
from app.errors import InterventiebankError
from app.linkcheck.archive import AVAILABILITY
from app.linkcheck.limits import Limits
from app.linkcheck.probe import Prober
from app.linkcheck.run import Health, check, due, merged

_err = Console(stderr=True, soft_wrap=True, highlight=False)
app = typer.Typer(add_completion=False)


@app.command()
def check_links(
    data: Annotated[Path, typer.Option("--data", help="Map met de YAML-bestanden.")] = Path("data"),
    days: Annotated[int, typer.Option(help="Sla over wat korter geleden is gecontroleerd.", min=0)] = 0,
    archive: Annotated[str, typer.Option(help="Dienst die archiefkopieën kent; leeg is niet zoeken.")] = AVAILABILITY,
    timeout: Annotated[float, typer.Option(help="Seconden wachten op een antwoord.", min=0.1, max=120)] = 10.0,
) -> None:
    """Controleer of de adressen in het corpus nog werken en schrijf data/link-health.json."""
    try:
        corpus, known = read_corpus(data), read_link_health(data)
        urls = [link.url for record in corpus.interventions for link in record.links]
        today = datetime.now(UTC).date()
        limits = Limits(timeout=timeout, deadline=3 * timeout)
        found: Health = {}
        try:
            _visit(due(urls, known, today, days), limits, archive or None, found)
        finally:
            # After Ctrl-C too: what was found is worth keeping.
            if found:
                write_link_health(data, merged(known, found, urls))
    except InterventiebankError as error:
        _err.print(f"fout: {error}", markup=False)
        raise typer.Exit(1) from None
    _tell(corpus, found)


def _visit(urls: list[str], limits: Limits, archive: str | None, found: Health) -> None:
    today = datetime.now(UTC).date()
    columns = (TextColumn("adressen"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err) as progress:
        task = progress.add_task("", total=len(urls))

        def done(url: str, health: LinkHealth) -> None:
            found[url] = health
            progress.advance(task)

        async def visit_all() -> None:
            async with Prober(limits) as prober:
                await check(urls, prober, today, archive, done)

        asyncio.run(visit_all())


def _tell(corpus: Corpus, found: Health) -> None:
    """Counts, and every address that a curator should look at, with its record."""
    for state, count in Counter(health.state for health in found.values()).most_common():
        _err.print(f"{count:5} {state.label}", markup=False)
    for record in corpus.interventions:
        for link in record.links:
            health = found.get(link.url)
            if health and health.state is not LinkState.WORKS:
                print(record.id, health.state.value, health.status or "-", link.url, health.final_url or "", sep="\t")


if __name__ == "__main__":
    app()
