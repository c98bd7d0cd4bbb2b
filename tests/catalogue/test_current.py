"""Which build is served: the one the pointer names, the last good one otherwise, and never a mixture."""

import gc
import logging
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from weakref import ref

import pytest

from app.catalogue.build import CURRENT, STORE, _point, current_id, publish
from app.catalogue.catalogue import Catalogue
from app.catalogue.current import CurrentCatalogue
from app.domain.query import SearchQuery
from app.errors import BuildUnavailable
from tests.catalogue.test_build import change

QUERY = SearchQuery("bakkersfit", facets=("category", "sector"))


def answers(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(found.record.title for found in catalogue.search(QUERY).items)


def damage(builds_dir: Path, build_id: str) -> None:
    path = builds_dir / build_id / STORE
    path.write_bytes(path.read_bytes()[:-100])


def refusals(caplog: pytest.LogCaptureFixture) -> int:
    return sum(record.message.startswith("build refused") for record in caplog.records)


def test_without_a_build_there_is_a_reason_and_a_remedy(tmp_path: Path) -> None:
    current = CurrentCatalogue(tmp_path / "builds")
    current.start()
    with pytest.raises(BuildUnavailable, match="interventiebank build"):
        current.get()
    current.stop()


def test_before_the_start_and_after_the_stop_there_is_no_catalogue(builds_dir: Path) -> None:
    current = CurrentCatalogue(builds_dir)
    with pytest.raises(BuildUnavailable):
        current.get()
    current.start()
    assert current.get().build_id == current_id(builds_dir)
    current.stop()
    with pytest.raises(BuildUnavailable):
        current.get()


def test_a_first_build_is_noticed_by_a_running_service(small_data: Path, tmp_path: Path) -> None:
    current = CurrentCatalogue(tmp_path / "builds", every_seconds=0.01)
    current.start()
    build_id = publish(small_data, tmp_path / "builds")
    wait_for(current, build_id)
    current.stop()


def wait_for(current: CurrentCatalogue, build_id: str) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            if current.get().build_id == build_id:
                return
        except BuildUnavailable:
            pass
        time.sleep(0.01)
    pytest.fail(f"build {build_id} werd niet opgemerkt")


def test_a_new_build_is_taken_over_and_the_old_catalogue_still_answers(data_dir: Path, builds_dir: Path) -> None:
    current = CurrentCatalogue(builds_dir)
    current.refresh()
    old = current.get()
    change(data_dir, "nieuw")
    publish(data_dir, builds_dir)
    current.refresh()
    assert answers(current.get())[0] == "Bakkersfit nieuw"
    assert answers(old)[0] == "Bakkersfit"
    current.stop()


def test_a_build_is_kept_from_the_garbage_collector_and_given_back_with_the_next(
    data_dir: Path, builds_dir: Path
) -> None:
    current = CurrentCatalogue(builds_dir)
    current.start()
    kept = gc.get_freeze_count()
    assert kept > 1000
    old = ref(current.get())
    change(data_dir, "nieuw")
    publish(data_dir, builds_dir)
    current.refresh()
    assert current.build_id() == current_id(builds_dir)
    assert old() is None
    assert gc.get_freeze_count() > 1000
    current.stop()
    assert gc.get_freeze_count() == 0


def test_an_unchanged_pointer_opens_nothing(builds_dir: Path) -> None:
    current = CurrentCatalogue(builds_dir)
    current.refresh()
    first = current.get()
    current.refresh()
    assert current.get() is first
    current.stop()


def test_a_damaged_new_build_leaves_the_running_one(
    data_dir: Path, builds_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    current = CurrentCatalogue(builds_dir)
    current.refresh()
    first = current.get()
    change(data_dir, "stuk")
    damage(builds_dir, publish(data_dir, builds_dir))
    with caplog.at_level(logging.ERROR):
        for _ in range(5):
            current.refresh()
    assert current.get() is first
    assert refusals(caplog) == 1, "een geweigerde build hoort één keer in het log"
    current.stop()


def test_a_start_on_a_damaged_build_takes_the_one_before(
    data_dir: Path, builds_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = current_id(builds_dir)
    change(data_dir, "stuk")
    damage(builds_dir, publish(data_dir, builds_dir))
    current = CurrentCatalogue(builds_dir)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            current.refresh()
    assert current.get().build_id == first
    assert refusals(caplog) == 1
    current.stop()


def test_a_repaired_build_is_taken_over_although_it_has_the_same_name(small_data: Path, builds_dir: Path) -> None:
    build_id = current_id(builds_dir)
    damage(builds_dir, build_id)
    current = CurrentCatalogue(builds_dir)
    current.refresh()
    with pytest.raises(BuildUnavailable, match=r"beschadigd.*interventiebank build"):
        current.get()
    assert publish(small_data, builds_dir) == build_id
    current.refresh()
    assert current.get().build_id == build_id
    current.stop()


@pytest.mark.parametrize("pointer", [b"", b"9-0000000000000000\n", b"\xff", b"../x"])
def test_a_strange_pointer_leaves_the_running_build(builds_dir: Path, pointer: bytes) -> None:
    current = CurrentCatalogue(builds_dir)
    current.refresh()
    (builds_dir / CURRENT).write_bytes(pointer)
    current.refresh()
    assert answers(current.get())
    current.stop()


def test_a_running_service_survives_the_loss_of_its_folder(builds_dir: Path) -> None:
    current = CurrentCatalogue(builds_dir)
    current.refresh()
    shutil.rmtree(builds_dir)
    current.refresh()
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: answers(current.get()), range(16)))
    assert len(set(found)) == 1
    assert found[0][0] == "Bakkersfit"
    current.stop()


def test_an_accident_while_looking_does_not_end_the_looking(
    small_data: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Accidental(CurrentCatalogue):
        accidents = 0

        def refresh(self) -> None:
            if self._thread and self.accidents < 2:
                self.accidents += 1
                raise MemoryError("ongeluk")
            super().refresh()

    current = Accidental(tmp_path / "builds", every_seconds=0.01)
    current.start()
    wait_for(current, publish(small_data, tmp_path / "builds"))
    assert current.accidents == 2
    assert sum("could not look" in record.message for record in caplog.records) == 2
    current.stop()


def test_threads_that_search_during_swaps_get_whole_answers(data_dir: Path, builds_dir: Path) -> None:
    """Four threads ask on while three new builds go live; every answer is of one build and none fails."""
    expected = {current_id(builds_dir): "Bakkersfit"}
    for text in ("a", "ab", "abc"):
        change(data_dir, text[-1])
        expected[publish(data_dir, builds_dir.parent / text)] = f"Bakkersfit {' '.join(reversed(text))}"
    current = CurrentCatalogue(builds_dir, every_seconds=0.005)
    current.start()
    done = Event()
    seen: set[str] = set()

    def ask() -> int:
        count = 0
        while not done.wait(0.001):
            catalogue = current.get()
            assert answers(catalogue)[0] == expected[catalogue.build_id]
            seen.add(catalogue.build_id)
            count += 1
        return count

    with ThreadPoolExecutor(4) as pool:
        asking = [pool.submit(ask) for _ in range(4)]
        try:
            for build_id, text in zip(list(expected)[1:], ("a", "ab", "abc"), strict=True):
                shutil.copytree(builds_dir.parent / text / build_id, builds_dir / build_id)
                _point(builds_dir, build_id)
                wait_for(current, build_id)
            shutil.rmtree(builds_dir / next(iter(expected)))
        finally:
            done.set()
        assert all(future.result(timeout=30) > 0 for future in asking)
    assert seen == set(expected)
    current.stop()
