"""The proof against the sources: what is kept of a text, and what is found with it."""

from pathlib import Path

import pytest

from app.corpus.proof import kept as proof
from app.corpus.proof.copying import check_copying, count_runs
from app.corpus.proof.coverage import LEFT_OUT, check_coverage, cover, read_left_out
from app.corpus.proof.kept import FOLDER, RUNS, SECTIONS, Kept, KeptSources
from app.corpus.proof.links import check_links
from app.corpus.proof.sections import parts
from app.corpus.proof.words import HASH_BYTES, RUN, hashed, runs, words
from app.corpus.reader import INTERVENTIONS, CuratedFiles, read_files
from app.domain.corpus import Section, SourceDocument
from app.errors import InvalidCorpus

#: As a PDF gives it: headings in capitals over two lines, broken words, addresses at the foot of the page.
TEXT = """ 2.4.  VEILIG WERKEN: INTERVENTIES (HET

‘WAT’)

De tilmeter is een lijst die per afdeling laat zien waar het tillen en duwen te zwaar is voor werk-
nemers in de zorg, met een e-
learning.

Elke branche heeft een eigen scan om de risico’s van het werk in één keer te zien.
https://voorbeeld.nl/tilmeter
https://voorbeeld.nl/begrip
 Tweede bladzijde met wat tekst die nog bij het vorige hoort.
2.5.  PSA

Op deze bladzijde begint iets nieuws over werkdruk.
https://voorbeeld.nl/werkdruk
"""


def document() -> SourceDocument:
    return SourceDocument.model_validate(
        {
            "id": "quickscan-2020",
            "title": "QuickScan",
            "makers": [],
            "description": {"nl": "Een proefdocument.", "en": "A document for tests."},
            "rights": "geen",
            "sections": [
                {"id": "2.4", "title": "Veilig werken: interventies (het 'wat')"},
                {"id": "2.5", "title": "PSA"},
                {"id": "2.6", "title": "Staat er niet in"},
            ],
        }
    )


@pytest.fixture
def kept() -> Kept:
    made, hashes = proof.derive(document(), TEXT)
    return Kept(KeptSources(run_length=RUN, hash_bytes=HASH_BYTES, documents=(made,)), frozenset(hashes))


def edited(data_dir: Path, old: str, new: str) -> CuratedFiles:
    path = data_dir / INTERVENTIONS
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_files(data_dir)


def test_words_forget_case_accents_marks_and_addresses() -> None:
    assert words("Eén RI&E: dé coördinator https://a.nl/x zegt ‘ja’.") == "een ri e de coordinator zegt ja".split()


def test_a_run_is_eight_words_and_its_hash_depends_on_all_of_them() -> None:
    text = "a b c d e f g h i".split()
    assert list(runs(text)) == [tuple("abcdefgh"), tuple("bcdefghi")]
    assert list(runs(text[:7])) == []
    assert hashed("abcdefgh") != hashed("abcdefgi")
    assert len(hashed("abcdefgh")) == HASH_BYTES


def test_headings_are_found_over_lines_and_in_capitals() -> None:
    found = parts(document(), TEXT)
    assert [[section.id for section in part.sections] for part in found] == [["2.4"], ["2.5", "2.6"]]
    assert TEXT[found[1].start :].startswith("2.5.")
    assert (found[0].start, found[-1].end) == (0, len(TEXT))


def test_an_address_belongs_to_every_part_on_its_page(kept: Kept) -> None:
    sections = {section.id: section.addresses for section in kept.sources.documents[0].sections}
    assert sections["2.4"] == tuple(f"https://voorbeeld.nl/{name}" for name in ("tilmeter", "begrip", "werkdruk"))
    assert sections["2.5"] == sections["2.6"] == ("https://voorbeeld.nl/werkdruk",)


def test_a_document_without_numbers_is_one_page() -> None:
    small = document().model_copy(update={"sections": (Section(id="a", title="Begin"), Section(id="b", title="Eind"))})
    made, _ = proof.derive(small, "Begin\nhttps://voorbeeld.nl/1\n Eind\ntekst\n")
    assert [section.addresses for section in made.sections] == [("https://voorbeeld.nl/1",)] * 2


def test_what_is_kept_can_be_read_back_and_holds_no_text(tmp_path: Path, kept: Kept) -> None:
    proof.write(tmp_path, list(kept.sources.documents), set(kept.hashes))
    assert proof.read(tmp_path) == kept
    raw = b"".join(path.read_bytes() for path in (tmp_path / FOLDER).iterdir())
    assert len((tmp_path / FOLDER / RUNS).read_bytes()) == HASH_BYTES * len(kept.hashes)
    assert b"tillen" not in raw


@pytest.mark.parametrize("broken", ["gone", "json", "length", "version"])
def test_a_proof_that_cannot_be_used_is_refused(tmp_path: Path, kept: Kept, broken: str) -> None:
    proof.write(tmp_path, list(kept.sources.documents), set(kept.hashes))
    sections, stored = tmp_path / FOLDER / SECTIONS, tmp_path / FOLDER / RUNS
    match broken:
        case "gone":
            stored.unlink()
        case "json":
            sections.write_text("{}")
        case "length":
            stored.write_bytes(stored.read_bytes()[:-1])
        case "version":
            sections.write_text(sections.read_text("utf-8").replace(f'"runLength": {RUN}', '"runLength": 5'), "utf-8")
    with pytest.raises(InvalidCorpus, match=FOLDER):
        proof.read(tmp_path)


@pytest.mark.parametrize(
    "copied",
    [
        "Een lijst die per afdeling laat zien waar het TILLEN, en duwen te zwaar is.",
        "Waar tillen zwaar valt: en duwen te zwaar is voor werknemers in de zorg.",
        "Voor werknemers in de zorg, met een e-learning. Daarna meer: zwaar is voor werknemers in de zorg met een.",
        "Elke branche heeft een eigen scan om de risico's te zien.",
    ],
)
def test_eight_words_of_a_source_in_a_row_are_a_copy(data_dir: Path, kept: Kept, copied: str) -> None:
    files = edited(data_dir, "Een team vult de lijst in en ziet\n", copied + "\n")
    (problem,) = check_copying(files.records, files.vocabularies, kept)
    assert problem.field == "0.description"
    assert problem.message.startswith("staat zo in een bron: '")
    assert problem.line == next(
        number
        for number, line in enumerate((data_dir / INTERVENTIONS).read_text("utf-8").splitlines(), 1)
        if "description" in line
    )


def test_seven_words_in_a_row_are_no_copy(data_dir: Path, kept: Kept) -> None:
    files = edited(data_dir, "Een team vult", "Dus: lijst die per afdeling laat zien waar dan. Een team vult")
    assert not list(check_copying(files.records, files.vocabularies, kept))
    assert count_runs(files.records) > 200


@pytest.mark.parametrize("place", ["summary", "step", "caution", "note"])
def test_copies_are_found_in_every_sentence_of_a_record(data_dir: Path, kept: Kept, place: str) -> None:
    copied = "Elke branche heeft een eigen scan om de risico's te zien."
    old, new, field = {
        "summary": ("summary: Online checklist", f'summary: "{copied}"  # ', "0.summary"),
        "caution": (
            "reason: De lijst vraagt naar klachten van werknemers.",
            f'reason: "{copied}"',
            "0.cautions.0.reason",
        ),
        "note": ('asOf: "2020-12"}', f'asOf: "2020-12", note: "{copied}"}}', "0.status.note"),
        "step": ("text: Bespreek wat de drukte veroorzaakt.", f'text: "{copied}"', ".steps.0.text"),
    }[place]
    files = edited(data_dir, old, new)
    (problem,) = check_copying(files.records, files.vocabularies, kept)
    assert problem.field.endswith(field)


def test_a_long_name_is_no_copy(data_dir: Path, kept: Kept) -> None:
    name = "Elke branche heeft een eigen scan om de risico's van het werk"
    files = edited(data_dir, "aliases: [til-meter,", f'aliases: ["{name}",')
    files = edited(data_dir, "Een team vult", f"{name}, heet het. Een team vult")
    assert not list(check_copying(files.records, files.vocabularies, kept))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://voorbeeld.nl/tilmeter", None),
        ("https://voorbeeld.nl/tilmeter#:~:text=een%20lijst", None),
        ("https://voorbeeld.nl/tilmeters", "dit adres staat in geen enkele bron"),
        ("https://VOORBEELD.nl/tilmeter", "dit adres staat in geen enkele bron"),
    ],
)
def test_an_address_must_stand_in_the_part_that_is_cited(
    data_dir: Path, kept: Kept, url: str, expected: str | None
) -> None:
    files = edited(data_dir, "https://example.org/tilmeter?taal=nl&vorm=a", url)
    found = [problem.message for problem in check_links(files.records[:1], kept)]
    assert found == ([expected] if expected else [])


def test_an_address_of_another_part_needs_that_part_among_the_sources(data_dir: Path, kept: Kept) -> None:
    files = edited(data_dir, "https://example.org/tilmeter?taal=nl&vorm=a", "https://voorbeeld.nl/begrip")
    files = edited(data_dir, 'section: "2.4", row: Assessmenttool', 'section: "2.5", row: Assessmenttool')
    (problem,) = check_links(files.records[:1], kept)
    assert problem.field == "0.links.0.url"
    assert "quickscan-2020 2.4" in problem.message


def left_out(data_dir: Path, text: str) -> None:
    (data_dir / FOLDER).mkdir(exist_ok=True)
    (data_dir / FOLDER / LEFT_OUT).write_text(text, encoding="utf-8")


def gaps(data_dir: Path, files: CuratedFiles, kept: Kept) -> list[str]:
    entries, problems = read_left_out(data_dir)
    found = check_coverage(cover([record.value for record in files.records], kept), entries)
    return [str(problem) for problem in (*problems, *found)]


def test_coverage_counts_records_and_addresses_of_each_part(data_dir: Path, kept: Kept) -> None:
    files = edited(data_dir, "https://example.org/tilmeter?taal=nl&vorm=a", "https://voorbeeld.nl/tilmeter")
    found = {part.section: part for part in cover([record.value for record in files.records], kept)}
    cited = [r.value.id for r in files.records if any(source.section == "2.4" for source in r.value.sources)]
    assert found["2.4"].records == len(cited) > 1
    assert found["2.4"].missing == ("https://voorbeeld.nl/begrip", "https://voorbeeld.nl/werkdruk")
    assert found["2.5"].addresses == ("https://voorbeeld.nl/werkdruk",)


def test_a_gap_needs_a_reason_and_a_reason_needs_a_gap(data_dir: Path, kept: Kept) -> None:
    files = edited(data_dir, "https://example.org/tilmeter?taal=nl&vorm=a", "https://voorbeeld.nl/tilmeter")
    left_out(data_dir, "[]")
    assert len(gaps(data_dir, files, kept)) == 4
    reason = 'reason: "Een begrip, geen interventie."'
    explained = [('"2.4"', "begrip"), ('"2.4"', "werkdruk"), ('"2.5"', "werkdruk"), ('"2.6"', "werkdruk")]
    entries = [
        f"- {{document: quickscan-2020, section: {section}, {reason}, url: https://voorbeeld.nl/{name}}}"
        for section, name in explained
    ]
    left_out(data_dir, "\n".join(entries))
    assert gaps(data_dir, files, kept) == []
    left_out(data_dir, "\n".join([*entries, entries[0].replace("begrip}", "tilmeter}")]))
    (problem,) = gaps(data_dir, files, kept)
    assert problem.startswith(f"data/{FOLDER}/{LEFT_OUT}:5: 4.url: ")


def test_a_reason_must_be_given(data_dir: Path, kept: Kept) -> None:
    left_out(data_dir, '- {document: quickscan-2020, section: "2.4"}')
    assert f"data/{FOLDER}/{LEFT_OUT}:1: 0.reason: ontbreekt, maar is verplicht" in gaps(
        data_dir, read_files(data_dir), kept
    )


def test_row_headings_that_the_text_does_not_have_are_told() -> None:
    wanted = [("2.4", "Tilmeter is een lijst"), ("2.4", "over werkdruk"), ("2.5", "OVER werk-druk"), ("2.9", "PSA")]
    assert proof.misses(document(), TEXT, wanted) == {("2.4", "over werkdruk"), ("2.9", "PSA")}
