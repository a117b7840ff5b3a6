"""The pages of a summons in a real browser: axe, both widths, light and dark."""

import pytest

from tests.factories.summons import HERE, a_summons, item_of
from tests.journeys.browser import check_accessibility, screenshot, serve
from tinget.summons import api as summons
from tinget.summons.models import Recipient

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def db(transactional_db):
    """Let what answers the browser see what the test makes: it has a connection of its own."""


def test_the_pages_of_a_summons(browser_page, secretary, meeting_id, within, sign_in):
    with within():
        item_id = item_of(meeting_id)
        sent = a_summons(secretary, meeting_id=meeting_id)
        called = Recipient.objects.filter(summons_id=sent.id, municipality="Boden").first()
        link = f"/kallelse/{summons.token_of(called)}/"
    page, client = browser_page(), sign_in("Sekreterare")
    note = {"item": item_id, "text": "Fråga om kostnaden.", "quote": "anta"}
    assert client.post(f"{HERE}las/", note).status_code == 302
    serve(page, client)
    for address, name in (
        (HERE, "summons"),
        (f"{HERE}skicka/", "send"),
        (f"{HERE}las/?sok=Sida", "read"),
        (f"{HERE}svar/", "replies"),
        ("/e-namnden/sammantraden/min-kalender/", "calendar"),
        (link, "link"),
        (HERE.replace("kallelse", "flytta"), "move"),
    ):
        assert page.goto(f"http://localhost{address}").ok
        check_accessibility(page)
        screenshot(page, f"summons-{name}-1280")
