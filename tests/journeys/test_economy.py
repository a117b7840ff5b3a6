"""A year of the economy in a browser: budget, consultation, keys, agenda, bills, and who joins in July."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.economy.test_economy import COMPARED
from tests.economy.test_look import a_whole_committee, look, sign_in
from tests.factories import meetings as factory
from tests.factories.committee import DAY, acting
from tests.factories.registry import a_case
from tests.journeys.walking import Walker
from tinget.foundation.scoping import Scope, scoped

pytestmark = [pytest.mark.journey, pytest.mark.slow]

DECISION = "Luleå kommunfullmäktige 2026-11-23 § 210"
YEAR = {"year": "2027", "issued_on": "2027-01-15", "due_on": "2027-02-15"}


@pytest.fixture
def coordinator(live_server, browser_page, transactional_db, client, settings):
    committee = a_whole_committee()
    settings.TINGET_TODAY = DAY.isoformat()
    settings.TINGET_DEMO = True
    walker = Walker(browser_page(scripts=True), f"{live_server.url}/e-namnden/ekonomi/")
    sign_in(walker.page, live_server, client)
    with scoped(Scope(authorities=frozenset({committee.id}))):
        secretary = acting("Sekreterare")
        factory.a_planned_meeting(secretary)
        a_case(secretary, authority=committee.id, title="Budget 2027")
    return walker


def fill_in(walker, **fields):
    """Fill the fields that have these names: a label may begin as another does."""
    for name, text in fields.items():
        walker.page.locator(f"[name={name}]").fill(text)


def seen(walker, name):
    look(walker.page, walker.page.url, name)
    walker.page.set_viewport_size({"width": 1280, "height": 900})


def test_next_years_budget_is_set_consulted_about_and_adopted(coordinator):
    coordinator.go("ny-tabell/?ar=2027")
    seen(coordinator, "economy-enter")
    coordinator.press("Spara som utkast")
    coordinator.follow("Samråd")
    coordinator.follow("Anteckna att samrådet är skickat")
    seen(coordinator, "economy-ask")
    fill_in(coordinator, sent_on="2026-11-02", answer_by="2026-11-20")
    coordinator.fill("E-post för påminnelser, Boden", "ekonomi@example.se")
    coordinator.press("Anteckna att samrådet är skickat")
    coordinator.told("Sista svarsdagen har gått")
    coordinator.follow("Anteckna ett svar")
    seen(coordinator, "economy-answer")
    coordinator.page.get_by_label("Kommun").select_option("Kalix")
    fill_in(coordinator, answered_on="2026-11-10")
    coordinator.fill("Svaret i ord", "Kommunen tillstyrker förslaget.")
    coordinator.press("Anteckna svaret")
    coordinator.told("1 tillstyrker.")
    seen(coordinator, "economy-consultation")
    coordinator.follow("Anteckna värdkommunens beslut")
    fill_in(coordinator, decision=DECISION, decided_on="2026-11-23")
    coordinator.press("Anteckna beslutet")
    coordinator.told(DECISION)
    coordinator.follow("Samråd")
    coordinator.told("Fullmäktige som inte har fått rapporten")


def test_two_keys_are_compared_one_goes_by_the_agenda_to_the_bills_and_somebody_joins_in_july(coordinator):
    coordinator.go(f"prova/?{urlencode(COMPARED)}")
    coordinator.press("Spara nyckel B som utkast")
    coordinator.follow("Lägg fram för nämnden")
    seen(coordinator, "economy-propose")
    coordinator.press("Registrera tabellen och sätt upp punkten")
    coordinator.told("Fördelningen står på dagordningen")
    adopt(coordinator)
    coordinator.go("ny-fordelning/")
    coordinator.fill("Tjänst", "Anslutning till E-arkiv")
    coordinator.fill("Fast belopp per kommun", "40000")
    for box in coordinator.page.get_by_label("Deltar,").all():
        box.set_checked((box.get_attribute("aria-label") or "").endswith(", Arvidsjaur"))
    coordinator.press("Räkna")
    coordinator.press("Spara som utkast")
    adopt(coordinator, billing="engångsavgift")
    coordinator.go("kommun/arvidsjaur/")
    coordinator.told("Anslutning till E-arkiv")
    coordinator.go("fakturor/?ar=2027")
    coordinator.page.get_by_label("engångsavgift").check()
    fill_in(coordinator, **YEAR)
    coordinator.press("Gör fakturorna")
    coordinator.told("13 fakturor är gjorda.")
    coordinator.follow("2027-2")
    coordinator.told("Anslutning till E-arkiv 2027")
    coordinator.told("E-arkiv 2027")


def adopt(walker, *, billing=None):
    walker.follow("Anta fördelningen")
    walker.fill("Beslut", DECISION)
    if billing:
        walker.page.get_by_label("Hur den faktureras").select_option(billing)
    walker.press("Anteckna beslutet och visa för alla")
    walker.told(DECISION)


def test_the_forms_of_attest_and_the_years_liquidity(coordinator):
    coordinator.go("attestratter/")
    coordinator.page.get_by_label("Person").select_option("Sekreterare")  # nobody gives themselves a right
    fill_in(coordinator, first="2026-01-01")
    coordinator.fill("Beslut", "Nämnden § 5")
    coordinator.press("Ge attesträtten")
    coordinator.told("Låt upphöra i dag")
    seen(coordinator, "economy-rights")
    coordinator.go("leverantorsfakturor/ny/")
    seen(coordinator, "economy-receive")
    coordinator.fill("Leverantör", "DEMONSTRATION AB")
    coordinator.fill("Fakturans nummer", "17")
    fill_in(coordinator, issued_on="2026-11-02", due_on="2026-12-02")
    coordinator.fill("Raderna", "rad;text;belopp\nE-arkiv;Licens;1000")
    coordinator.press("Ta emot fakturan")
    expect(coordinator.page.locator("body")).to_contain_text("väntar på sakgranskning")
    seen(coordinator, "economy-supplier-invoice")
    coordinator.go("ar/2026/likviditet/")
    coordinator.told("december")
    seen(coordinator, "economy-liquidity")
