"""The pages as HTTP: valid, light, safe to show, cacheable, and forgiving of whatever an address asks."""

import json
import re
from xml.etree import ElementTree

import html5lib
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from app.domain.facets import FACETS
from app.web.words import FACET_WORDS
from tests.conftest import serving
from tests.web.addresses import MISSING, PAGES

_MOST_BYTES = 100_000


def parse(response: Response) -> ElementTree.Element:
    """The page as a tree; any mistake in the HTML fails the test."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: ElementTree.Element = parser.parse(response.text)
    return tree


def xml(text: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own answer


def texts(tree: ElementTree.Element, path: str) -> list[str]:
    return [" ".join("".join(element.itertext()).split()) for element in tree.iterfind(path)]


@pytest.mark.parametrize("path", [*PAGES.values(), MISSING], ids=[*PAGES, "missing"])
def test_every_page_is_valid_light_and_complete(client: TestClient, path: str) -> None:
    response = client.get(path)
    tree = parse(response)
    assert response.status_code == (404 if path == MISSING else 200)
    assert len(response.content) < _MOST_BYTES
    assert tree.get("lang") == "nl"
    assert len(texts(tree, ".//h1")) == 1
    assert texts(tree, ".//title")[0].endswith("Interventiebank") or path == "/"
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"


@pytest.mark.parametrize("path", [*PAGES.values(), MISSING], ids=[*PAGES, "missing"])
def test_nothing_inline_and_nothing_from_elsewhere(client: TestClient, path: str) -> None:
    response = client.get(path)
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in response.headers
    for element in parse(response).iter():
        assert "style" not in element.attrib
        assert not any(name.startswith("on") for name in element.attrib)
        for name in ("src", "action"):
            assert element.get(name, "/").startswith("/"), element.attrib
        if element.tag == "script" and not element.get("src"):
            assert element.get("type") == "application/ld+json"
        if element.tag == "link" and element.get("rel") in {"stylesheet", "icon"}:
            assert element.get("href", "").startswith("/")


def test_every_internal_link_leads_somewhere(client: TestClient) -> None:
    links = set()
    for path in PAGES.values():
        for element in parse(client.get(path)).iter():
            for name in ("href", "src"):
                target = element.get(name, "")
                if target.startswith("/") and not target.startswith(("/plan", "/vergelijken")):
                    links.add(target.split("#")[0])
    broken = {link: client.get(link).status_code for link in sorted(links)}
    assert len(links) > 300
    assert {link: status for link, status in broken.items() if status != 200} == {}


def test_every_address_in_the_sitemap_exists(client: TestClient) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    tree = xml(client.get("/sitemap.xml").content)
    paths = [(place.text or "").removeprefix("http://127.0.0.1:8000") for place in tree.iterfind(".//s:loc", names)]
    assert len(paths) > 450
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_the_feed_names_records_with_absolute_addresses(client: TestClient) -> None:
    tree = xml(client.get("/wijzigingen.atom").content)
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{atom}id", "") for entry in tree.iterfind(f"{atom}entry")]
    assert len(ids) == len(set(ids)) > 50
    assert all(item.startswith("http://127.0.0.1:8000/interventies/") for item in ids)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", tree.findtext(f"{atom}updated", ""))


def test_a_page_that_did_not_change_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/interventies/pmo")
    again = client.get("/interventies/pmo", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/interventies/pmo", headers={"If-None-Match": '"other"'}).status_code == 200


def test_files_with_a_version_may_be_kept_for_ever_and_others_may_not(client: TestClient) -> None:
    style = re.search(r'href="(/static/kb\.css\?v=\w+)"', client.get("/").text)
    assert style
    assert "immutable" in client.get(style[1]).headers["cache-control"]
    assert "immutable" not in client.get("/static/kb.css?v=old").headers["cache-control"]
    assert client.get("/static/../pages.py").status_code == 404
    assert client.get("/static/geheim.css").status_code == 404
    assert len(client.get("/static/kb.css").content) < 30_000


def test_a_fund_can_give_the_tokens_its_own_values(real_builds, tmp_path) -> None:
    own = tmp_path / "fonds.css"
    own.write_text(":root { --kb-accent: #123456 }")
    with serving(real_builds, theme_css=own) as client:
        page = client.get("/").text
        assert page.index("/static/kb.css") < page.index("/static/eigen.css")
        assert "#123456" in client.get("/static/eigen.css").text


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 5000,
        "q=%00%01%ff%fe",
        "q=%22%22%22+-+--+%22",
        "q=<script>alert(1)</script>",
        "q=%F0%9F%98%80",
        "theme=nonsense&theme=%3Cb%3E&sector=../../etc",
        "page=-1",
        "page=999999999999999999999",
        "page=abc&sort=DROP+TABLE",
        "page=9999",
        "q=werkdruk&q=tillen&topic=&topic=",
        "&".join(f"topic=x{number}" for number in range(400)),
    ],
)
def test_no_search_address_breaks_the_page(client: TestClient, query: str) -> None:
    response = client.get(f"/zoeken?{query}")
    assert response.status_code == 200
    parse(response)
    assert "<script>alert" not in response.text
    assert "<b>" not in response.text


def test_unknown_values_are_left_out_and_that_is_said(client: TestClient) -> None:
    tree = parse(client.get("/zoeken?theme=nonsense&category=kennis"))
    notice = texts(tree, ".//div[@class='notice']")
    assert notice == ["Wij kennen ‘nonsense’ niet bij ‘thema’. Dat filter is weggelaten."]
    assert texts(tree, ".//ul[@class='chips']/li")[0] == "Haal weg: Wat het doet Kennis×"


def test_a_page_beyond_the_last_shows_the_last(client: TestClient) -> None:
    tree = parse(client.get("/zoeken?page=9999"))
    assert texts(tree, ".//nav[@class='pages']//a[@aria-current]")[0].startswith("Pagina 2")
    assert texts(tree, ".//ol[@class='cards']/li")


def test_the_search_page_finds_what_the_api_finds(client: TestClient) -> None:
    query = "q=werkdruk&category=analyse&theme=veilig-gezond-vitaal"
    answer = client.get(f"/v1/interventions?{query}").json()
    tree = parse(client.get(f"/zoeken?{query}"))
    shown = [link.get("href") for link in tree.iterfind(".//h2[@class='card-title']/a")]
    assert answer["total"] > 0
    assert shown == [f"/interventies/{item['id']}" for item in answer["items"]]


def test_a_result_without_a_marked_word_says_why_it_is_there(client: TestClient) -> None:
    tree = parse(client.get("/zoeken?q=ik+kom+om+in+het+werk"))
    cards = [card for card in tree.iterfind(".//article") if card.get("class") == "card"]
    silent = [card for card in cards if not list(card.iter("mark"))]
    assert silent
    for card in silent:
        why = [line for line in texts(card, ".//p") if "past bij" in line or "vragen mensen" in line]
        assert len(why) == 1
    assert all("past bij" not in " ".join(texts(card, ".//p")) for card in cards if list(card.iter("mark")))


def test_an_empty_result_offers_questions_that_find_something(client: TestClient) -> None:
    tree = parse(client.get(PAGES["search-nothing"]))
    ways = [link.get("href", "") for link in tree.iterfind(".//ul[@class='ways']//a")]
    assert ways
    for way in ways:
        assert texts(parse(client.get(way)), ".//ol[@class='cards']/li")


def test_every_number_on_the_map_is_the_number_that_its_search_finds(client: TestClient) -> None:
    tree = parse(client.get("/"))
    cells = [(cell.get("href", ""), cell.text) for cell in tree.iterfind(".//table[@class='heat']//td/a")]
    assert len(cells) > 15
    for address, count in cells:
        sentence = texts(parse(client.get(address)), ".//p[@class='sentence']")[0]
        assert f" {count} beschrijving" in sentence


def test_a_record_says_what_is_not_known_and_where_it_stands(client: TestClient) -> None:
    tree = parse(client.get("/interventies/indialoog-izz"))
    text = " ".join(tree.itertext())
    assert "niveau 1 van 3" in text
    assert "“bewezen effectieve methode”" in text
    assert "Wij hebben dat niet gecontroleerd." in text
    assert "niet gecontroleerd" in texts(tree, ".//ul[@class='outside']/li")[0]
    assert "niet vermeld" in texts(tree, ".//dd[@class='unknown']")
    assert "Paragraaf 2.5" in texts(tree, ".//ul[@class='places']/li")[0]


def test_a_record_is_there_as_json_ld_and_as_markdown(client: TestClient) -> None:
    tree = parse(client.get("/interventies/zeven-stappen-werkdruk"))
    data = next(script.text for script in tree.iter("script") if script.get("type") == "application/ld+json")
    document = json.loads(data or "")
    assert document["@type"] == "HowTo"
    assert len(document["step"]) == 7
    markdown = client.get("/interventies/zeven-stappen-werkdruk.md")
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert markdown.text.startswith("# ")


def test_json_ld_cannot_end_its_script(corpus) -> None:
    from app.web.site import script_data

    data = script_data({"name": "</script><!-- <b>&amp;"})
    assert "<" not in data
    assert json.loads(data) == {"name": "</script><!-- <b>&amp;"}


def test_other_names_of_a_term_lead_to_its_page(client: TestClient) -> None:
    response = client.get("/themas/own-direction")
    assert (response.status_code, response.headers["location"]) == (301, "/themas/eigen-regie")


def test_a_missing_page_suggests_what_may_have_been_meant(client: TestClient) -> None:
    response = client.get("/onderwerpen/werkdru")
    assert response.status_code == 404
    assert response.headers["cache-control"] == "no-store"
    assert 'href="/onderwerpen/werkdruk"' in response.text
    hostile = client.get("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in hostile.text
    parse(hostile)


def test_a_wrong_method_is_refused_with_a_page(client: TestClient) -> None:
    response = client.post("/zoeken")
    assert response.status_code == 405
    assert "GET" in response.headers["allow"]
    parse(response)


def test_without_a_build_pages_say_so_and_ask_to_come_back(tmp_path) -> None:
    with serving(tmp_path / "nothing") as client:
        for path in ("/", "/zoeken", "/interventies/pmo", "/sitemap.xml", "/diagnose"):
            response = client.get(path)
            assert response.status_code == 503
            assert response.headers["retry-after"] == "5"
            assert response.headers["cache-control"] == "no-store"
            parse(response)
        assert client.get("/nergens").status_code == 404
        assert client.get("/static/kb.css").status_code == 200


def test_a_mistake_of_ours_gives_a_page_that_says_nothing_of_the_inside(real_builds, monkeypatch) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("geheim")

    monkeypatch.setattr("app.web.routes.home.home", fall)
    with serving(real_builds) as client:
        response = client.get("/")
    assert response.status_code == 500
    assert "geheim" not in response.text
    assert "Er ging iets mis" in response.text


def test_pages_answer_head(client: TestClient) -> None:
    response = client.head("/over")
    assert (response.status_code, response.content) == (200, b"")


def test_every_facet_has_words() -> None:
    assert set(FACET_WORDS) == set(FACETS)
    assert all("{}" in words.phrase for words in FACET_WORDS.values())


def test_every_example_on_the_front_page_finds_something(client: TestClient) -> None:
    tree = parse(client.get("/"))
    links = [link.get("href", "") for link in tree.iterfind(".//p[@class='examples']/a")]
    assert len(links) == 5
    for link in links:
        assert len(texts(parse(client.get(link)), ".//ol[@class='cards']/li")) > 2


def test_programs_find_their_files(client: TestClient) -> None:
    assert "Sitemap: http://127.0.0.1:8000/sitemap.xml" in client.get("/robots.txt").text
    security = client.get("/.well-known/security.txt").text
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT00:00:00Z$", security, re.M)
    search = xml(client.get("/opensearch.xml").content)
    templates = [url.get("template", "") for url in search.iter() if url.get("template")]
    assert templates[0] == "http://127.0.0.1:8000/zoeken?q={searchTerms}"
    assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
