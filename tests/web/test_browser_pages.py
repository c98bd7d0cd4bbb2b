"""Every kind of page in a real browser: no accessibility faults in light or dark, and it fits every width."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.web.addresses import MISSING, PAGES

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_WIDTHS = (320, 768, 1440, 2560)


def faults(page: Page) -> list[str]:
    """What axe finds wrong, a line for each element."""
    found = Axe().run(page, options={"runOnly": _RULES}).response["violations"]
    return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]


def fits(page: Page) -> bool:
    """Whether nothing sticks out sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page(visit: Page, path: str) -> None:
    visit.goto(path)
    for width in _WIDTHS:
        visit.set_viewport_size({"width": width, "height": 900})
        assert fits(visit), f"sticks out at {width} pixels"
    visit.set_viewport_size({"width": 1280, "height": 900})
    assert faults(visit) == []
    visit.emulate_media(color_scheme="dark")
    assert faults(visit) == []


def test_missing_page(visit: Page) -> None:
    visit.goto(MISSING)
    assert faults(visit) == []


@pytest.mark.parametrize("path", ["/", PAGES["search"], PAGES["record"], PAGES["compare"]])
def test_text_twice_as_large_still_fits(visit: Page, path: str) -> None:
    """WCAG 1.4.4 and 1.4.10: at 640 pixels with text of 200 percent the page is as at 320."""
    visit.set_viewport_size({"width": 640, "height": 900})
    visit.goto(path)
    visit.evaluate("document.documentElement.style.fontSize = '200%'")
    assert fits(visit)


def test_targets_are_large_enough_on_a_phone(visit: Page) -> None:
    """WCAG 2.5.8: controls outside running text are at least 24 pixels high."""
    visit.set_viewport_size({"width": 320, "height": 700})
    for path in ("/", PAGES["search"], PAGES["record"]):
        visit.goto(path)
        small = visit.evaluate(
            """() => [...document.querySelectorAll("button, .chip, .menu a, .topics a, .cell, .counted a, summary")]
                .filter(e => e.checkVisibility() && !e.classList.contains("unseen"))
                .filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == []


def test_a_printed_record_is_the_record_alone(visit: Page) -> None:
    visit.goto(PAGES["record"])
    visit.emulate_media(media="print")
    for gone in (".menu", ".mini", ".record-head .actions", ".theme-button"):
        assert not visit.locator(gone).first.is_visible()
    for there in ("h1", "#bewijs", "#bron", ".outside a"):
        assert visit.locator(there).first.is_visible()
    assert len(visit.pdf()) > 10_000
