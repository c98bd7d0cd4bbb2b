"""Records as a workbook: the records, and a sheet that says what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.corpus import Corpus
from app.domain.intervention import Intervention
from app.domain.plan.wording import dutch_date
from app.exports.interventions import LICENCE, for_people
from app.exports.xlsx_look import Book


@dataclass(frozen=True)
class Origin:
    """Which build the records come from, and what was asked."""

    build: str
    built_on: date
    asked: Sequence[tuple[str, str]]


def write(corpus: Corpus, records: Sequence[Intervention], origin: Origin) -> bytes:
    """The workbook; the same records give the same bytes."""
    book = Book("Interventies uit de kennisbank", "Interventiebank", origin.built_on)
    sheet = book.sheet("Interventies", wide=True)
    book.table(sheet, for_people(corpus, records), width={"id": 28, "title": 32, "summary": 50, "description": 70})
    sheet.freeze_panes(1, 3)
    about = book.sheet("Toelichting")
    about.set_column(0, 0, 26)
    about.set_column(1, 1, 90)
    rows = [
        ("Wat dit is", "Interventies voor duurzame inzetbaarheid, uit de kennisbank Interventiebank."),
        ("Aantal", str(len(records))),
        ("Gegevens", f"kennisbank van {dutch_date(origin.built_on)}, build {origin.build}"),
        ("Licentie", f"{LICENCE}, voor onze teksten en indeling. De brondocumenten blijven van hun makers."),
        ("Leeg veld", "De bron vermeldt dit niet. Dat betekent niet dat het er niet is."),
        ("Bewijs", "'Onbekend' betekent dat wij geen onderzoek kennen, niet dat iets niet werkt."),
        *((f"Gevraagd: {name}", value) for name, value in origin.asked),
        *(("Bron", f"{source.title}. {source.rights}") for source in corpus.sources),
    ]
    for row, (label, value) in enumerate(rows):
        about.write_string(row, 0, label, book.format(bold=True, bg_color="#F1F5F7"))
        book.put(about, row, 1, value, book.format(text_wrap=True))
        book.fit(about, row, [(value, 90)])
    return book.bytes()
