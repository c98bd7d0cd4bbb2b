"""`python -m app.corpus.proof check|coverage|readability|derive`: the verbs behind scripts/."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from app.corpus.proof import kept as proof
from app.corpus.proof import report
from app.corpus.proof.copying import check_copying, count_runs
from app.corpus.proof.coverage import check_coverage, cover, read_left_out
from app.corpus.proof.links import check_links
from app.corpus.proof.readability import check_readability, measure, naming
from app.corpus.proof.spelling import check_spelling, count_words, dictionary, own_words
from app.corpus.proof.texts import every_text
from app.corpus.proof.words import squeezed
from app.corpus.reader import CuratedFiles, read_files
from app.domain.corpus import SourceDocument
from app.errors import CorpusProblem, InterventiebankError, InvalidCorpus

app = typer.Typer(no_args_is_help=True, add_completion=False)
Data = Annotated[Path, typer.Option("--data", help="Map met de YAML-bestanden.")]
_DATA = Path("data")
#: Section 2.4 has parts A to D; a record says which before the row heading.
_PART = re.compile(r"^[A-D]\. ")
_LEFT_OUT = re.compile(r"\(?(?:\.\.\.|…)\)?")

#: File name of each document's extracted text, as it stands in the folder given with --sources.
_TEXTS = {
    "quickscan-2020": "quickscan-di-llo-2020.txt",
    "zeven-stappen-werkdruk": "zeven-stappen-werkdruk.txt",
    "conversiemeter-mto": "conversiemeter-mto.txt",
    "waarderend-pmo": "waarderend-pmo.txt",
    "or-goede-gesprek": "or-en-het-goede-gesprek.txt",
}


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except InvalidCorpus as error:
        report.problems(error.problems)
        raise typer.Exit(1) from None
    except (InterventiebankError, OSError) as error:
        report.error(str(error))
        raise typer.Exit(1) from None


def _names(files: CuratedFiles) -> re.Pattern[str]:
    named = {record.value.title for record in files.records}
    for vocabulary in files.vocabularies:
        if vocabulary.value.name == "providers":
            named.update(term.label.nl for term in vocabulary.value.terms)
    return naming(named)


@app.command()
def check(data: Data = _DATA) -> None:
    """Kopieën, adressen, dekking, spelling en leesbaarheid; elke fout met bestand en regel."""
    with _plain_errors():
        files, kept = read_files(data), proof.read(data)
        left_out, found = read_left_out(data)
        found += check_copying(files.records, files.vocabularies, kept)
        found += check_links(files.records, kept)
        found += check_coverage(cover([record.value for record in files.records], kept), left_out)
        found += check_spelling(files.records, files.vocabularies, files.sources, own_words(data), dictionary())
        found += check_readability(files.records, _names(files))
        _finish(files, found)


def _finish(files: CuratedFiles, found: list[CorpusProblem]) -> None:
    report.problems(found)
    if found:
        report.error(f"{len(found)} {'fout' if len(found) == 1 else 'fouten'} in de teksten")
        raise typer.Exit(1)
    texts = [text for *_, text in every_text(files.records, files.vocabularies, files.sources)]
    total, different = count_words(texts)
    links = sum(len(record.value.links) for record in files.records)
    report.note(
        f"{count_runs(files.records)} reeksen van acht woorden vergeleken, {links} adressen nagezocht, "
        f"{total} woorden ({different} verschillende) gespeld: alles klopt"
    )


@app.command()
def coverage(data: Data = _DATA) -> None:
    """Records en adressen per deel van de bronnen; fout bij een gat zonder reden."""
    with _plain_errors():
        parts = cover([record.value for record in read_files(data).records], proof.read(data))
        left_out, found = read_left_out(data)
        report.coverage(parts, left_out)
        found += check_coverage(parts, left_out)
        report.problems(found)
        raise typer.Exit(1 if found else 0)


@app.command()
def readability(data: Data = _DATA) -> None:
    """De verdeling van LIX en zinslengte over de records."""
    with _plain_errors():
        files = read_files(data)
        names = _names(files)
        report.readability([measure(record.value.description, names) for record in files.records])


@app.command()
def derive(
    sources: Annotated[Path, typer.Option("--sources", help="Map met de teksten van de bronnen.")],
    data: Data = _DATA,
) -> None:
    """Maak data/proof/ opnieuw uit de teksten, en meld kopjes en uitspraken die er niet in staan."""
    with _plain_errors():
        files = read_files(data)
        documents, hashes, whole = [], set[bytes](), ""
        for source in files.sources:
            document = source.value
            text = (sources / _TEXTS[document.id]).read_text(encoding="utf-8")
            made, runs = proof.derive(document, text)
            documents.append(made)
            hashes |= runs
            whole += squeezed(text)
            _rows(files, document, text)
        _claims(files, whole)
        proof.write(data, documents, hashes)
        report.note(f"{len(hashes)} reeksen van acht woorden uit {len(documents)} documenten")


def _claims(files: CuratedFiles, whole: str) -> None:
    """Claims that no text has: what stands as a quotation must be one, but for what dots leave out."""
    for record in files.records:
        claim = record.value.evidence.claim
        pieces = _LEFT_OUT.split(claim.text) if claim else []
        if not all(squeezed(piece) in whole for piece in pieces):
            report.note(str(record.problem("deze uitspraak staat niet letterlijk in een bron", "evidence", "claim")))


def _rows(files: CuratedFiles, document: SourceDocument, text: str) -> None:
    """Row headings that the text does not have; a curator's own wording is allowed, so this only tells."""
    cited = [
        (record, position, source.section, _PART.sub("", source.row))
        for record in files.records
        for position, source in enumerate(record.value.sources)
        if source.document == document.id and source.row
    ]
    missing = proof.misses(document, text, [(section, row) for *_, section, row in cited])
    for record, position, section, row in cited:
        if (section, row) in missing:
            report.note(str(record.problem(f"'{row}' staat niet letterlijk in {section}", "sources", position, "row")))


if __name__ == "__main__":
    app()
