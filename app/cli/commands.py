"""Commands, each thin: settings in, a verb of the product, text out."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from app.api.renderings import markdown
from app.catalogue.build import current_id, encoder_if, open_build, publish
from app.catalogue.catalogue import Catalogue
from app.cli import output
from app.cli.plan import Wish, make_plan
from app.cli.serving import serve as run_server
from app.corpus import history as ledger
from app.corpus.lexicon import read_lexicon
from app.corpus.plans import read_templates, template_folders
from app.corpus.reader import read_corpus
from app.corpus.schema import write_schemas
from app.corpus.schemes import read_schemes
from app.corpus.template import record_template
from app.domain.query import DEFAULT_PAGE_SIZE, Page, SearchQuery
from app.domain.wording import describe
from app.errors import BuildDamaged, BuildFailed, BuildUnavailable, InterventiebankError, InvalidCorpus
from app.settings import Settings

app = typer.Typer(
    name="interventiebank",
    help="Kennisbank van interventies voor duurzame inzetbaarheid.",
    no_args_is_help=True,
    add_completion=False,
)


class PlanFormatName(StrEnum):
    """The forms of a plan."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    MD = "md"
    CSV = "csv"
    JSON = "json"


DataDir = Annotated[Path | None, typer.Option("--data", help="Map met de YAML-bestanden.")]


@contextmanager
def _plain_errors() -> Iterator[None]:
    """Errors that people can do something about: say them on stderr and exit with 1, no traceback."""
    try:
        yield
    except InvalidCorpus as error:
        output.problems(error)
        raise typer.Exit(1) from None
    except BuildDamaged as error:
        output.error(f"{error}; maak een nieuwe met 'interventiebank build'")
        raise typer.Exit(1) from None
    except InterventiebankError as error:
        output.error(str(error))
        raise typer.Exit(1) from None
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            output.error(f"instelling {_variable(detail['loc'])}: {describe(detail)}")
        raise typer.Exit(1) from None
    except OSError as error:
        output.error(f"{error.filename or ''}: {error.strerror or error}".removeprefix(": "))
        raise typer.Exit(1) from None


def _variable(loc: Sequence[str | int]) -> str:
    """The environment variable of a setting."""
    return "INTERVENTIEBANK_" + "_".join(str(part) for part in loc).upper()


def _settings(data: Path | None = None) -> Settings:
    return Settings(data_dir=data) if data else Settings()


def _publish(settings: Settings) -> str:
    return publish(settings.data_dir, settings.builds_dir, encoder_if(settings.meaning))


def _live(settings: Settings) -> Catalogue:
    """The live build; made first when there is none yet."""
    try:
        build_id = current_id(settings.builds_dir)
    except BuildUnavailable:
        build_id = _publish(settings)
    return open_build(settings.builds_dir / build_id)


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Adres om op te luisteren.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Poort.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Aantal processen.", min=1, max=64)] = 1,
    build: Annotated[bool, typer.Option(help="Bouw eerst de gegevens.")] = True,
) -> None:
    """Bouw de gegevens en start de service."""
    with _plain_errors():
        settings = _settings()
        if build:
            _build_or_keep(settings)
        run_server(settings, host, port, workers)


def _build_or_keep(settings: Settings) -> None:
    """A broken corpus or a full disk does not stop a service that still has a good build."""
    try:
        output.note(f"build {_publish(settings)}")
    except (InvalidCorpus, BuildFailed) as error:
        build_id = current_id(settings.builds_dir) if (settings.builds_dir / "current").exists() else None
        if build_id is None:
            raise
        if isinstance(error, InvalidCorpus):
            output.problems(error)
        else:
            output.error(str(error))
        output.note(f"de nieuwe build is niet gelukt; de service gaat verder met build {build_id}")


@app.command()
def build(data: DataDir = None) -> None:
    """Controleer de gegevens en publiceer een build; een draaiende service neemt hem over."""
    with _plain_errors():
        settings = _settings(data)
        output.note(f"build {_publish(settings)}")


@app.command()
def check(data: DataDir = None) -> None:
    """Controleer de gegevens; elke fout met bestand, regel en wat wel mag."""
    with _plain_errors():
        settings = _settings(data)
        data_dir = settings.data_dir
        corpus = read_corpus(data_dir)
        read_lexicon(data_dir, corpus)
        read_schemes(data_dir, corpus.vocabularies)
        read_templates(template_folders(data_dir, settings.plans_dir))
        now = datetime.now(UTC).date()
        known = ledger.load(data_dir)
        if ledger.updated(known, corpus.interventions, now) != known:
            output.error("data/history.json loopt achter: voer 'interventiebank history' uit")
            raise typer.Exit(1)
        output.note(f"{len(corpus.interventions)} records, alles klopt")


@app.command()
def history(data: DataDir = None) -> None:
    """Leg vast welke records nieuw, gewijzigd of verdwenen zijn (data/history.json)."""
    with _plain_errors():
        data_dir = _settings(data).data_dir
        corpus = read_corpus(data_dir)
        before = ledger.load(data_dir)
        after = ledger.updated(before, corpus.interventions, datetime.now(UTC).date())
        ledger.save(data_dir, after)
        changed = sum(after.records[key] != before.records.get(key) for key in after.records)
        output.note(f"{changed} records nieuw of gewijzigd, {len(after.removed) - len(before.removed)} verdwenen")


@app.command()
def schemas(data: DataDir = None) -> None:
    """Schrijf de JSON-schema's waarmee een editor de YAML aanvult en controleert."""
    with _plain_errors():
        for path in write_schemas(_settings(data).data_dir):
            output.note(f"geschreven: {path}")


@app.command()
def new(
    id: Annotated[str, typer.Argument(help="De id van het nieuwe record, in kebab-case.")],  # noqa: A002
) -> None:
    """Schrijf een leeg record met uitleg, om in te vullen."""
    with _plain_errors():
        typer.echo(record_template(id))


@app.command()
def search(
    text: Annotated[list[str], typer.Argument(help="Wat u zoekt.")],
    limit: Annotated[int, typer.Option(help="Aantal resultaten.", min=1, max=100)] = DEFAULT_PAGE_SIZE,
    as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
) -> None:
    """Zoek interventies."""
    with _plain_errors():
        catalogue = _live(_settings())
        result = catalogue.search(SearchQuery(text=" ".join(text)[:200], page=Page(1, limit)))
        if as_json:
            rows = [{"id": i.record.id, "title": i.record.title, "score": i.score} for i in result.items]
            typer.echo(json.dumps({"total": result.total, "items": rows}, ensure_ascii=False, indent=2))
        else:
            output.results(catalogue.corpus, result)


@app.command()
def show(
    id: Annotated[str, typer.Argument(help="De id van het record.")],  # noqa: A002
    as_json: Annotated[bool, typer.Option("--json", help="Geef JSON.")] = False,
) -> None:
    """Toon één record."""
    with _plain_errors():
        catalogue = _live(_settings())
        record = catalogue.get(id)
        if as_json:
            typer.echo(record.model_dump_json(by_alias=True, indent=2, exclude_defaults=True))
        else:
            output.markdown(markdown(catalogue.corpus, record))


@app.command()
def plan(
    file: Annotated[Path, typer.Argument(help="Bestand met een profiel of een plan (.yaml of .json).", exists=True)],
    format: Annotated[PlanFormatName, typer.Option(help="De vorm van het plan.")] = PlanFormatName.DOCX,  # noqa: A002
    template: Annotated[str | None, typer.Option(help="Id van een sjabloon, bijvoorbeeld mdieu.")] = None,
    title: Annotated[str | None, typer.Option(help="Titel van het plan.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Waarheen; '-' is de standaarduitvoer.")] = None,
) -> None:
    """Maak een plan van aanpak van een profiel of een bewaard plan."""
    with _plain_errors():
        settings = _settings()
        name, content = make_plan(file, Wish(format.value, template, title), settings, _live(settings))
        if out == Path("-"):
            typer.get_binary_stream("stdout").write(content)
            return
        target = out / name if out and out.is_dir() else out or Path(name)
        target.write_bytes(content)
        output.note(f"geschreven: {target}")
