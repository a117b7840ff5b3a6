"""The pages of noticeboard and signatures in a real browser: no axe violation, widths and schemes."""

import pytest

from tests.factories.committee import DAY, a_committee, account, acting
from tests.factories.noticeboard import a_notice, posting_of, token_of
from tests.factories.signatures import a_request
from tests.journeys.browser import check_accessibility, screenshot
from tests.noticeboard.conftest import BACKEND
from tests.noticeboard.test_summonses import facts, post
from tinget.foundation.scoping import Scope, scoped
from tinget.signatures import api as signatures

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.urls("tests.noticeboard.urls")]


@pytest.fixture
def committee(transactional_db):
    return a_committee()


@pytest.fixture
def made(committee):
    """A notice and a paper to sign, committed."""
    with scoped(Scope(authorities=frozenset({committee.id}))):
        notice, summons = a_notice(committee.id), post(committee, facts())
        line = signatures.request(a_request(committee.id))
        return {
            "notice": notice,
            "summons": summons,
            "token": token_of(notice, "Kiruna"),
            "posting": posting_of(notice, "Boden"),
            "signer": next(one.id for one in line.signers if one.person_id == acting("Ordförande").person_id),
        }


@pytest.fixture
def sign_in(client, live_server, settings):
    """Return a function that signs a browser page in as a role account."""
    settings.TINGET_DEMO = True  # its role accounts sign in only there

    def sign_in(page, name):
        client.force_login(account(name), backend=BACKEND)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return sign_in


def look(page, address, name):
    page.goto(address)
    check_accessibility(page)
    screenshot(page, name)
    page.set_viewport_size({"width": 360, "height": 900})
    screenshot(page, f"{name}-360")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_link_is_one_click(live_server, browser_page, made, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    page = browser_page(scripts=False)
    page.goto(f"{live_server.url}/anslag/{made['token']}/")
    page.get_by_role("button", name="Bekräfta att anslaget sitter uppe").click()
    page.get_by_text("Anslaget sitter uppe sedan 23 november 2026.").wait_for()
    page.close()
    page = browser_page()
    look(page, f"{live_server.url}/anslag/{made['token']}/", "noticeboard-link-up")
    look(page, f"{live_server.url}/anslag/fel/", "noticeboard-link-unknown")
    look(page, f"{live_server.url}/e-namnden/anslagstavla/", "noticeboard-board")
    look(page, f"{live_server.url}/e-namnden/anslagstavla/kiruna/", "noticeboard-copy")


def test_the_pages_of_staff_and_registrars(live_server, browser_page, made, settings, sign_in):
    settings.TINGET_TODAY = DAY.isoformat()
    page = browser_page()
    sign_in(page, "Registrator, Boden")
    look(page, f"{live_server.url}/anslagsuppgifter/", "noticeboard-tasks")
    look(page, f"{live_server.url}/anslagsuppgifter/{made['posting']}/", "noticeboard-task")
    page = browser_page()
    sign_in(page, "Sekreterare")
    address = f"{live_server.url}/e-namnden/anslagstavla/{made['notice']}/"
    look(page, address, "noticeboard-notice")
    look(page, f"{address}boden/", "noticeboard-enter")
    look(page, f"{live_server.url}/e-namnden/anslagstavla/kiruna/avisering/", "noticeboard-hook")
    look(page, f"{live_server.url}/e-namnden/anslagstavla/kallelser/", "noticeboard-summonses")
    look(page, f"{live_server.url}/e-namnden/anslagstavla/{made['summons']}/", "noticeboard-summons")
    look(page, f"{address}overklagande/", "noticeboard-appeal")
    page.get_by_label("Vilken dag kom överklagandet in?").fill(DAY.isoformat())
    page.get_by_label("§ 15").check()
    page.get_by_role("button", name="Anteckna överklagandet").click()
    page.get_by_text("Överklagandet är antecknat.").wait_for()
    look(page, f"{address}laga-kraft/", "noticeboard-legal-force")


def test_signing_by_keyboard(live_server, browser_page, made, settings, sign_in):
    settings.TINGET_TODAY = DAY.isoformat()
    page = browser_page()
    sign_in(page, "Ordförande")
    look(page, f"{live_server.url}/underskrifter/", "signatures-waiting")
    look(page, f"{live_server.url}/underskrifter/{made['signer']}/", "signatures-signing")
    page.get_by_role("button", name="Skriv under protokollet").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Du har skrivit under protokollet.").wait_for()
    check_accessibility(page)
    screenshot(page, "signatures-signed")
