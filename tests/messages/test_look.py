"""The pages of messages in a real browser: no axe violation, both widths; registering by keyboard alone."""

import pytest

from tests.factories.committee import AT, DAY, a_committee, account, acting
from tests.factories.documents import PDF
from tests.factories.messages import a_letter, a_return, taken_in, wire
from tests.factories.registry import a_case
from tests.journeys.browser import check_accessibility, screenshot
from tests.messages.conftest import BACKEND
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.messages import api
from tinget.messages.models import Mailbox

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def message_id(transactional_db, settings):
    """Mail of every kind, in and out, and a mailbox with trouble."""
    settings.TINGET_TODAY, settings.TINGET_DEMO = DAY.isoformat(), True
    settings.TINGET_MAILBOXES = "e-namnden=imap://namnd%40lulea.se:x@localhost fel"
    committee, secretary = a_committee(), None
    with scoped(Scope(authorities=frozenset({committee.id}))):
        secretary = acting("Sekreterare")
        a_case(secretary, authority=committee.id, day=DAY)
        for address in ("borta@kiruna.se", "anna.med.ett.mycket.langt.namn@forvaltningen.kiruna.se"):
            api.send(secretary, committee.id, address, "Kallelse till 20 december", "hemligt")
        sent = OutgoingMail.objects.first()
        Mailbox.objects.create(
            authority_id=committee.id,
            name="namnd@lulea.se på localhost, INBOX",
            failure="Brevlådans server svarar inte.",
            next_try_at=AT,
        )
    taken_in(committee.id, a_return(sent.message_id), at=AT)
    taken_in(committee.id, wire(a_letter("", message_id="")), at=AT)
    letter = a_letter("Yttrande i ärende 2026/1, delårsrapport", text="Hej,\n\nhär är vårt yttrande.\n\nAnna")
    letter.add_attachment(PDF, maintype="application", subtype="pdf", filename="Yttrande.pdf")
    letter.add_attachment(b"", maintype="application", subtype="pdf", filename="tom.pdf")
    return taken_in(committee.id, wire(letter), at=AT)


@pytest.fixture
def page(client, live_server, browser_page, message_id):
    page = browser_page()
    client.force_login(account("Sekreterare"), backend=BACKEND)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    return page


def look(page, address, name):
    page.goto(address)
    check_accessibility(page)
    screenshot(page, name)
    page.set_viewport_size({"width": 360, "height": 900})
    screenshot(page, f"{name}-360")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_every_page(page, live_server, message_id):
    place = f"{live_server.url}/e-namnden"
    look(page, f"{place}/meddelanden/", "messages-inbox")
    look(page, f"{place}/meddelanden/?visa=alla", "messages-all")
    look(page, f"{place}/meddelanden/{message_id}/", "messages-message")
    look(page, f"{place}/meddelanden/{message_id}/registrera/", "messages-register")
    look(page, f"{place}/utskick/", "messages-sent")
    look(page, f"{place}/meddelanden/{message_id}/svara/", "messages-answer")
    look(page, f"{place}/bakgrundsarbete/", "messages-mailboxes")


def test_registering_takes_three_keys(page, live_server, message_id):
    page.goto(f"{live_server.url}/e-namnden/meddelanden/")
    page.locator("a.row").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Yttrande i ärende 2026/1").wait_for()
    page.get_by_role("link", name="Registrera", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Rubrik").wait_for()
    assert page.evaluate("document.activeElement.name") == "title"
    assert page.get_by_label("Ärende", exact=False).first.input_value() == "2026/1-2.2.0.2"
    page.keyboard.press("Enter")
    page.get_by_text("har fått Hid 2026.1, Hid 2026.2").wait_for()
    check_accessibility(page)
