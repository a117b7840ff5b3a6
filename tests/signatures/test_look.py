"""The pages of asking and of signing by a link, in a real browser: axe, both widths, by keyboard."""

import pytest

from tests.factories.committee import DAY, a_committee, account, acting
from tests.factories.documents import a_document
from tests.factories.signatures import a_request_outside
from tests.journeys.browser import check_accessibility, screenshot
from tinget.foundation.scoping import Scope, scoped
from tinget.signatures import queries
from tinget.signatures.models import Signer

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def asked(transactional_db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, DAY.isoformat()
    committee = a_committee()
    with scoped(Scope(authorities=frozenset({committee.id}))):
        (request_id,) = a_request_outside(committee.id)
        document = a_document(acting("Handläggare"), authority=committee.id).id
        signer = Signer.objects.get(request_id=request_id, person=None)
        return (
            committee.id,
            request_id,
            document,
            signer.pk,
            queries.link_of(f"signatures.signer:{signer.pk}"),
        )


def test_an_outsider_reads_with_a_code_and_the_asker_follows(asked, live_server, browser_page):
    authority, request_id, document, signer_id, link = asked
    page = browser_page()
    page.goto(f"{live_server.url}/{link.split('//')[1].partition('/')[2]}")
    page.get_by_role("button", name="Skicka en kod till min e-post").press("Enter")
    page.get_by_text("En kod är på väg").wait_for()
    check_accessibility(page)
    screenshot(page, "underskrift-kod")
    with scoped(Scope(authorities=frozenset({authority}))):
        code = queries.code_of(Signer.objects.get(pk=signer_id))
    page.get_by_label("Koden i brevet").fill(code)
    page.get_by_label("Koden i brevet").press("Enter")
    page.get_by_role("button", name="Skriv under handlingen").wait_for()
    check_accessibility(page)
    screenshot(page, "underskrift-lank")
    page.goto(f"{live_server.url}/logga-in/")
    page.request.post(
        f"{live_server.url}/demonstration/roll/",
        form={
            "person": str(account("Handläggare").person_id),
            "csrfmiddlewaretoken": page.locator("[name=csrfmiddlewaretoken]").first.input_value(),
        },
    )
    for name, address in (
        ("folj", f"{request_id}/"),
        ("lista", ""),
        ("begar", f"begar/?dokument={document}"),
    ):
        page.goto(f"{live_server.url}/e-namnden/underskrifter/{address}")
        check_accessibility(page)
        screenshot(page, f"underskrifter-{name}")
