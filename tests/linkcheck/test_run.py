"""All addresses together: how many at a time, what is skipped, what is written."""

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest

from app.corpus.link_health import LINK_HEALTH, read_link_health, write_link_health
from app.corpus.reader import read_corpus
from app.domain.corpus import LinkHealth, LinkState
from app.errors import InvalidCorpus
from app.linkcheck.probe import Prober
from app.linkcheck.run import Health, NoNetwork, check, due, merged
from tests.linkcheck.server import QUICK, Server, page

TODAY = date(2026, 11, 22)
WORKS = LinkHealth(state=LinkState.WORKS, status=200, checked_on=TODAY)
DOWN = LinkHealth(state=LinkState.UNREACHABLE, checked_on=TODAY)


async def slow() -> bytes:
    await asyncio.sleep(0.02)
    return page()


def run(paths: list[str], server: Server, archive: str | None = None) -> Health:
    async def scenario() -> Health:
        found: Health = {}
        async with server, Prober(QUICK) as prober:
            urls = [server.url + path for path in paths]
            service = server.url + archive if archive else None
            await check(
                urls, prober, TODAY, service, lambda url, health: found.update({url.replace(server.url, ""): health})
            )
        return found

    return asyncio.run(scenario())


def test_a_host_gets_at_most_two_requests_at_a_time() -> None:
    paths = [f"/{number}" for number in range(12)]
    server = Server({path: lambda *_: slow() for path in paths})
    found = run(paths, server)
    assert found == dict.fromkeys(paths, WORKS)
    assert server.most_at_once == 2
    assert server.asked.count("GET /robots.txt") == 1


def test_a_lost_page_gets_the_copy_that_an_archive_has() -> None:
    snapshot = {"available": True, "status": "200", "url": "http://archief.example/web/2020/x"}
    answer = json.dumps({"archived_snapshots": {"closest": snapshot}})
    server = Server({"/goed": lambda *_: page(), "/archief": lambda *_: page(body=answer)})
    found = run(["/goed", "/weg"], server, archive="/archief")
    assert found["/weg"].archived_url == "https://archief.example/web/2020/x"
    assert found["/goed"] == WORKS
    assert len([asked for asked in server.asked if "/archief" in asked]) == 1


@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", '{"archived_snapshots": {}}', '{"archived_snapshots": {"closest": 3}}']
)
def test_an_archive_without_a_copy_gives_none(answer: str) -> None:
    found = run(["/weg"], Server({"/archief": lambda *_: page(body=answer)}), archive="/archief")
    assert found["/weg"] == LinkHealth(state=LinkState.GONE, status=404, checked_on=TODAY)


def test_only_what_was_not_checked_lately_is_due() -> None:
    known = {"a": WORKS.model_copy(update={"checked_on": date(2026, 11, 1)}), "b": WORKS, "c": LinkHealth()}
    assert due(["a", "b", "c", "d", "d"], known, TODAY, days=7) == ["a", "c", "d"]
    assert due(["a", "b"], known, TODAY, days=0) == ["a", "b"]


def test_findings_replace_what_was_known_and_forget_what_left_the_corpus() -> None:
    copy = "https://archief.example/a"
    known = {"a": WORKS.model_copy(update={"archived_url": copy}), "b": WORKS, "gone": WORKS}
    assert merged(known, {"a": DOWN}, ["a", "b"]) == {"a": DOWN.model_copy(update={"archived_url": copy}), "b": WORKS}


def test_a_machine_without_a_network_writes_nothing() -> None:
    with pytest.raises(NoNetwork):
        merged({}, dict.fromkeys("abcde", DOWN), "abcde")
    assert len(merged({}, dict.fromkeys("abcd", DOWN), "abcd")) == 4


def test_the_file_holds_what_was_written(tmp_path: Path) -> None:
    health = {"https://b.nl/": WORKS, "https://a.nl/é": DOWN}
    write_link_health(tmp_path, health)
    assert read_link_health(tmp_path) == health
    lines = (tmp_path / LINK_HEALTH).read_text("utf-8").splitlines()
    assert [line.split('"')[1] for line in lines[1:3]] == ["https://a.nl/é", "https://b.nl/"]
    assert [path.name for path in tmp_path.iterdir()] == [LINK_HEALTH]


def test_nothing_is_known_before_the_first_check(tmp_path: Path) -> None:
    assert read_link_health(tmp_path) == {}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "is geen geldige JSON"),
        ('{"https://a.nl/": {"state": "prima"}}', "https://a.nl/.state: moet een van deze waarden zijn"),
        ('{"https://a.nl/": {"state": "werkt", "extra": 1}}', "https://a.nl/.extra: bestaat niet"),
        ('{"javascript:1": {"state": "werkt"}}', "heeft niet de juiste vorm"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_place(data_dir: Path, content: str, expected: str) -> None:
    (data_dir / LINK_HEALTH).write_text(content, encoding="utf-8")
    with pytest.raises(InvalidCorpus) as raised:
        read_corpus(data_dir)
    assert f"data/{LINK_HEALTH}:1: " in str(raised.value)
    assert expected in str(raised.value)


def test_the_corpus_knows_the_health_of_its_own_addresses_only(data_dir: Path) -> None:
    url = next(link.url for record in read_corpus(data_dir).interventions for link in record.links)
    write_link_health(data_dir, {url: WORKS, "https://elders.example/": DOWN})
    corpus = read_corpus(data_dir)
    assert corpus.link_health == {url: WORKS}
    assert corpus.health(url).state is LinkState.WORKS
    assert corpus.health("https://elders.example/").state.label == "niet gecontroleerd"
