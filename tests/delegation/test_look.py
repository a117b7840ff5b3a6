"""The pages of delegation, disposal and personal data in a real browser: axe, both widths, light and dark."""

import datetime as dt

import pytest

from tests.factories.delegation import a_delegated_decision, a_scheme, point_of
from tests.factories.disposal import DAY, TABLE, a_plan, an_archivist, an_old_record
from tests.factories.registry import a_case, a_secretary, an_authority
from tests.journeys.browser import check_accessibility, screenshot
from tinget.disposal import actions, queries
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation.api import system_actor
from tinget.organisation.models import Account, Mandate, Person

pytestmark = [pytest.mark.journey, pytest.mark.slow]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def committee(transactional_db, settings):
    settings.TINGET_TODAY = DAY.isoformat()
    return an_authority()


@pytest.fixture
def run_id(committee):
    """A scheme with a decision in a case, a plan, a hold and a proposal with an exception."""
    secretary, archivist = a_secretary(committee.pk), an_archivist(committee.pk)
    with scoped(Scope(authorities=frozenset({committee.pk}))):
        scheme = a_scheme(secretary, authority=committee.pk)
        case = a_case(secretary, authority=committee.pk, title="Avrop av skrivare till biblioteken")
        more = {"authority": committee.pk, "case_id": case}
        a_delegated_decision(secretary, point=point_of(scheme, "2.1"), **more)
        a_delegated_decision(secretary, point=point_of(scheme, "2.3"), **more)
        a_plan(archivist, authority=committee.pk)
        an_old_record(secretary, authority=committee.pk)
        an_old_record(secretary, authority=committee.pk, title="Yttrande över en förstudie")
        actions.place_hold(
            archivist, authority=committee.pk, reason="Begärd för revision", first=DAY, class_code="2.3"
        )
        made = actions.propose_run(secretary, authority=committee.pk, day=DAY)
        worker = system_actor(committee.pk)
        while actions.propose_batch(worker, authority=committee.pk, run_id=made):
            pass
        first = queries.proposals(committee.pk, made)[0][0]
        actions.except_record(
            archivist, authority=committee.pk, run_id=made, proposal_id=first.id, reason="Forskning"
        )
    return made


@pytest.fixture
def sign_in(client, live_server, committee):
    def sign_in(page, role, name):
        person = Person.objects.create(key=role, name=name)
        Mandate.objects.create(
            person=person,
            role=role,
            authority=committee,
            first=dt.date(2023, 1, 1),
            until_further_notice=True,
        )
        client.force_login(Account.objects.create_user(f"{role}@example.se", person=person), backend=BACKEND)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])

    return sign_in


def look(page, address, name):
    page.goto(address)
    check_accessibility(page)
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        screenshot(page, f"{name}-{width}")
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_pages_of_delegation(live_server, browser_page, run_id, sign_in):
    page, home = browser_page(), f"{live_server.url}/e-namnden"
    look(page, f"{home}/delegationsordning/", "delegation-scheme")
    look(page, f"{home}/delegationsordning/?dag=2020-01-01", "delegation-scheme-none")
    look(page, f"{home}/informationshanteringsplan/", "disposal-plan")
    sign_in(page, "secretary", "Sara Sekreterare")
    look(page, f"{home}/delegationsbeslut/", "delegation-register")
    look(page, f"{home}/delegationsbeslut/nytt/?arende=2026-1", "delegation-record")
    look(page, f"{home}/beslut/2026/D-2/", "delegation-decision")
    look(page, f"{home}/arenden/2026/1/", "delegation-case")
    look(page, f"{home}/delegationsbeslut/anmalan/", "delegation-report")
    look(page, f"{home}/delegationsordning/ny/", "delegation-adopt")
    page.get_by_role("button", name="Pröva tabellen").click()
    page.get_by_role("alert").wait_for()
    check_accessibility(page)


def test_a_decision_is_recorded_by_keyboard(live_server, browser_page, run_id, sign_in):
    page = browser_page()
    sign_in(page, "secretary", "Sara Sekreterare")
    page.goto(f"{live_server.url}/e-namnden/delegationsbeslut/nytt/")
    page.get_by_label("Punkt i delegationsordningen").select_option(index=1)
    for field, text in (
        ("decided_by", "Lisa Nilsson"),
        ("title", "Avrop av stolar"),
        ("text", "Samordnaren avropar stolar."),
        ("amount", "900000"),
    ):
        page.locator(f"#id_{field}").fill(text)
    page.get_by_label("Rubrik").press("Enter")
    page.get_by_text("som punkt 2.1 gäller till").first.wait_for()
    check_accessibility(page)
    screenshot(page, "delegation-record-refused")


def test_the_pages_of_disposal(live_server, browser_page, run_id, sign_in):
    page, home = browser_page(), f"{live_server.url}/e-namnden"
    sign_in(page, "archivist", "Arvid Arkivarie")
    look(page, f"{home}/gallring/", "disposal-overview")
    look(page, f"{home}/gallring/stopp/nytt/", "disposal-hold")
    look(page, f"{home}/gallring/{run_id}/", "disposal-run")
    look(page, f"{home}/gallring/{run_id}/genomfor-inte/", "disposal-abandon")
    look(page, f"{home}/gallring/{run_id}/bekrafta/", "disposal-confirm")
    page.get_by_role("button", name="Gallra 1 handling").click()
    page.get_by_role("alert").wait_for()
    check_accessibility(page)
    page.goto(f"{home}/gallring/{run_id}/")
    page.get_by_role("link", name="Undanta Hid").first.click()
    check_accessibility(page)
    screenshot(page, "disposal-except")
    page.goto(f"{home}/informationshanteringsplan/ny/")
    page.get_by_label("Namn").fill("Plan 2026")
    page.get_by_label("Antagen genom").fill("§ 3/2026")
    page.get_by_label("Gäller från och med").fill("2026-12-01")
    page.get_by_label("Reglerna som text").fill(TABLE)
    page.get_by_role("button", name="Pröva tabellen").click()
    page.get_by_role("button", name="För in planen").wait_for()
    check_accessibility(page)
    screenshot(page, "disposal-adopt-tried")


def test_the_pages_of_personal_data(live_server, browser_page, run_id, sign_in):
    page, home = browser_page(), f"{live_server.url}/e-namnden"
    sign_in(page, "archivist", "Arvid Arkivarie")
    look(page, f"{home}/personuppgifter/", "personal-data-processing")
    page.goto(f"{home}/personuppgifter/sok/")
    page.get_by_label("Namn, e-postadress").fill("Kalle Kula")
    page.locator("#innehall").get_by_role("button", name="Sök", exact=True).click()
    page.get_by_role("button", name="Gör ett utdrag som PDF").wait_for()
    check_accessibility(page)
    screenshot(page, "personal-data-found")
