"""The look, in a real browser: accessible, light, usable by keyboard and without scripts."""

import pytest

from tests.journeys.browser import check_accessibility, screenshot
from tinget.foundation.ui import context
from tinget.foundation.ui.context import Frame, NavigationLink

PAGES = (
    "stil/",
    "stil/bekrafta/",
    "om/",
    "tillganglighet/",
    "roller/",
    "konto/login/",
    "konto/password/reset/",
    "konto/password/reset/done/",
    "konto/password/reset/key/done/",
    "konto/password/reset/key/x-y/",
    "konto/signup/",
    "konto/inactive/",
    "nekad/",
    "krock/",
    "finns-inte/",
    "trasig/",
)
pytestmark = [pytest.mark.slow, pytest.mark.journey, pytest.mark.urls("tests.foundation.ui.addresses")]


@pytest.fixture(autouse=True)
def frame(settings, monkeypatch):
    """Put the committee's frame around the pages."""
    settings.TINGET_DEMO = True
    words = ("Ärenden", "Handlingar", "Sammanträden", "Beslut")
    links = (
        *(NavigationLink(word, f"/{word}/") for word in words),
        NavigationLink("Anslagstavla", "/stil/"),
    )
    shown = Frame(
        navigation=links,
        authority_name="Norrbottens e-nämnd",
        authority_href="/e-namnden/",
        search_url="/sok/",
    )
    monkeypatch.setattr(context, "_source", [lambda _request: shown])


@pytest.mark.parametrize("address", PAGES)
def test_no_page_of_the_look_violates_an_accessibility_rule(live_server, browser_page, address):
    page = browser_page()
    page.goto(f"{live_server.url}/{address}")
    assert page.locator("h1").count() == 1
    check_accessibility(page)
    screenshot(page, "ui-" + address.strip("/").replace("/", "-"))


@pytest.mark.parametrize("accent", sorted(context.ACCENTS))
def test_every_accent_holds_its_contrast(live_server, browser_page, accent, monkeypatch):
    shown = Frame(accent=accent, authority_name="Nämnden")
    monkeypatch.setattr(context, "_source", [lambda _request: shown])
    page = browser_page()
    page.goto(f"{live_server.url}/stil/")
    assert page.locator("html").get_attribute("data-accent") == accent
    check_accessibility(page, widths=(1280,))


@pytest.mark.parametrize(("scheme", "rule"), [("light", "image-alt"), ("dark", "color-contrast")])
def test_the_check_finds_a_planted_fault(live_server, browser_page, scheme, rule):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/")
    page.evaluate("""() => {
        const text = document.createElement("p");
        text.textContent = "Grått på nästan svart.";
        text.style.color = "#444";
        document.querySelector("main").append(document.createElement("img"), text);
    }""")
    with pytest.raises(AssertionError, match=rule):
        check_accessibility(page, widths=(360,), schemes=(scheme,))


def test_the_slash_key_goes_to_the_search_and_arrows_walk_a_list(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/bekrafta/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "sok"
    page.goto(f"{live_server.url}/stil/")
    page.locator("a.row").first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "2023/9"
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.textContent") == "2023/15"


def test_a_press_anywhere_on_a_row_opens_it(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/")
    page.get_by_text("Verksamhetsplan och budget 2024").click()
    page.wait_for_url("**#2023/4")


def test_a_menu_opens_and_closes_by_keyboard(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/")
    page.locator("details.menu summary").press("Enter")
    inside = page.get_by_role("link", name="Skriv ut närvarolistan")
    assert inside.is_visible()
    check_accessibility(page)
    inside.press("Escape")
    assert not inside.is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_long_text_that_was_not_saved_is_offered_again(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/")
    page.locator("#id_ny-text").fill("Nämnden beslutar")
    page.goto(f"{live_server.url}/om/")
    page.goto(f"{live_server.url}/stil/")
    assert page.locator("#id_ny-text").input_value() == ""
    check_accessibility(page, widths=(360,))
    page.get_by_role("button", name="Hämta texten").click()
    assert page.locator("#id_ny-text").input_value() == "Nämnden beslutar"
    page.goto(f"{live_server.url}/stil/")
    page.get_by_role("button", name="Släng texten").click()
    page.reload()
    assert page.get_by_role("button", name="Hämta texten").count() == 0


def test_the_first_stop_by_keyboard_skips_to_the_content(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/bekrafta/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    page.keyboard.press("Enter")
    page.wait_for_url("**/#innehall")


def test_a_page_works_without_scripts_and_takes_few_requests(live_server, browser_page):
    page = browser_page(360, scripts=False)
    asked = []
    page.on("requestfinished", lambda request: asked.append(request.sizes()))
    page.goto(f"{live_server.url}/roller/")
    assert len(asked) <= 8
    assert sum(sizes["responseBodySize"] for sizes in asked) < 100_000
    page.get_by_role("button", name="Registrator, Kiruna").click()
    assert page.locator("body").inner_text() == "2"


def test_every_page_of_a_demonstration_says_so(live_server, browser_page, settings):
    page = browser_page()
    page.goto(f"{live_server.url}/konto/login/")
    assert page.locator(".demonstration").is_visible()
    settings.TINGET_DEMO = False
    page.reload()
    assert page.locator(".demonstration").count() == 0


def test_a_page_enlarged_four_times_needs_no_sideways_scrolling(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/")
    check_accessibility(page, widths=(320,), schemes=("light",))


def test_navigation_and_buttons_stay_off_paper(live_server, browser_page):
    page = browser_page()
    page.goto(f"{live_server.url}/stil/bekrafta/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert page.locator(".demonstration").is_visible()
    assert not page.get_by_role("navigation", name="Huvudmeny").is_visible()
    assert page.locator("main button:visible").count() == 0
