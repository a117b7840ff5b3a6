"""The pages of registry and documents in a real browser: no axe violation, both widths, light and dark."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.factories.documents import PDF
from tests.factories.registry import DAY, a_case, a_decision, a_record
from tests.journeys.browser import check_accessibility, screenshot
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import system_actor
from tinget.registry import api as registry

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def filled(committee, secretary):
    """Make a case with all that a case can have, and a published one with what is unknown."""
    with scoped(Scope(authorities=frozenset({committee.pk}))):
        facts = system_actor(committee.pk)
        old = registry.register_case(
            facts,
            authority=committee.pk,
            title="Delårsrapport 2 2023",
            class_code="2.2.0.2",
            day=DAY,
            number=(2023, 15),
            is_published_fact=True,
        )
        record = registry.register_record(
            facts,
            authority=committee.pk,
            case_id=old,
            title="Delårsrapport 2 augusti 2023",
            direction="unknown",
            dated_on=None,
            counterpart="",
            day=DAY,
            as_printed="2023.42",
            is_published_fact=True,
        )
        case = a_case(
            secretary,
            authority=committee.pk,
            title="Gemensam förstudie om verksamhetssystem för räddningstjänst",
        )
        registry.register_record_with_file(
            secretary,
            authority=committee.pk,
            case_id=case,
            title="Yttrande över förstudien",
            direction="received",
            dated_on=DAY,
            counterpart="Kiruna kommun",
            content=PDF,
            name="yttrande-over-forstudien-fran-kiruna-kommun.pdf",
            at=dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC),
        )
        a_record(secretary, authority=committee.pk, case_id=case)
        decision = a_decision(secretary, authority=committee.pk, case_id=case)
        registry.publish(
            facts,
            authority=committee.pk,
            case_ids=[old],
            record_ids=[record],
            decision_ids=[decision],
            at=dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC),
        )


def look_at(page, address, name):
    page.goto(address)
    check_accessibility(page)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        screenshot(page, f"registry-{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def sign_in(page, client, live_server):
    page.context.add_cookies(
        [
            {"name": name, "value": cookie.value, "url": live_server.url}
            for name, cookie in client.cookies.items()
        ]
    )


def test_the_pages_are_for_everybody(live_server, browser_page, signed_in, filled):
    page = browser_page()
    home = f"{live_server.url}/e-namnden"
    for name, path in {"arenden-besokare": "arenden/", "arende-fakta": "arenden/2023/15/"}.items():
        look_at(page, f"{home}/{path}", name)
    sign_in(page, signed_in("secretary"), live_server)
    for name, path in {
        "arenden": "arenden/",
        "arenden-inga": "arenden/?visa=avslutade",
        "arende": "arenden/2026/1/",
        "nytt-arende": "arenden/ny/",
        "ny-handling": "arenden/2026/1/handling/",
        "handlingar": "handlingar/",
        "beslut": "beslut/",
        "ett-beslut": "beslut/2026/15/",
    }.items():
        look_at(page, f"{home}/{path}", name)
    page.goto(f"{home}/arenden/2026/1/")
    address = page.get_by_role("link", name="yttrande-over-forstudien").get_attribute("href")
    look_at(page, live_server.url + address.rpartition("/")[0].rpartition("/")[0] + "/", "dokument")


def test_a_case_and_a_record_are_registered_by_keyboard(live_server, browser_page, signed_in):
    page = browser_page(width=360)
    sign_in(page, signed_in("secretary", demonstration=True), live_server)
    page.goto(f"{live_server.url}/e-namnden/arenden/ny/")
    expect(page.get_by_label("Rubrik")).to_be_focused()
    page.keyboard.type("Övning i diarieföring")
    page.keyboard.press("Tab")
    page.keyboard.type("2.x")
    page.keyboard.press("Enter")
    page.get_by_role("alert").wait_for()
    check_accessibility(page)
    screenshot(page, "registry-nytt-arende-fel-360")
    page.get_by_label("Klassificering").fill("2.2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arenden/2026/1/")
    assert page.get_by_text("har fått nummer 2026/1-2.2").is_visible()
    page.get_by_role("link", name="Registrera en handling").press("Enter")
    expect(page.get_by_label("Rubrik")).to_be_focused()
    page.keyboard.type("Anteckning")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arenden/2026/1/")
    assert page.get_by_role("cell", name="Anteckning").is_visible()
    assert page.get_by_text("har fått Hid 2026.1").is_visible()
    check_accessibility(page)
    screenshot(page, "registry-demonstration-360")
