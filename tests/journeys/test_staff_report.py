"""A staff report is written in the browser, saved by itself, made versions and compared, by keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.slow]
TITLE = "Yttrande om gemensam brevlåda"


def test_a_staff_report_is_written_made_versions_and_compared(as_role):
    officer = as_role("Handläggare")
    keys, text = officer.page.keyboard, officer.page.get_by_role("textbox", name="Text")
    officer.go("/e-namnden/dokument/ny-tjansteskrivelse/")
    officer.tab_to("title")
    keys.type(TITLE)
    keys.press("Enter")
    officer.heading(TITLE)
    into_the_text(officer)
    keys.press("Control+End")
    keys.type("Nämnden godkänner förslaget.")
    officer.told("Sparat")
    officer.see("92-skriv")
    save_as_version(officer)
    officer.told("Version 1 är sparad")
    officer.tab_to("Skriv vidare")
    keys.press("Enter")
    expect(text).to_contain_text("godkänner")
    into_the_text(officer)
    keys.press("Control+End")
    for _ in "förslaget.":
        keys.press("Backspace")
    keys.type("förslaget med ändringar.")
    officer.told("Sparat")
    save_as_version(officer)
    officer.told("Version 2 är sparad")
    officer.tab_to("Jämför")
    keys.press("Enter")
    officer.told_in_time("med ändringar")  # the job reads the text of both versions first
    officer.see("93-jamfor")


def into_the_text(officer):
    officer.page.get_by_role("toolbar", name="Form").wait_for()
    for _ in range(40):
        if officer.page.evaluate("document.activeElement.getAttribute('role') === 'textbox'"):
            return
        officer.page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not come into the text")


def save_as_version(officer):
    officer.tab_to("Spara som version")
    officer.page.keyboard.press("Enter")
