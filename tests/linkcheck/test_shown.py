"""From the file through a build to the API: what readers are told of an address."""

from datetime import date
from pathlib import Path

from app.api.present import detail
from app.catalogue.build import open_build, publish
from app.corpus.link_health import write_link_health
from app.corpus.reader import read_corpus
from app.domain.corpus import LinkHealth, LinkState
from app.store.repository import read_store, write_store

TODAY = date(2026, 11, 22)


def test_every_address_is_unchecked_until_a_check_has_run(data_dir: Path) -> None:
    corpus = read_corpus(data_dir)
    shown = detail(corpus, corpus.by_id["tilmeter"]).links[0].model_dump(mode="json", by_alias=True, exclude_none=True)
    assert shown["health"] == {"id": "niet-gecontroleerd", "label": "niet gecontroleerd"}


def test_a_check_changes_the_build_and_what_is_shown(data_dir: Path, tmp_path: Path) -> None:
    before = publish(data_dir, tmp_path / "builds")
    url = read_corpus(data_dir).by_id["tilmeter"].links[0].url
    health = LinkHealth(
        state=LinkState.MOVED,
        status=200,
        checked_on=TODAY,
        final_url="https://example.org/nieuw",
        archived_url="https://archief.example/oud",
    )
    write_link_health(data_dir, {url: health})
    after = publish(data_dir, tmp_path / "builds")
    assert after != before
    catalogue = open_build(tmp_path / "builds" / after)
    try:
        shown = detail(catalogue.corpus, catalogue.get("tilmeter")).links[0]
    finally:
        catalogue.close()
    assert shown.url == url
    assert shown.health.model_dump(mode="json", by_alias=True) == {
        "id": "verplaatst",
        "label": "werkt op een ander adres",
        "status": 200,
        "checkedOn": "2026-11-22",
        "finalUrl": "https://example.org/nieuw",
        "archivedUrl": "https://archief.example/oud",
    }


def test_the_store_gives_back_every_state(data_dir: Path, tmp_path: Path) -> None:
    corpus = read_corpus(data_dir)
    health = {
        f"https://example.org/{state}": LinkHealth(state=state, checked_on=TODAY if state is LinkState.GONE else None)
        for state in LinkState
    }
    whole = corpus.model_copy(update={"link_health": health})
    write_store(tmp_path / "corpus.sqlite", whole)
    assert read_store(tmp_path / "corpus.sqlite") == whole


def test_every_state_has_words_for_people() -> None:
    labels = [state.label for state in LinkState]
    assert len(set(labels)) == len(labels) == 8
