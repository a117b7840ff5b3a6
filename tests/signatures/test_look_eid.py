"""Signing with an e-identity in a real browser: followed in the app, and carried to a service elsewhere."""

import pytest

from tests.factories.committee import DAY, a_committee
from tests.factories.signatures import a_real_request
from tests.fakes.bankid import BankIdDouble
from tests.journeys.browser import check_accessibility, screenshot
from tinget.foundation import clock
from tinget.foundation.jobs import jobs_of
from tinget.foundation.scoping import Scope, scoped
from tinget.signatures import queries
from tinget.signatures.actions import CLOSE_LEFT
from tinget.signatures.jobs import close_left
from tinget.signatures.models import Signer

pytestmark = [pytest.mark.journey, pytest.mark.slow]
SOON = 100  # tenths of a second, on a machine with much else to do


@pytest.fixture
def bankid(tmp_path, data_folder, settings):
    double = BankIdDouble(tmp_path, now=clock.now)
    settings.TINGET_BANKID = double.install(data_folder / "keys" / "bankid")
    double.script = [("pending", "outstandingTransaction"), ("pending", "userSign"), ("failed", "userCancel")]
    settings.TINGET_SIGN_SERVICE = "https://underskrift.example/sign"
    own = data_folder / "keys" / "underskriftstjanst"
    own.mkdir()
    (own / "own.pem").write_bytes(double.authority.machine("Prov-kund").pem)
    yield double
    double.close()


@pytest.fixture
def outside(transactional_db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    committee = a_committee()
    with scoped(Scope(authorities=frozenset({committee.id}))):
        asked = a_real_request(committee.id)
        signer = Signer.objects.get(request_id=asked, person=None)
        return committee.id, signer.pk, queries.link_of(f"signatures.signer:{signer.pk}")


def left_pages(page, authority):
    """Wait for the two times that the page told it was left; return what was asked for then, in order."""
    for _moment in range(SOON):
        with scoped(Scope(authorities=frozenset({authority}))):
            asked = [one.arguments for one in jobs_of(authority) if one.name == CLOSE_LEFT]
        if len(asked) > 1:
            break
        page.wait_for_timeout(100)
    return reversed(asked)


def test_an_outsider_follows_bankid_until_it_ends(bankid, outside, live_server, browser_page):
    authority, signer_id, link = outside
    page = browser_page()
    page.goto(f"{live_server.url}/{link.split('//')[1].partition('/')[2]}")
    page.get_by_role("button", name="Skicka en kod till min e-post").press("Enter")
    with scoped(Scope(authorities=frozenset({authority}))):
        code = queries.code_of(Signer.objects.get(pk=signer_id))
    page.get_by_label("Koden i brevet").fill(code)
    page.get_by_label("Koden i brevet").press("Enter")
    page.get_by_role("button", name="Skriv under med BankID").press("Enter")
    image = page.get_by_alt_text("Kod att läsa av med BankID")
    image.wait_for()
    first = image.get_attribute("src")
    check_accessibility(page)
    screenshot(page, "bankid-kod")
    page.get_by_text("Läs texten i appen").wait_for()
    assert image.is_hidden()
    assert page.locator("#kod img").get_attribute("src") != first
    page.get_by_text("Du avbröt i appen").wait_for()
    check_accessibility(page)
    screenshot(page, "bankid-avbruten")
    page.get_by_role("link", name="Tillbaka till handlingen").press("Enter")
    bankid.script = [("pending", "outstandingTransaction")]
    page.get_by_role("button", name="Skriv under med BankID").press("Enter")
    image.wait_for()
    left = list(bankid.orders)[-1]
    with page.expect_request(lambda one: one.method == "POST" and "json" in one.headers["accept"]):
        page.reload()  # the order goes on
    image.wait_for()
    page.get_by_role("navigation", name="Du är här").get_by_role("link").last.press("Enter")
    page.get_by_role("button", name="Skriv under med BankID").wait_for()
    reloaded, gone = left_pages(page, authority)
    close_left(**reloaded)
    assert left not in bankid.cancelled
    close_left(**gone)
    assert left in bankid.cancelled  # whoever leaves the page has broken off
    page.get_by_role("button", name="Skriv under med underskriftstjänsten").press("Enter")
    onward = page.get_by_role("button", name="Fortsätt till underskriftstjänsten")
    onward.wait_for()
    check_accessibility(page)
    screenshot(page, "underskriftstjanst")
