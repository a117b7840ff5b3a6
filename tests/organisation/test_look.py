"""The organisation's pages in a real browser: no axe violation, both widths, light and dark."""

import pytest

from tests.journeys.browser import check_accessibility, screenshot
from tests.organisation.conftest import DAY

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.urls("tests.organisation.urls")]


def test_the_pages_are_for_everybody(live_server, browser_page, demonstration, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    page = browser_page()
    for name, address in {
        "kommuner": "/kommuner/",
        "fortroendevalda": "/e-namnden/fortroendevalda/?dag=2023-10-12",
        "fortroendevalda-i-dag": "/e-namnden/fortroendevalda/",
        "fortroendevalda-fel": "/e-namnden/fortroendevalda/?dag=x",
    }.items():
        page.goto(live_server.url + address)
        check_accessibility(page)
        screenshot(page, f"organisation-{name}")
    page.set_viewport_size({"width": 360, "height": 900})
    page.goto(f"{live_server.url}/e-namnden/fortroendevalda/?dag=2023-10-12")
    screenshot(page, "organisation-fortroendevalda-360")
    page.goto(f"{live_server.url}/kommuner/")
    screenshot(page, "organisation-kommuner-360")


def test_choosing_the_office_to_act_in(live_server, browser_page, demonstration, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    page = browser_page()
    page.goto(f"{live_server.url}/start/")
    page.get_by_role("button", name="Ordförande", exact=True).click()
    page.wait_for_url("**/roll/")
    check_accessibility(page)
    screenshot(page, "organisation-roll")
    page.get_by_label("ledamot, Norrbottens e-nämnd").check()
    page.get_by_role("button", name="Arbeta i uppdraget").click()
    page.goto(f"{live_server.url}/roll/")
    assert page.get_by_label("ledamot, Norrbottens e-nämnd").is_checked()
