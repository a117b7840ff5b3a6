"""Mail comes into the committee's mailbox, and the secretary registers it into a case, by keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.documents import PDF
from tests.factories.messages import a_letter, wire

pytestmark = [pytest.mark.journey, pytest.mark.slow]
READ_NOW = "from tinget.messages import jobs; jobs.look_for_mail()"  # what the clock does each minute
SUBJECT, CASE = "Synpunkter på avtalet om brevlådor", "Avtal om brevlådor"


@pytest.fixture
def delivered(mailbox, tinget):
    """Deliver a letter with a file to the mail server, and have the mailbox read."""
    letter = a_letter(SUBJECT, text="Hej,\n\nhär är våra synpunkter.\n\nAnna Berg")
    letter.add_attachment(PDF, maintype="application", subtype="pdf", filename="Synpunkter.pdf")
    uid = mailbox.deliver(wire(letter))
    assert tinget.manage("shell", "-c", READ_NOW).returncode == 0
    return uid


def test_mail_is_seen_as_unregistered_and_registered_into_a_case(as_role, delivered, mailbox):
    secretary = as_role("Sekreterare")
    keys = secretary.page.keyboard
    number = a_case(secretary)
    expect(secretary.page.get_by_role("link", name="1 meddelande att registrera")).to_be_visible()
    secretary.tab_to("1 meddelande att registrera")
    keys.press("Enter")
    secretary.told(SUBJECT)
    secretary.see("76-meddelanden")
    secretary.tab_to(SUBJECT)
    keys.press("Enter")
    secretary.heading(SUBJECT)
    secretary.told("här är våra synpunkter")
    secretary.tab_to("Registrera")
    keys.press("Enter")
    secretary.heading("Registrera ett meddelande")
    expect(secretary.page.get_by_label("Rubrik")).to_be_focused()
    secretary.see("77-registrera-meddelande")
    keys.press("Tab")
    keys.type(number)
    keys.press("Enter")
    secretary.told("Meddelandet och dess bilagor är registrerade")
    assert mailbox.seen() == [delivered]
    expect(secretary.page.get_by_role("link", name=SUBJECT)).to_have_count(0)
    secretary.go(f"/e-namnden/arenden/{number}/")
    expect(secretary.page.get_by_role("row", name=SUBJECT)).to_have_count(2)  # the letter and its file
    secretary.see("78-arendet-med-meddelandet")


def a_case(secretary):
    """Register the case that the mail belongs to; return its number as it is typed."""
    secretary.go("/e-namnden/arenden/ny/")
    secretary.fill("Rubrik", CASE)
    secretary.fill("Klassificering", "2.2.0.2")
    secretary.press("Registrera ärendet")
    secretary.heading(CASE)
    number = re.search(r"\d{4}/\d+", secretary.page.get_by_role("heading", level=1).inner_text())[0]
    secretary.go("/")
    return number
