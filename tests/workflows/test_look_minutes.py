"""The secretary's pages around approved minutes in a real browser: axe and both widths."""

import pytest

from tests.journeys.browser import WIDTHS, check_accessibility, screenshot, serve
from tinget.foundation import clock
from tinget.meetings import api as meetings
from tinget.workflows.demonstration.roles import SECRETARY, acting_as

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_corrections_and_extracts_are_accessible(authority, demonstration_settings, person, browser_page):
    with acting_as(SECRETARY, at=clock.now()):
        address = meetings.meeting_by_id(demonstration_settings.meeting_id).address
    page = browser_page()
    serve(page, person(SECRETARY))
    for name, says in (("rattelser", "Rättelser och kompletteringar"), ("utdrag", "Protokollsutdrag")):
        page.goto(f"http://127.0.0.1/e-namnden/sammantraden/{address}/{name}/")
        assert says in page.locator("h1").inner_text()
        check_accessibility(page, schemes=("light",))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            screenshot(page, f"protokoll-{name}-{width}")
