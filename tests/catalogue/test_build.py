"""Publishing: whole or not at all, once for the same files, and never over something that works."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.catalogue import build
from app.catalogue.build import build_ids, current_id, open_build, publish
from app.catalogue.manifest import MANIFEST, read_manifest
from app.corpus.reader import INTERVENTIONS, VOCABULARY
from app.domain.corpus import Corpus
from app.domain.query import SearchQuery
from app.errors import BuildDamaged, BuildFailed, BuildUnavailable, InvalidCorpus
from app.search.engine import Document, EngineQuery, Hit, SearchEngine
from tests.corpora import ROOT


def change(data_dir: Path, text: str) -> None:
    """Make the corpus another one."""
    path = data_dir / INTERVENTIONS
    path.write_text(path.read_text("utf-8").replace("title: Bakkersfit", f"title: Bakkersfit {text}"), "utf-8")


def contents(builds: Path) -> dict[str, bytes]:
    return {str(path.relative_to(builds)): path.read_bytes() for path in builds.rglob("*") if path.is_file()}


def test_a_build_holds_the_corpus_and_says_what_it_was_made_of(builds_dir: Path, small_corpus: Corpus) -> None:
    build_id = current_id(builds_dir)
    catalogue = open_build(builds_dir / build_id)
    assert catalogue.corpus == small_corpus
    assert catalogue.build_id == build_id
    assert build_id.startswith(f"{build.SCHEMA_VERSION}-{catalogue.manifest.corpus_hash[:16]}")
    assert catalogue.manifest.counts == {
        "interventions": 10, "sources": len(small_corpus.sources), "intervention": 6, "type": 3, "approach": 1,
    }  # fmt: skip
    catalogue.close()


def test_the_same_files_give_the_same_build_and_leave_it_alone(small_data: Path, builds_dir: Path) -> None:
    before = {name: (builds_dir / name).stat().st_mtime_ns for name in contents(builds_dir) if "-" in name}
    assert publish(small_data, builds_dir) == current_id(builds_dir)
    assert {name: (builds_dir / name).stat().st_mtime_ns for name in before} == before


def test_a_build_is_named_for_its_files_only(small_data: Path, builds_dir: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(small_data, tmp_path / "elders" / "data"))
    assert publish(moved, tmp_path / "andere-builds") == current_id(builds_dir)


@pytest.mark.parametrize("name", [INTERVENTIONS, VOCABULARY, "history.json"])
def test_any_change_in_the_files_is_another_build(data_dir: Path, builds_dir: Path, name: str) -> None:
    before = current_id(builds_dir)
    with (data_dir / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert publish(data_dir, builds_dir) != before


def test_the_build_before_stays_and_older_ones_go(data_dir: Path, builds_dir: Path) -> None:
    made = [current_id(builds_dir)]
    for text in "ab":
        change(data_dir, text)
        made.append(publish(data_dir, builds_dir))
    assert current_id(builds_dir) == made[2]
    assert build_ids(builds_dir) == [made[2], made[1]]
    assert sorted(path.name for path in builds_dir.iterdir()) == sorted([".lock", "current", made[1], made[2]])


def test_going_back_to_earlier_files_is_going_back_to_their_build(
    small_data: Path, data_dir: Path, builds_dir: Path
) -> None:
    first = current_id(builds_dir)
    change(data_dir, "a")
    assert publish(data_dir, builds_dir) != first
    assert publish(small_data, builds_dir) == first == current_id(builds_dir)


def test_a_broken_corpus_never_replaces_a_build(data_dir: Path, builds_dir: Path) -> None:
    before = contents(builds_dir)
    (data_dir / INTERVENTIONS).write_text("- id: x\n", encoding="utf-8")
    with pytest.raises(InvalidCorpus):
        publish(data_dir, builds_dir)
    assert contents(builds_dir) == before


class Forgetful:
    """An engine that indexes and finds nothing again."""

    name = "forgetful"
    version = "1"

    def build(self, directory: Path, documents: Iterable[Document], weights: Mapping[str, float]) -> None:
        (directory / "index").write_text(str(len(list(documents))), encoding="utf-8")

    def open(self, directory: Path) -> SearchEngine:
        return Nothing()


class Nothing:
    def search(self, query: EngineQuery) -> list[Hit]:
        return []

    def frequencies(self) -> Mapping[str, int]:
        return {}

    def close(self) -> None:
        pass


def test_a_build_that_does_not_find_its_own_titles_is_not_published(
    small_data: Path, builds_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(builds_dir)
    monkeypatch.setattr(build, "ENGINE", Forgetful())
    with pytest.raises(BuildFailed, match="niet op zijn eigen titel"):
        publish(small_data, builds_dir)
    assert contents(builds_dir) == before


def test_what_a_killed_build_left_is_swept_and_in_nobodys_way(small_data: Path, tmp_path: Path) -> None:
    builds = tmp_path / "builds"
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, signal, sys; from pathlib import Path; from app.catalogue import build\n"
            "build.Manifest = lambda **_: os.kill(os.getpid(), signal.SIGKILL)\n"
            "build.publish(Path(sys.argv[1]), Path(sys.argv[2]))",
            str(small_data),
            str(builds),
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    assert [path.name for path in builds.iterdir() if path.name.startswith(".making-")]
    with pytest.raises(BuildUnavailable):
        current_id(builds)
    build_id = publish(small_data, builds)
    assert sorted(path.name for path in builds.iterdir()) == [".lock", build_id, "current"]


def test_builds_at_the_same_time_wait_for_each_other(data_dir: Path, small_data: Path, tmp_path: Path) -> None:
    change(data_dir, "tegelijk")
    builds = tmp_path / "builds"
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda data: publish(data, builds), [data_dir, small_data, data_dir, small_data]))
    assert len(set(made)) == 2
    assert sorted(build_ids(builds)) == sorted(set(made))
    open_build(builds / current_id(builds)).close()


def _remove(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def _flip(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))


def _grow(path: Path) -> None:
    path.with_name("iets-anders").write_bytes(b"?")


@pytest.mark.parametrize("damage", [_remove, _truncate, _flip, _grow])
def test_every_damaged_file_is_noticed_and_named_and_building_again_repairs_it(
    small_data: Path, builds_dir: Path, damage: Callable[[Path], None]
) -> None:
    build_id = current_id(builds_dir)
    directory = builds_dir / build_id
    whole = shutil.copytree(directory, builds_dir.parent / "whole")
    names = sorted(name for name, file in read_manifest(directory).files.items() if file.size)
    assert build.STORE in names
    for name in names:
        damage(directory / name)
        with pytest.raises(BuildDamaged, match="is beschadigd") as raised:
            open_build(directory)
        assert ("iets-anders" if damage is _grow else name) in str(raised.value)
        shutil.rmtree(directory)
        shutil.copytree(whole, directory)
    damage(directory / build.STORE)
    assert publish(small_data, builds_dir) == build_id
    open_build(directory).close()


def test_a_build_without_a_readable_manifest_is_no_build(builds_dir: Path, small_data: Path) -> None:
    path = builds_dir / current_id(builds_dir) / MANIFEST
    for raw in (b"", b"[]", b"{}", b"geen json", b"\xff\xfe", b"[" * 100_000, b'{"buildId": 1}', None):
        if raw is None:
            path.unlink()
        else:
            path.write_bytes(raw)
        with pytest.raises(BuildDamaged, match="geen leesbaar manifest"):
            open_build(path.parent)
    publish(small_data, builds_dir)
    open_build(path.parent).close()


def test_a_build_of_another_schema_says_to_build_again(builds_dir: Path) -> None:
    path = builds_dir / current_id(builds_dir) / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"schemaVersion": "0"}), encoding="utf-8")
    with pytest.raises(BuildDamaged, match=r"heeft schema 0.*interventiebank build"):
        open_build(path.parent)


def test_a_pointer_to_no_build_is_no_build(builds_dir: Path, small_data: Path) -> None:
    for pointer in (b"", b"\n", b"..", b"../builds", b"/etc", b"\0", b"\xff", b".making-x", b"a b"):
        (builds_dir / build.CURRENT).write_bytes(pointer)
        with pytest.raises(BuildUnavailable, match="interventiebank build"):
            current_id(builds_dir)
    assert publish(small_data, builds_dir) == current_id(builds_dir)


def test_searching_a_new_build_answers_from_it(data_dir: Path, tmp_path: Path) -> None:
    change(data_dir, "zonnebloem")
    catalogue = open_build(tmp_path / "b" / publish(data_dir, tmp_path / "b"))
    assert [found.record.id for found in catalogue.search(SearchQuery("zonnebloem")).items] == ["bakkersfit"]
    catalogue.close()
