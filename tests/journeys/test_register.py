"""By keyboard alone: find a case with `/` and arrows, and decide what visitors see of a record."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SENDER = "Region Krokodil"


def test_a_case_is_found_by_keyboard_and_filtered(as_role):
    secretary = as_role("Sekreterare")
    keys = secretary.page.keyboard
    keys.press("/")
    expect(secretary.page.locator(":focus")).to_have_attribute("name", "q")
    keys.type("delårsrapport")
    keys.press("Enter")
    secretary.told("Delårsrapport 2 2023")
    secretary.page.get_by_label("Visa", exact=True).focus()
    keys.press("ArrowDown")  # from everything to cases
    secretary.page.locator("#q").focus()
    keys.press("Enter")
    secretary.page.wait_for_url(re.compile("slag=arende"))
    secretary.see("80-sok")
    secretary.page.locator("#q").focus()
    keys.press("ArrowDown")
    first = secretary.page.locator("table.list a.row").first
    expect(first).to_be_focused()
    keys.press("Enter")
    secretary.heading("Delårsrapport")


def test_a_sender_is_shown_on_the_web_when_opened_and_taken_back(as_role, visitor):
    secretary = as_role("Sekreterare")
    secretary.go("/e-namnden/handlingar/ny/")
    secretary.fill("Rubrik", "Yttrande om krokodiler")
    secretary.page.get_by_label("inkommen").check()
    secretary.fill("Avsändare eller mottagare", SENDER)
    secretary.press("Registrera handlingen")
    secretary.told("har fått Hid")
    secretary.go("/e-namnden/handlingar/")
    secretary.page.get_by_role("row", name="Yttrande om krokodiler").get_by_role("link").first.click()
    secretary.heading("Yttrande om krokodiler")
    record = secretary.page.url.removeprefix(secretary.address)
    press_by_keyboard(secretary, "Visa i webbdiariet")
    secretary.told("Avsändare eller mottagare visas inte")
    visitor.go(record)
    visitor.heading("Yttrande om krokodiler")
    assert SENDER not in visitor.page.content()
    press_by_keyboard(secretary, f"{SENDER} är en organisation")
    secretary.told("Namnet visas nu i webbdiariet.")
    secretary.see("81-webbdiariet")
    visitor.go(record)
    visitor.told(SENDER)
    press_by_keyboard(secretary, "Ta bort från webbdiariet")
    secretary.told("Handlingen visas inte för allmänheten på webben.")
    assert visitor.page.goto(f"{visitor.address}{record}").status == 404
    secretary.go("/e-namnden/webbdiarium/")
    secretary.see("82-hur-lange")


def press_by_keyboard(walker, name):
    walker.tab_to(name)
    walker.page.keyboard.press("Enter")
