"""Reading the files: what goes in comes out, and what is wrong is said once, with its place."""

from pathlib import Path

import pytest

from app.corpus.reader import CORPUS_FILES, INTERVENTIONS, PROVIDERS, SOURCES, VOCABULARY, read_corpus
from app.corpus.yaml_tree import MAX_BYTES, MAX_DEPTH, read_yaml
from app.domain.corpus import Corpus
from app.domain.vocabulary import VOCABULARY_NAMES
from app.errors import CorpusProblem, InvalidCorpus


def problems(data_dir: Path) -> list[str]:
    with pytest.raises(InvalidCorpus) as raised:
        read_corpus(data_dir)
    return [str(problem) for problem in raised.value.problems]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} staat niet in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def test_the_small_corpus_is_read_whole(small_corpus: Corpus) -> None:
    assert len(small_corpus.interventions) == 10
    record = small_corpus.by_id["tilmeter"]
    assert record.cost.amount == 12.5
    assert record.evidence.claim
    assert record.evidence.claim.by == "TNO"
    assert record.links[0].url == "https://example.org/tilmeter?taal=nl&vorm=a"
    assert small_corpus.by_id["stappen-tegen-werkdruk"].steps[2].text is None
    assert {vocabulary.name for vocabulary in small_corpus.vocabularies} == set(VOCABULARY_NAMES)
    assert small_corpus.changes["werkdruk-in-zicht"].changed_on.isoformat() == "2026-04-15"
    assert [removal.id for removal in small_corpus.removals] == ["oude-scan"]


def test_the_real_corpus_is_valid(corpus: Corpus) -> None:
    assert len(corpus.interventions) >= 400
    assert set(corpus.changes) == set(corpus.by_id)


def test_an_error_says_file_line_field_and_what_is_allowed(data_dir: Path) -> None:
    path = data_dir / INTERVENTIONS
    edit(path, "form: checklist", "form: cheklist")
    line = line_of(path, "cheklist")
    assert problems(data_dir) == [
        f"data/interventions.yaml:{line}: 0.form: 'cheklist' staat niet in de woordenlijst forms; bedoelt u checklist?"
    ]


def test_all_errors_in_all_files_are_said_at_once_in_file_order(data_dir: Path) -> None:
    edit(data_dir / INTERVENTIONS, "kind: intervention", "kind: interventie")
    edit(data_dir / INTERVENTIONS, "theme: goed-werkgeverschap", "theme: goed-werkgever")
    edit(data_dir / INTERVENTIONS, "  title: Risicoscan\n", "  title: Risicoscan\n  kleur: rood\n")
    edit(data_dir / SOURCES, "language: nl", "language: Nederlands")
    edit(data_dir / PROVIDERS, "id: tno", "id: TNO")
    found = problems(data_dir)
    assert [text.split(":")[0] for text in found] == [
        f"data/{name}" for name in (INTERVENTIONS, INTERVENTIONS, INTERVENTIONS, PROVIDERS, SOURCES)
    ]
    lines = [int(text.split(":")[1]) for text in found[:3]]
    assert lines == sorted(lines)
    assert found[1].endswith("1.kleur: bestaat niet")


def test_a_record_with_several_errors_lists_them_all(data_dir: Path) -> None:
    path = data_dir / INTERVENTIONS
    edit(path, "  summary: Gesprekskaarten", "  samenvatting: Gesprekskaarten")
    edit(path, "levels: [individu, leidinggevende]", "levels: individu")
    fields = [text.split(": ")[1] for text in problems(data_dir)]
    assert sorted(fields) == ["5.levels", "5.samenvatting", "5.summary"]


def test_a_broken_record_gives_no_second_error_where_others_refer_to_it(data_dir: Path) -> None:
    edit(data_dir / INTERVENTIONS, "kind: type", "kind: soort")
    assert len(problems(data_dir)) == 1


def test_a_broken_source_gives_no_second_error_where_records_refer_to_it(data_dir: Path) -> None:
    edit(data_dir / SOURCES, "language: nl", "language: Nederlands")
    assert len(problems(data_dir)) == 1


@pytest.mark.parametrize("name", CORPUS_FILES)
@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "1: het bestand is leeg"),
        (b"# alleen uitleg\n", "1: het bestand is leeg"),
        (b"- a\n- \xff\xfe\n", "2: geen geldige UTF-8-tekst"),
        (b"a: 1\nb: \x01\n", "2: een stuurteken is hier niet toegestaan"),
        (b"\n\nlos woord\n", "3: het bestand moet"),
        (b"a: [1, 2\n", "geen geldige YAML"),
        (b"a: 1\nb: &x 2\n", "2: verwijzingen met & en * zijn hier niet toegestaan"),
        (b"a: 1\nb: *x\n", "2: verwijzingen met & en * zijn hier niet toegestaan"),
        (b"a: !!python/object/apply:os.system [ls]\n", "1: een YAML-tag"),
        (b"a: 1\nb: 2\na: 3\n", "3: 'a' staat hier twee keer"),
        (b"a: 1\n---\nb: 2\n", "2: het bestand mag maar één YAML-document bevatten"),
        (b"? [a, b]\n: c\n", "1: een veldnaam moet een woord zijn"),
        (b"[" * 100_000, f"dieper genest dan {MAX_DEPTH} lagen"),
        (b"{a: " * 100_000, f"dieper genest dan {MAX_DEPTH} lagen"),
        (b"x" * (MAX_BYTES + 1), "het bestand is groter dan 16 MB"),
    ],
    ids=lambda value: value[:24].decode("latin1") if isinstance(value, bytes) else "",
)
def test_a_file_that_cannot_be_read_gives_one_error(data_dir: Path, name: str, content: bytes, expected: str) -> None:
    (data_dir / name).write_bytes(content)
    found = [text for text in problems(data_dir) if text.startswith(f"data/{name}:")]
    assert any(expected in text for text in found), found
    if "moet" not in expected:
        assert len(found) == 1


@pytest.mark.parametrize("name", CORPUS_FILES)
def test_a_missing_file_is_named(data_dir: Path, name: str) -> None:
    (data_dir / name).unlink()
    assert [text for text in problems(data_dir) if name in text] == [
        f"data/{name}:1: kan het bestand niet lezen: No such file or directory"
    ]


def test_every_vocabulary_is_required(data_dir: Path) -> None:
    edit(data_dir / VOCABULARY, "forms:", "vormen:")
    found = problems(data_dir)
    assert any("de woordenlijst 'forms' ontbreekt" in text for text in found)
    assert any("vormen: onbekende woordenlijst; bekend zijn: kinds" in text for text in found)


def test_a_vocabulary_that_is_no_object_is_refused(data_dir: Path) -> None:
    with (data_dir / VOCABULARY).open("a", encoding="utf-8") as file:
        file.write("providers: [a]\n")
    assert any("providers: onbekende woordenlijst" in text for text in problems(data_dir))


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: no\nb: 2020-12\nc: 1.10\nd: 0o7", {"a": "no", "b": "2020-12", "c": "1.10", "d": "0o7"}),
        ("a: ~\nb: null\nc:\nd: ''\ne: 'null'", {"a": None, "b": None, "c": None, "d": "", "e": "null"}),
        ("\ufeffa: é\r\nb: [x, y]\r\n", {"a": "é", "b": ["x", "y"]}),
        ("<<: {a: 1}", {"<<": {"a": "1"}}),
        ("- - a\n  - b\n- {}", [["a", "b"], {}]),
    ],
)
def test_scalars_stay_what_the_curator_typed(tmp_path: Path, text: str, data: object) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(text.encode())
    tree = read_yaml(path, "x.yaml")
    assert (tree.data, tree.problems) == (data, [])


def test_every_part_knows_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(
        "a: 1\nb:\n  - c: 2\n    d: >-\n      lang\n      verhaal\n  - e: [1,\n      2]\n", encoding="utf-8"
    )
    tree = read_yaml(path, "x.yaml")
    lines = [tree.line(place) for place in ((), ("a",), ("b", 0, "c"), ("b", 0, "d"), ("b", 1, "e", 1))]
    assert lines == [1, 1, 3, 4, 8]
    assert tree.line(("b", 1, "e", 7, "bestaat niet")) == 7
    assert tree.line(("weg",)) == 1


def test_problems_sort_by_file_and_line() -> None:
    error = InvalidCorpus(
        [CorpusProblem("b", 1, "", "x"), CorpusProblem("a", 10, "", "y"), CorpusProblem("a", 9, "", "z")]
    )
    assert str(error) == "a:9: z\na:10: y\nb:1: x"
