"""The pages of economy and solutions in a real browser: no axe violation, both widths and schemes."""

from urllib.parse import urlencode

import pytest

from tests.economy.conftest import BACKEND, load
from tests.economy.test_economy import COMPARED
from tests.factories.committee import DAY, a_committee, account
from tests.journeys.browser import check_accessibility, screenshot
from tests.solutions.conftest import load as load_solutions
from tinget.foundation.scoping import Scope, scoped

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def a_whole_committee():
    """Load a committee with its solutions and its economy, for a server that reads beside the test."""
    authority = a_committee()
    with scoped(Scope(authorities=frozenset({authority.id}))):
        load(authority)
        load_solutions(authority)
    return authority


@pytest.fixture
def committee(transactional_db):
    return a_whole_committee()


SIDEWAYS = "found => found.some(one => one.scrollWidth > one.clientWidth)"


def look(page, address, name):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    check_accessibility(page)
    if name.startswith(("economy-year", "economy-agreement")):
        assert not page.locator(".content, .scroll").evaluate_all(SIDEWAYS), address
    screenshot(page, name)
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    screenshot(page, f"{name}-360")


PAGES = {
    "ekonomi/": "economy",
    "ekonomi/tabell/outcome-2022-10/": "economy-table",
    "ekonomi/fordelning/hr-2022/": "economy-allocation",
    "ekonomi/kommun/boden/": "economy-municipality",
    "ekonomi/avtal/": "economy-agreements",
    "ekonomi/avtal/samverkansavtal/": "economy-agreement",
    "ekonomi/ar/2022/": "economy-year",
    "ekonomi/ar/2023/": "economy-year-sum",
    "ekonomi/ar/2022/resultat/": "economy-carried",
    f"ekonomi/prova/?{urlencode(COMPARED)}": "economy-compare",
    "ekonomi/prova/fordelningar/?a=earkiv-2022&b=earkiv-2023": "economy-compare-kept",
    "losningar/": "solutions",
    "losningar/e-arkiv/": "solutions-one",
    "losningar/matris/?dag=2025-12-02": "solutions-matrix",
    "losningar/kommun/kiruna/": "solutions-municipality",
}


def test_the_open_pages(live_server, browser_page, committee, client):
    client.get("/e-namnden/ekonomi/")  # what the first request loads is not the browser's to wait for
    page = browser_page(scripts=True)
    for address, name in PAGES.items():
        look(page, f"{live_server.url}/e-namnden/{address}", name)


def sign_in(page, live_server, client):
    client.force_login(account("Samordnare"), backend=BACKEND)
    client.get("/e-namnden/ekonomi/")  # what the first request loads is not the browser's to wait for
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])


def test_the_coordinator_explains_a_table_makes_next_years_and_bills_without_scripts(
    live_server, browser_page, committee, client, settings
):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True
    page = browser_page(scripts=False)
    sign_in(page, live_server, client)
    page.goto(f"{live_server.url}/e-namnden/ekonomi/fordelning/socgrund-2023/")
    page.get_by_text("Den enklaste modell som ger varje rad till kronan").wait_for()
    page.get_by_role("link", name="Gör nästa års fördelning").click()
    page.get_by_label("Tjänst").fill("E-arkiv")
    page.get_by_label("Uppräkning", exact=False).first.select_option("PKV")
    page.get_by_label("Index för månaden").fill("2026-10")
    page.get_by_label("Uppräkning i procent").fill("2.5")
    page.get_by_label("Från, Arvidsjaur").fill("2024-07-01")
    page.get_by_role("button", name="Räkna").click()
    page.get_by_role("heading", name="Så blir det").wait_for()
    page.get_by_role("button", name="Spara som utkast").click()
    page.get_by_role("link", name="Anta fördelningen").click()
    page.get_by_label("Beslut").fill("Luleå kommunfullmäktige 2026-11-23 § 210")
    page.get_by_role("button", name="Anteckna beslutet och visa för alla").click()
    page.get_by_text("Index: PKV för 2026-10.").wait_for()
    page.goto(f"{live_server.url}/e-namnden/ekonomi/fakturor/?ar=2024")
    for name, value in {"year": "2024", "due_on": "2026-12-23"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Gör fakturorna").click()
    page.get_by_text("13 fakturor är gjorda.").wait_for()
    page = browser_page()
    sign_in(page, live_server, client)
    for address, name in STAFF_PAGES.items():
        look(page, f"{live_server.url}/e-namnden/ekonomi/{address}", name)


STAFF_PAGES = {
    "ny-fordelning/?av=socgrund-2023": "economy-make",
    "fakturor/?ar=2024": "economy-bills",
    "fakturor/2026-1/": "economy-bill",
}
