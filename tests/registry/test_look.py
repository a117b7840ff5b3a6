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
        others = fill_more(secretary, committee.pk, case)
        registry.publish(
            facts,
            authority=committee.pk,
            case_ids=[old],
            record_ids=[record],
            decision_ids=[decision],
            at=dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC),
        )
    return others


def fill_more(actor, authority, case):
    """Add a draft, a void record and one to sort, a scheme, and what a case has beside records."""
    at = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
    draft = registry.register_record(
        actor, authority=authority, case_id=case, title="Utkast till svar", direction="drawn_up",
        dated_on=None, counterpart="", day=DAY, is_draft=True,
    )  # fmt: skip
    voided, letter = (a_record(actor, authority=authority, case_id=None, title=f"Brev {n}") for n in range(2))
    registry.void_record(actor, record_id=voided, reason="Registrerat två gånger")
    registry.keep_scheme(
        actor, authority=authority, name="Plan 2026", valid_from=dt.date(2026, 1, 1), valid_to=None,
        source="Nämnden § 7", is_complete=True, classes={"1": "Leda", "1.1": "Styra", "1.1.2": ""},
    )  # fmt: skip
    registry.add_party(actor, case_id=case, name="Kiruna kommun", part="sökande")
    registry.add_note(actor, case_id=case, text="Ring på måndag.", at=at)
    registry.add_follow_up(actor, case_id=case, due_on=DAY, text="Svar från Kiruna?", person_id=None, day=DAY)
    written = registry.WrittenCase(authority_name="Kiruna kommunfullmäktige", number="2023/118")
    registry.relate_cases(actor, case_id=case, others=[written])
    return draft, voided, letter


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
    look_at(page, f"{home}/postlista/2026-11-20/", "postlista-besokare")
    look_at(page, f"{home}/klassificering/", "klassificering-logga-in")
    sign_in(page, signed_in("secretary"), live_server)
    draft, voided, letter = filled
    for name, path in {
        "arenden": "arenden/",
        "arenden-inga": "arenden/?visa=avslutade",
        "arende": "arenden/2026/1/",
        "andra-arende": "arenden/2026/1/andra/",
        "makulera-arende": "arenden/2026/1/makulera/",
        "nytt-arende": "arenden/ny/",
        "ny-handling": "arenden/2026/1/handling/",
        "handlingar": "handlingar/",
        "att-sortera": "handlingar/att-sortera/",
        "utkast": f"handlingar/{draft}/",
        "utkast-allman": f"handlingar/{draft}/allman/",
        "makulerad": f"handlingar/{voided}/",
        "ratta": f"handlingar/{letter}/andra/",
        "bifoga": f"handlingar/{letter}/bifoga/",
        "bevakningar": "bevakningar/",
        "klassificering": "klassificering/",
        "ny-klassificering": "klassificering/ny/",
        "postlista": "postlista/2026-11-20/",
        "beslut": "beslut/",
        "ett-beslut": "beslut/2026/15/",
    }.items():
        look_at(page, f"{home}/{path}", name)
    page.goto(f"{home}/arenden/")
    page.locator("summary", has_text="Kolumner").click()
    check_accessibility(page)
    screenshot(page, "registry-kolumner-1280")
    page.goto(f"{home}/arenden/2026/1/")
    address = page.get_by_role("link", name="yttrande-over-forstudien").get_attribute("href")
    look_at(page, live_server.url + address.rpartition("/")[0].rpartition("/")[0] + "/", "dokument")


def test_a_case_and_a_record_are_registered_by_keyboard(live_server, browser_page, signed_in, tmp_path):
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
    register_with_a_file_by_keyboard(page, tmp_path)
    sort_by_keyboard(page, live_server)
    assert page.get_by_role("row", name="Svar på remissen").is_visible()
    check_accessibility(page)
    screenshot(page, "registry-demonstration-360")


def register_with_a_file_by_keyboard(page, tmp_path):
    """Register incoming mail by keyboard alone; only the file itself goes past the keyboard, to its field."""
    letter = tmp_path / "svar_pa_remissen.pdf"
    letter.write_bytes(PDF)
    page.goto(page.url.split("/arenden/")[0] + "/handlingar/ny/")
    expect(page.get_by_label("inkommen")).to_be_focused()
    page.keyboard.press("Tab")
    leave_the_day(page)
    for text in ("Övningskommunen", "Svar på remissen", "Yttrande"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    expect(page.get_by_label("Filer")).to_be_focused()
    page.get_by_label("Filer").set_input_files(letter)
    check_accessibility(page)
    screenshot(page, "registry-registrera-360")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Ärende", exact=False).first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/att-sortera/")
    assert page.get_by_text("har fått Hid 2026.1").is_visible()


def leave_the_day(page):
    """The browser's own day field has a stop for year, month and day, and its calendar."""
    while page.evaluate("document.activeElement.name") == "dated_on":
        page.keyboard.press("Tab")


def sort_by_keyboard(page, live_server):
    """Choose the record, type the case's number, press Enter."""
    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    while page.evaluate("document.activeElement.name") != "case":
        page.keyboard.press("Tab")
    page.keyboard.type("2026/1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/arenden/2026/1/")


def test_suggestions_come_as_one_types_and_the_list_goes_on_in_place(
    live_server, browser_page, signed_in, committee, secretary
):
    with scoped(Scope(authorities=frozenset({committee.pk}))):
        for number in range(60):
            a_case(secretary, authority=committee.pk, title=f"Upphandling av skrivare {number}")
    page = browser_page()
    sign_in(page, signed_in("secretary"), live_server)
    home = f"{live_server.url}/e-namnden"
    page.goto(f"{home}/handlingar/ny/")
    page.get_by_label("Rubrik").fill("Upphandling av skrivare 7")
    page.get_by_role("button", name="2026/8").press("Enter")
    expect(page.locator("#id_case")).to_have_value("2026/8 Upphandling av skrivare 7")
    check_accessibility(page)
    screenshot(page, "registry-forslag-1280")
    page.goto(f"{home}/arenden/")
    page.get_by_role("link", name="Visa fler").press("Enter")
    expect(page.locator("table.list tbody tr")).to_have_count(60)
    expect(page.get_by_role("link", name="Visa fler")).to_have_count(0)


def test_many_files_get_their_subjects(live_server, browser_page, signed_in, tmp_path):
    files = [tmp_path / name for name in ("ett_svar.pdf", "tva.pdf")]
    for file in files:
        file.write_bytes(PDF)
    page = browser_page()
    sign_in(page, signed_in("secretary"), live_server)
    page.goto(f"{live_server.url}/e-namnden/handlingar/ny/")
    page.get_by_label("Filer").set_input_files(files)
    expect(page.get_by_label("Rubrik för ett_svar.pdf")).to_have_value("ett svar")
    page.get_by_label("Rubrik för tva.pdf").fill("Det andra svaret")
    check_accessibility(page)
    screenshot(page, "registry-manga-filer-1280")
    page.get_by_role("button", name="Registrera handlingen").click()
    page.wait_for_url("**/att-sortera/")
    assert page.get_by_text("2 handlingar är registrerade").is_visible()
    assert page.get_by_role("row", name="Det andra svaret").is_visible()
