"""What people come to do, done as they do it: with scripts, without them, and with the keyboard alone."""

import re
import time

from playwright.sync_api import Page, expect

from tests.web.test_browser_pages import faults


def test_typing_shows_results_and_back_returns(visit: Page) -> None:
    visit.goto("/zoeken")
    before = visit.locator(".sentence").inner_text()
    visit.locator("#q").press_sequentially("werkdruk", delay=20)
    expect(visit.locator(".sentence")).to_contain_text("‘werkdruk’")
    expect(visit).to_have_url(re.compile(r"q=werkdruk$"))
    visit.go_back()
    expect(visit.locator(".sentence")).to_have_text(before)
    expect(visit.locator("#q")).to_have_value("")
    visit.go_forward()
    expect(visit.locator(".sentence")).to_contain_text("‘werkdruk’")


def test_filters_work_at_once_keep_focus_and_can_be_taken_off(visit: Page) -> None:
    visit.goto("/zoeken?q=werkdruk")
    visit.check("input[name=category][value=analyse]")
    expect(visit).to_have_url(re.compile("category=analyse"))
    expect(visit.locator(".chip")).to_contain_text("Analyse")
    expect(visit.locator("input[name=category][value=analyse]")).to_be_focused()
    visit.check("input[name=category][value=kennis]")
    expect(visit.locator(".chip")).to_have_count(2)
    visit.locator(".chip", has_text="Analyse").click()
    expect(visit.locator(".chip")).to_have_count(1)
    expect(visit.locator("input[name=category][value=analyse]")).not_to_be_checked()
    visit.locator(".clear").click()
    expect(visit.locator(".chips")).to_have_count(0)
    expect(visit.locator("#q")).to_have_value("werkdruk")


def test_results_come_within_150_ms_of_the_last_wait(visit: Page) -> None:
    """The server's answer and its place in the page; the wait for the next letter is not counted."""
    visit.goto("/zoeken")
    times = []
    for word in ("werkdruk", "tillen", "leercultuur", "roken", "mantelzorg"):
        asked = f"/zoeken?q={word}"
        times.append(
            visit.evaluate(
                """async (address) => {
                    const start = performance.now();
                    const answer = await fetch(address);
                    new DOMParser().parseFromString(await answer.text(), "text/html");
                    return performance.now() - start;
                }""",
                asked,
            )
        )
    assert sorted(times)[len(times) // 2] < 150


def test_suggestions_follow_the_keyboard(visit: Page) -> None:
    visit.goto("/")
    visit.keyboard.press("/")
    expect(visit.locator("#q")).to_be_focused()
    visit.keyboard.type("werkdr", delay=20)
    box = visit.locator("#q")
    expect(box).to_have_attribute("aria-expanded", "true")
    assert faults(visit) == []
    visit.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    visit.keyboard.type("u")
    expect(box).to_have_attribute("aria-expanded", "true")
    visit.keyboard.press("ArrowDown")
    chosen = visit.locator(".suggestions [aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    visit.keyboard.press("Enter")
    expect(visit).to_have_url(re.compile("/onderwerpen/|/interventies/|/zoeken"))
    expect(visit.locator("h1")).to_be_visible()


def test_slash_is_a_letter_for_who_is_typing(visit: Page) -> None:
    visit.goto("/zoeken")
    visit.locator("#q").fill("mto")
    visit.locator("#q").press("/")
    expect(visit.locator("#q")).to_have_value("mto/")


def test_colours_chosen_here_stay(visit: Page) -> None:
    visit.emulate_media(color_scheme="light")
    visit.goto("/")
    light = visit.evaluate("getComputedStyle(document.body).backgroundColor")
    visit.locator("[data-theme-button]").click()
    visit.goto("/over")
    assert visit.evaluate("getComputedStyle(document.body).backgroundColor") != light
    expect(visit.locator("[data-theme-button]")).to_have_attribute("aria-pressed", "true")


def test_no_cookies_are_set(visit: Page) -> None:
    for path in ("/", "/zoeken?q=werkdruk", "/diagnose"):
        visit.goto(path)
    assert visit.context.cookies() == []


def test_searching_filtering_and_comparing_without_scripts(plain: Page) -> None:
    plain.goto("/")
    plain.fill("#q", "werkdruk")
    plain.click(".big-search button")
    expect(plain.locator(".sentence")).to_contain_text("‘werkdruk’")
    plain.set_viewport_size({"width": 375, "height": 700})
    plain.locator("#filters > summary").click()
    plain.check("input[name=category][value=maatregelen]")
    plain.locator(".apply button").click()
    expect(plain.locator(".chip")).to_contain_text("Maatregelen")
    for box in plain.locator("input[name=ids]").all()[:2]:
        box.check()
    plain.locator(".compare-bar button").click()
    expect(plain.locator("h1")).to_have_text("Vergelijken")
    expect(plain.locator(".compare thead th")).to_have_count(2)


def test_filters_are_a_drawer_on_a_phone_and_a_column_on_a_desk(visit: Page) -> None:
    visit.set_viewport_size({"width": 375, "height": 700})
    visit.goto("/zoeken?q=werkdruk")
    expect(visit.locator("input[name=category]").first).not_to_be_visible()
    visit.locator("#filters > summary").click()
    expect(visit.locator("input[name=category]").first).to_be_visible()
    visit.check("input[name=category][value=analyse]")
    expect(visit.locator(".chip")).to_have_count(1)
    expect(visit.locator("input[name=category][value=analyse]")).to_be_visible()
    visit.set_viewport_size({"width": 1280, "height": 800})
    visit.goto("/zoeken?q=werkdruk")
    expect(visit.locator("input[name=category]").first).to_be_visible()


def test_from_search_to_record_with_the_keyboard_alone(visit: Page) -> None:
    visit.goto("/zoeken?q=tilthermometer")
    visit.keyboard.press("Tab")
    expect(visit.locator(".skip")).to_be_focused()
    visit.keyboard.press("Enter")
    link = visit.locator(".card-title a").first
    for _ in range(60):
        visit.keyboard.press("Tab")
        focused = visit.locator(":focus")
        box = focused.bounding_box()
        assert box is not None
        assert box["width"] > 0, "the focus went out of sight"
        if visit.evaluate("(link) => document.activeElement === link", link.element_handle()):
            break
    visit.keyboard.press("Enter")
    expect(visit.locator("h1")).to_have_text("TilThermometer")


def diagnose(page: Page) -> None:
    """Fill in the diagnosis up to its outcome."""
    page.goto("/diagnose")
    page.fill("textarea", "Veel verzuim door zwaar tillen in het magazijn.")
    page.click(".wizard-foot .button")
    page.select_option("select[name=sector]", "transport-en-logistiek")
    page.click(".wizard-foot .button")
    page.check("input[value=fysieke-belasting]")
    page.locator("summary", has_text="Leven lang ontwikkelen").click()
    page.check("input[value=leercultuur]")
    page.click(".wizard-foot .button")
    page.check("input[name='urgency.fysieke-belasting'][value='3']")
    page.click(".wizard-foot .button")
    page.click(".wizard-foot .button")
    page.check("input[name=present][value=kennis]")
    page.click(".wizard-foot .button")
    expect(page.locator("h1")).to_have_text("Klopt dit?")
    expect(page.locator(".summary")).to_contain_text("Fysieke belasting (dringend), Leercultuur (belangrijk)")
    expect(page.locator(".summary")).to_contain_text("Transport en logistiek")
    page.click(".wizard-foot .button")
    expect(page.locator("h1")).to_have_text("Wat bij uw situatie past")


def test_diagnosis_without_scripts(plain: Page) -> None:
    diagnose(plain)
    advice = plain.locator("#keuze ~ .cards .advice")
    assert any("Voor: Fysieke belasting" in text for text in advice.all_inner_texts())
    assert any("Voor: Leercultuur" in text for text in advice.all_inner_texts())
    expect(plain.locator(".heat tbody tr")).to_have_count(2)
    title = plain.locator(".advice h3").first.inner_text()
    plain.locator(".advice .link-button").first.click()
    expect(plain.locator(".advice h3").first).not_to_have_text(title)
    plain.locator("button", has_text="Wijzig antwoorden").click()
    plain.locator("button", has_text="Wijzig").first.click()
    expect(plain.locator("textarea")).to_have_value("Veel verzuim door zwaar tillen in het magazijn.")


def test_diagnosis_is_accessible_at_every_step(visit: Page) -> None:
    visit.goto("/diagnose?need=werkdruk")
    for _ in range(7):
        assert faults(visit) == []
        visit.click(".wizard-foot .button")
    expect(visit.locator("h1")).to_have_text("Wat bij uw situatie past")
    assert faults(visit) == []
    visit.emulate_media(color_scheme="dark")
    assert faults(visit) == []
    visit.set_viewport_size({"width": 320, "height": 700})
    assert visit.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_weights_that_are_moved_move_the_list_and_questions_get_an_answer(visit: Page) -> None:
    diagnose(visit)
    before = visit.locator(".advice h3").all_inner_texts()
    visit.locator("summary", has_text="Verschuif").click()
    visit.locator("#weight-topic").fill("0.2")
    visit.locator("#weight-category").fill("0.5")
    visit.locator("button", has_text="Reken opnieuw").click()
    expect(visit.locator("#weight-topic")).to_have_value("0.2")
    assert visit.locator(".advice h3").all_inner_texts() != before
    visit.fill("#waarom", "InDialoog")
    visit.locator("button", has_text="Leg uit").click()
    expect(visit.locator(".why h3")).to_have_text("InDialoog")


def test_a_diagnosis_without_anything_asks_for_something(plain: Page) -> None:
    plain.goto("/diagnose")
    for _ in range(6):
        plain.click(".wizard-foot .button")
    expect(plain.locator("[role=alert]")).to_contain_text("Vul eerst iets in")


def test_a_page_is_there_within_a_second_on_a_slow_line(visit: Page) -> None:
    """1.6 Mbit/s down with 150 ms each way, as of a phone with a bad signal; from click to readable page."""
    session = visit.context.new_cdp_session(visit)
    visit.goto("/over")
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
    session.send("Network.emulateNetworkConditions", line)
    for path in ("/", "/zoeken?q=werkdruk", "/interventies/pmo"):
        start = time.monotonic()
        visit.goto(path, wait_until="domcontentloaded")
        assert time.monotonic() - start < 1, path


def test_from_diagnosis_to_plan_to_word_without_scripts(plain: Page) -> None:
    diagnose(plain)
    plain.locator("button", has_text="Maak hier een plan van").click()
    expect(plain.locator("#activiteiten ~ .cards > li").first).to_be_visible()
    expect(plain.locator("#knelpunten ~ .bottleneck legend")).to_have_text(["Fysieke belasting", "Leercultuur"])
    plain.fill("[name=title]", "Plan voor ons magazijn")
    with plain.expect_download() as download:
        plain.locator("button", has_text="Word").click()
    assert re.fullmatch(r"plan-voor-ons-magazijn-.*\.docx", download.value.suggested_filename)
    assert download.value.path().read_bytes().startswith(b"PK")


def test_from_search_to_basket_to_plan_to_word(visit: Page) -> None:
    visit.goto("/zoeken?q=werkdruk")
    for button in visit.locator(".card button[data-plan-add]").all()[:2]:
        button.click()
    expect(visit.locator("[data-plan-link]")).to_have_text("Plan (2)")
    visit.locator(".card-title a").nth(2).click()
    visit.locator(".actions [data-plan-add]").click()
    expect(visit.locator(".actions [data-plan-add]")).to_have_attribute("aria-pressed", "true")
    visit.locator("[data-plan-link]").click()
    rows = visit.locator("#activiteiten ~ .cards > li h3")
    expect(rows).to_have_count(3)
    titles = rows.all_inner_texts()
    visit.locator("button", has_text="Omlaag").first.click()
    expect(rows.first).to_have_text(titles[1])
    expect(rows.nth(1)).to_have_text(titles[0])
    assert faults(visit) == []
    with visit.expect_download() as download:
        visit.locator("button", has_text="Word").click()
    assert download.value.path().read_bytes().startswith(b"PK")


def test_a_plan_is_still_there_after_a_walk_and_follows_the_basket(visit: Page) -> None:
    visit.goto("/plan?ids=pmo&ids=tilthermometer")
    visit.fill("[name=author]", "Fonds Hout")
    visit.locator(".side-block button", has_text="Werk bij").click()
    expect(visit.locator("[name=author]")).to_have_value("Fonds Hout")
    visit.goto("/interventies/arboportaal")
    visit.locator(".actions [data-plan-add]").click()
    visit.goto("/interventies/pmo")
    visit.locator(".actions [data-plan-add]").click()
    visit.locator("[data-plan-link]").click()
    rows = visit.locator("#activiteiten ~ .cards > li h3")
    expect(rows).to_have_text(["TilThermometer", "Arboportaal"])
    expect(visit.locator("[name=author]")).to_have_value("Fonds Hout")


def test_a_plan_kept_as_a_file_is_opened_again(visit: Page) -> None:
    visit.goto("/plan?ids=pmo")
    visit.fill("[name=title]", "Bewaard plan")
    with visit.expect_download() as download:
        visit.locator("button", has_text="Bewaar als bestand").click()
    path = download.value.path()
    visit.evaluate("localStorage.clear()")
    visit.goto("/plan")
    visit.set_input_files("#bestand", path)
    expect(visit.locator("h1")).to_have_text("Bewaard plan")
    assert faults(visit) == []
    visit.emulate_media(color_scheme="dark")
    assert faults(visit) == []
