"""The pages of documents in a real browser: no axe violation, both widths; writing by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.committee import DAY, a_committee, account, acting
from tests.factories.documents import AT, a_document, a_pdf, a_version
from tests.journeys.browser import check_accessibility, screenshot
from tinget.documents import jobs
from tinget.documents.actions import staff_reports as acts
from tinget.documents.queries import staff_reports as reads
from tinget.foundation.scoping import Scope, scoped

pytestmark = [pytest.mark.journey, pytest.mark.slow]


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LONG = "Nämnden har under året arbetat med den gemensamma plattformen för e-tjänster i Norrbotten."


@pytest.fixture
def committee(transactional_db):
    return a_committee()


@pytest.fixture
def sign_in(client, live_server, settings, browser_page):
    """Return a function that opens a page of somebody in a role."""
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()

    def sign_in(name, width=1280, *, scripts=True):
        client.force_login(account(name), backend=BACKEND)
        page = browser_page(width, scripts=scripts)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return sign_in


@pytest.fixture
def within(committee):
    actor = acting("Sekreterare")
    return lambda: scoped(Scope(frozenset({committee.id}), public=True, person=actor.person_id))


@pytest.fixture
def document(committee, within):
    """A document with two versions that have been read and drawn."""
    actor = acting("Sekreterare")
    with within():
        made = a_document(actor, authority=committee.id, content=a_pdf("Nämnden godkänner rapporten", LONG))
        content = a_pdf("Nämnden avslår rapporten", LONG, "En sida till")
        second = a_version(actor, document_id=made.id, authority=committee.id, content=content)
    for line in (made.latest, second):
        jobs.prepare(authority=committee.id, version_id=line.id)
    jobs.prepare(authority=committee.id, version_id=second.id, kinds=["pdfa"])
    return made


@pytest.fixture
def report(committee, within):
    with within():
        return acts.begin_staff_report(
            acting("Sekreterare"), authority=committee.id, title="Delårsrapport 2", at=AT,
            facts=[("Ärende", "2023/15-2.2.0.2"), ("Handläggare", "Lisa Nilsson")],
            body="<h2>Bakgrund</h2><p>Se planen<small>Antagen 2022</small>.</p>"
            "<table><tr><th>Konto</th><th>Kr</th></tr><tr><td>Hyra</td><td>12 000</td></tr></table>",
        )  # fmt: skip


def look(page, address, name):
    page.goto(address)
    check_accessibility(page)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        screenshot(page, f"documents-{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_pages_are_for_everybody(live_server, sign_in, document, committee, within):
    page, home = sign_in("Sekreterare"), f"{live_server.url}/e-namnden"
    place = f"{home}/dokument/{document.id}"
    look(page, f"{place}/", "dokument")
    look(page, f"{place}/ny-version/", "ny-version")
    look(page, f"{place}/jamfor/", "jamfor")
    look(page, f"{place}/jamfor/?vy=sida", "jamfor-sida")
    look(page, f"{place}/2/text/", "text")
    look(page, f"{home}/dokumentmallar/", "mallar-inga")
    page.get_by_role("button", name="Lägg in Tingets mall").click()
    look(page, f"{home}/dokumentmallar/", "mallar")
    page.get_by_role("link", name="Tjänsteskrivelse", exact=True).click()
    page.wait_for_url(re.compile(r"dokumentmallar/\d+/"))
    look(page, page.url, "fyll-mall")
    look(page, f"{home}/dokument/ny-tjansteskrivelse/", "ny-skrivelse")
    page.goto(f"{place}/")
    page.get_by_role("button", name="Checka ut").click()
    page.get_by_text("Du har checkat ut dokumentet till").wait_for()
    other = sign_in("Samordnare")
    look(other, f"{place}/", "utcheckat")
    look(other, f"{place}/bryt-utcheckning/", "bryt")


def test_a_report_is_written_by_keyboard_saved_by_itself_and_made_a_version(
    live_server, sign_in, report, within
):
    page = sign_in("Sekreterare")
    look(page, f"{live_server.url}/e-namnden/dokument/{report}/skriv/", "skriv")
    text = page.get_by_role("textbox", name="Text")
    expect(text).to_be_visible()
    page.goto(page.url)
    text.focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+Home")
    page.keyboard.type("Ny mening. ")
    page.get_by_text("Sparat").wait_for()
    with within():
        assert "Ny mening." in reads.report(report).body
    page.get_by_role("button", name="Punktlista").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name="Numrerad lista")).to_be_focused()
    text.focus()
    page.keyboard.press("Control+Home")
    page.get_by_role("button", name="Tabell", exact=True).press("Enter")
    for words in ("Konto", "Utfall", "Avvikelse", "I cellen"):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Ny rad")).to_be_visible()
    check_accessibility(page)
    page.get_by_role("button", name="Spara som version").press("Enter")
    page.get_by_text("är sparad, som PDF och Word-dokument").wait_for()
    page.get_by_text("I cellen").first.wait_for()
    look(page, page.url, "skrivelse")


def test_nothing_is_lost_without_contact_or_when_two_write(live_server, sign_in, report, within):
    address = f"{live_server.url}/e-namnden/dokument/{report}/skriv/"
    page = sign_in("Sekreterare")
    page.goto(address)
    text = page.get_by_role("textbox", name="Text")
    page.get_by_role("toolbar", name="Form").wait_for()  # till then the plain area has the name
    page.context.set_offline(True)
    text.focus()
    page.keyboard.press("Control+Home")
    page.keyboard.type("Utan kontakt. ")
    page.get_by_text("Inte sparat än").wait_for()
    with within():
        acts.save_staff_report(
            acting("Samordnare"), document_id=report, body="<p>Den andres text</p>", revision=1,
            writing="00000000-0000-0000-0000-000000000001", at=AT,
        )  # fmt: skip
    page.context.set_offline(False)
    page.get_by_text("båda texterna finns kvar").wait_for()
    page.goto(address)
    expect(page.get_by_role("textbox", name="Text")).to_contain_text("Den andres text")
    page.get_by_text("Läs den").click()
    expect(page.get_by_role("region", name="Texten som ligger bredvid")).to_contain_text("Utan kontakt.")
    look(page, address, "tva-skriver")
    page.get_by_role("button", name="Lägg undan den").click()
    page.get_by_text("Texten som låg bredvid är undanlagd").wait_for()


def test_without_scripts_the_same_text_is_written_in_plain(live_server, sign_in, report):
    page = sign_in("Sekreterare", scripts=False)
    page.goto(f"{live_server.url}/e-namnden/dokument/{report}/skriv/")
    area = page.get_by_label(re.compile("^Text"))
    assert "Se planen^[Antagen 2022]." in area.input_value()
    area.fill("## Nytt\n\n- ett")
    page.get_by_role("button", name="Spara som version").click()
    page.get_by_text("Version 1 är sparad").wait_for()


def test_the_page_that_is_written_on_is_under_350_kilobytes(live_server, sign_in, report):
    page = sign_in("Sekreterare")
    answers = []
    page.on("requestfinished", lambda request: answers.append(request))  # noqa: PLW0108 -- must be a function
    page.goto(f"{live_server.url}/e-namnden/dokument/{report}/skriv/")
    page.get_by_role("textbox", name="Text").wait_for()
    sizes = {request.url: request.sizes()["responseBodySize"] for request in answers}
    assert sum(sizes.values()) < 350_000, sizes
    assert len(sizes) <= 8, sizes
