"""The pages of economy and solutions in a real browser: no axe violation, both widths and schemes."""

import pytest

from tests.economy.test_economy import BACKEND, COMPARED, load
from tests.factories.signatures import DAY, a_committee, account
from tests.journeys.browser import check_accessibility, screenshot
from tests.solutions.conftest import load as load_solutions
from tinget.foundation.scoping import Scope, scoped

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def committee(transactional_db):
    authority = a_committee()
    with scoped(Scope(authorities=frozenset({authority.id}))):
        load(authority)
        load_solutions(authority)
    return authority


def look(page, address, name):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address)
    check_accessibility(page)
    screenshot(page, name)
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    screenshot(page, f"{name}-360")


PAGES = {
    "ekonomi/": "economy",
    "ekonomi/tabell/outcome-2022-10/": "economy-table",
    "ekonomi/fordelning/hr-2022/": "economy-allocation",
    "ekonomi/kommun/boden/": "economy-municipality",
    "ekonomi/ar/2022/": "economy-year",
    "ekonomi/ar/2022/resultat/": "economy-carried",
    "ekonomi/prova/": "economy-compare",
    "losningar/": "solutions",
    "losningar/e-arkiv/": "solutions-one",
    "losningar/matris/?dag=2025-12-02": "solutions-matrix",
    "losningar/kommun/kiruna/": "solutions-municipality",
}


def test_the_open_pages(live_server, browser_page, committee):
    page = browser_page(scripts=True)
    for address, name in PAGES.items():
        look(page, f"{live_server.url}/e-namnden/{address}", name)


def test_two_keys_are_compared_and_one_adopted_without_scripts(
    live_server, browser_page, committee, client, settings
):
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True
    page = browser_page(scripts=False)
    client.force_login(account("Samordnare"), backend=BACKEND)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}/e-namnden/ekonomi/prova/")
    for name, value in COMPARED.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Jämför").click()
    page.get_by_role("button", name="Spara nyckel B som utkast").click()
    page.get_by_role("link", name="Anta fördelningen").click()
    page.get_by_label("Beslut").fill("Luleå kommunfullmäktige 2026-11-23 § 210")
    page.get_by_role("button", name="Anteckna beslutet och visa för alla").click()
    page.get_by_text("Luleå kommunfullmäktige 2026-11-23 § 210.").wait_for()
    page.goto(f"{live_server.url}/e-namnden/ekonomi/fakturor/")
    for name, value in {"year": "2027", "due_on": "2026-12-23"}.items():
        page.locator(f"[name={name}]").fill(value)
    page.get_by_role("button", name="Gör fakturorna").click()
    page = browser_page()
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    look(page, f"{live_server.url}/e-namnden/ekonomi/fakturor/", "economy-bills")
    look(page, f"{live_server.url}/e-namnden/ekonomi/fakturor/2026-1/", "economy-bill")
