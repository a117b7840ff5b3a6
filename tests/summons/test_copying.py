"""Reading without a network: a copy in a real browser, notes sent once, and nothing left behind."""

import uuid

import pytest
from django.db import connections
from playwright.sync_api import expect

from tests.factories.summons import HERE, a_summons, item_of
from tests.journeys.browser import check_accessibility, screenshot
from tinget.organisation.models import Account, Mandate
from tinget.summons import queries

pytestmark = [pytest.mark.journey, pytest.mark.slow]
READ, COPY = f"{HERE}las/", f"{HERE}las/kopia/"
SOON = 15_000  # milliseconds, on a machine with much else to do


@pytest.fixture
def db(transactional_db):
    """Let the server's thread see what the test makes."""


@pytest.fixture
def called(secretary, meeting_id, within, committee):
    """Send a summons; returns the member who reads."""
    with within():
        a_summons(secretary, meeting_id=meeting_id)
    name = "Ledamot, Boden"
    return Account.objects.get(person__name=name, person__is_demonstration=True).person_id


def notes(within, meeting_id, person):
    with within():
        return [one.text for lines in queries.notes_of(meeting_id, person).values() for one in lines]


def test_a_note_that_waited_is_kept_once_and_a_refused_one_is_told(sign_in, within, meeting_id, called):
    reader = sign_in("Ledamot, Boden")
    told = reader.get(COPY).json()
    assert told["person"] == str(called)
    assert [one["href"] for one in told["files"] if one["href"].endswith("/u.pdf")]
    assert sum(one["is_page"] for one in told["files"]) == 2
    with within():
        note = {"item": item_of(meeting_id), "text": "Vem betalar?", "key": str(uuid.uuid4())}
    for _again in range(2):
        assert reader.post(COPY, note).json()["state"] == "done"
    assert notes(within, meeting_id, called) == ["Vem betalar?"]
    refused = reader.post(COPY, note | {"item": 999_999, "key": str(uuid.uuid4())}).json()
    assert refused == {"state": "refused", "message": "Punkten står inte längre på dagordningen."}
    assert sign_in("Registrator, Kiruna").get(COPY).status_code in {403, 404}


def highlight(page):
    """Select a proposal, highlight it by one press, and take it away again."""
    item = page.locator("section", has=page.get_by_role("heading", name="4. Budget 2027"))
    proposal = item.locator("p", has_text="godkänner")
    proposal.click(click_count=3)
    press = page.get_by_role("button", name="Stryk för de markerade orden")
    expect(press).to_be_visible()
    screenshot(page, f"summons-highlight-{page.viewport_size['width']}")
    with page.expect_navigation():
        press.tap() if page.viewport_size["width"] < 500 else press.click()
    expect(proposal.first.locator("mark")).to_have_text("E-nämnden godkänner budgeten.")
    check_accessibility(page, widths=(page.viewport_size["width"],), schemes=("light",))
    screenshot(page, f"summons-highlighted-{page.viewport_size['width']}")
    with page.expect_navigation():
        item.get_by_role("button", name="Ta bort anteckning 1 vid punkt 4").click()
    expect(item.locator("mark")).to_have_count(0)


def test_papers_and_notes_without_a_network_until_signing_out(
    live_server, browser_page, sign_in, within, meeting_id, called
):
    page = browser_page(scripts=True)
    session = sign_in("Ledamot, Boden").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    phone = browser_page(390)
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    for reading in (phone, page):
        reading.goto(f"{live_server.url}{READ}")
        highlight(reading)
    page.get_by_role("button", name="Spara för läsning utan nät").click()
    expect(page.locator("#kopians-lage")).to_contain_text("sparade på den här enheten", timeout=SOON)
    check_accessibility(page, schemes=("light",))
    screenshot(page, "summons-copy-1280")

    page.context.set_offline(True)
    page.goto(f"{live_server.url}{READ}")
    expect(page.locator("main")).to_contain_text("Det här är en kopia, sparad")
    page.get_by_text("Anteckna vid punkt 4").click()
    form = page.locator("details[open] form")
    form.get_by_label("Anteckning").fill("Utan nät: vem betalar?")
    form.get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Inte skickad än")
    page.reload()
    expect(page.locator("main")).to_contain_text("Utan nät: vem betalar?")
    for words, told in (("BUDGET förslag", "4. Budget 2027"), ("krokodil", "Orden finns inte i kopian.")):
        page.get_by_label("Sök i handlingarna").fill(words)
        page.get_by_role("button", name="Sök", exact=True).last.click()
        expect(page.locator("#funnet")).to_contain_text(told)
    screenshot(page, "summons-copy-offline")
    page.locator("#kopians-innehall").get_by_role("link", name="Underlag").click()
    expect(page.locator("h1")).to_contain_text("Underlag")
    expect(page.locator("main")).to_contain_text("Det här är en kopia, sparad")
    file = page.get_by_role("link", name="u.pdf").first.get_attribute("href")
    assert page.evaluate("(file) => caches.match(file).then((found) => found.text())", file).startswith(
        "%PDF"
    )
    assert notes(within, meeting_id, called) == []

    page.context.set_offline(False)
    page.goto(f"{live_server.url}{READ}")
    expect(page.locator("main")).to_contain_text("Skickad. Anteckningen är sparad.", timeout=SOON)
    assert notes(within, meeting_id, called) == ["Utan nät: vem betalar?"]
    page.goto(f"{live_server.url}/logga-ut/")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url(f"{live_server.url}/")
    assert page.evaluate("caches.keys()") == []


def test_papers_that_are_no_longer_somebodys_go_from_the_device(
    live_server, browser_page, sign_in, committee, called
):
    page = browser_page(scripts=True)
    session = sign_in("Ledamot, Boden").cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.goto(f"{live_server.url}{READ}")
    page.get_by_role("button", name="Spara för läsning utan nät").click()
    expect(page.locator("#kopians-lage")).to_contain_text("sparade på den här enheten", timeout=SOON)
    Mandate.objects.filter(person_id=called).update(last="2026-11-02", until_further_notice=False)
    connections.close_all()
    page.goto(f"{live_server.url}{READ}")
    assert page.evaluate("caches.keys()") == []
