"""Spelling and readability."""

from pathlib import Path

import pytest

from app.corpus.proof.kept import FOLDER
from app.corpus.proof.readability import (
    MAX_LIX,
    MAX_SENTENCE,
    check_readability,
    measure,
    naming,
    sentences,
)
from app.corpus.proof.spelling import (
    WORDS,
    Lookup,
    check_spelling,
    count_words,
    dictionary,
    is_known,
    own_words,
    tokens,
)
from app.corpus.reader import INTERVENTIONS, CuratedFiles, read_files
from app.errors import CorpusProblem

NO_NAMES = naming([])


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    return dictionary()


def write(data_dir: Path, old: str, new: str) -> CuratedFiles:
    path = data_dir / INTERVENTIONS
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_files(data_dir)


def spelled(files: CuratedFiles, own: dict[str, int], lookup: Lookup) -> list[CorpusProblem]:
    """The problems of the records; the vocabulary has names of its own."""
    return list(check_spelling(files.records[:1], [], [], own, lookup))


@pytest.mark.parametrize("word", "Werknemers duurzame inzetbaarheid werkdrukbeleid coördinator 's reïntegratie".split())
def test_the_dictionary_knows_dutch(lookup: Lookup, word: str) -> None:
    assert lookup(word) == (word != "reïntegratie")


def test_words_keep_their_marks_and_leave_addresses_out() -> None:
    text = "RI&E’s op x.nl, mail a@b.nl: arbeids- en O&O-fonds, zie https://a.nl/woord."
    assert list(tokens(text)) == ["RI&E's", "op", "mail", "arbeids-", "en", "O&O-fonds", "zie"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("werkdruk", True),
        ("werkdrk", False),
        ("Jobcrafting", True),
        ("JobCrafting", False),
        ("OOMT", True),
        ("oomt", False),
        ("OOMT-training", True),
        ("OOMT-trainning", False),
        ("arbeids-", True),
        ("arbeeds-", False),
    ],
)
def test_a_word_is_known_whole_or_by_its_parts(lookup: Lookup, word: str, known: bool) -> None:
    assert is_known(word, {"jobcrafting": 1, "OOMT": 2}, lookup) is known


def test_a_misspelling_is_told_with_its_place(data_dir: Path, lookup: Lookup) -> None:
    files = write(data_dir, "Daarna kiest het team maatregelen.", "Daarna kiest het taem maatreglen, OOMT ook.")
    (problem,) = spelled(files, {"Tilmeter": 1}, lookup)
    assert str(problem).startswith(f"data/{INTERVENTIONS}:")
    assert problem.field == "0.description"
    assert problem.message == "onbekend: taem, maatreglen, OOMT"
    assert [item.message for item in spelled(files, {"Tilmeter": 1, "OOMT": 2}, lookup)] == [
        "onbekend: taem, maatreglen"
    ]


def test_a_hyphen_left_at_the_end_of_a_line_is_told(data_dir: Path, lookup: Lookup) -> None:
    files = write(data_dir, "Daarna kiest het team maatregelen.", "Een til-\n    meting is er voor in- en uitladen.")
    assert [item.message for item in spelled(files, {"Tilmeter": 1}, lookup)] == [
        "een woord is gebroken: 'til- meting'"
    ]


def test_a_word_of_our_list_that_nothing_uses_is_told(data_dir: Path, lookup: Lookup) -> None:
    (data_dir / FOLDER).mkdir(exist_ok=True)
    (data_dir / FOLDER / WORDS).write_text("# namen\nTilmeter  # een naam\n\nOngebruikt\n", encoding="utf-8")
    own = own_words(data_dir)
    assert own == {"Tilmeter": 2, "Ongebruikt": 4}
    (problem,) = spelled(read_files(data_dir), own, lookup)
    assert str(problem) == "data/proof/words.txt:4: 'Ongebruikt' komt in geen tekst meer voor"


def test_words_are_counted_all_and_once() -> None:
    assert count_words(["De een en de ander.", "De een."]) == (7, 5)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Een zin. Nog een zin! En nog een? Ja.", 4),
        ("Dit kost ca. tien euro, bijv. per jaar.", 1),
        ("Hij vroeg: 'Kan dat?' Het kon.", 2),
        ("In 2020 begon het. 2DAYSMOOD meet het. (Dat kan.) Klaar", 4),
        ("", 0),
    ],
)
def test_sentences_end_where_a_new_one_begins(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_lix_is_sentence_length_plus_the_share_of_long_words() -> None:
    found = measure("De kat zit op de mat. Medewerkers verzuimen.", NO_NAMES)
    assert (found.words, found.sentences, found.long_words, found.longest_sentence) == (8, 2, 2, 6)
    assert found.lix == 8 / 2 + 100 * 2 / 8


def test_a_name_counts_as_one_short_word() -> None:
    text = "Het Sectorinstituut Transport en Logistiek helpt."
    assert measure(text, naming(["Sectorinstituut Transport en Logistiek", "Sectorinstituut"])).words == 3
    assert measure(text, NO_NAMES).long_words == 3


def test_nothing_to_read_is_not_hard() -> None:
    assert measure("", NO_NAMES).lix == 0.0


def test_a_long_sentence_and_a_hard_text_are_told(data_dir: Path) -> None:
    long = "Het team " + "en de baas " * 7 + "doen het zo."
    files = write(data_dir, "Een team vult de lijst in en ziet\n", long + " Dan ziet het team\n")
    (problem,) = check_readability(files.records[:1], NO_NAMES)
    assert (problem.field, problem.message) == ("0.description", f"een zin telt 26 woorden; ten hoogste {MAX_SENTENCE}")
    hard = "Organisatieadviseurs implementeren arbeidsmarktinformatiesystemen. " * 15
    files = write(data_dir, long, hard)
    (problem,) = check_readability(files.records[:1], NO_NAMES)
    assert f"ten hoogste {MAX_LIX:.0f}" in problem.message
