"""The secretary's browser without a network: all is sent once, in its order, and what is refused waits."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from tests.factories.meetings import DAY, an_actor, an_open_meeting
from tests.journeys.browser import check_accessibility, screenshot
from tests.meetings.test_hard_meeting import LIVE, SOON
from tinget.foundation.clock import STOCKHOLM
from tinget.meetings import queries
from tinget.organisation.api import Role

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.usefixtures("today")]


def writes(page, heading, clock, **fields):
    """Write something down on the page that the browser has kept."""
    page.locator("summary").get_by_text(heading, exact=True).click()
    form = page.locator("details[open]").filter(has_text=heading).first.locator("form")
    for name, value in fields.items():
        form.locator(f'[name="{name}"]').select_option(value)
    form.locator('[name="clock"]').fill(clock)
    form.get_by_role("button").click()
    expect(page.locator("#osant-lista")).to_contain_text(f"{clock} {heading}")
    page.locator("summary").get_by_text(heading, exact=True).click()


def hold(_route):
    """Answer nothing, as a server does that is slow."""


def test_a_secretary_without_a_network_loses_nothing(opened, within, committee, settings):
    with within():
        meeting_id, item_id = an_open_meeting(an_actor(Role.SECRETARY, authority=committee.id))
        before = queries.version_of(meeting_id)
    settings.TINGET_TODAY = (DAY + dt.timedelta(days=1)).isoformat()
    page = opened("Sekreterare", LIVE)
    expect(page.locator("#beredd")).to_be_visible(timeout=SOON)

    page.route("**/pagar/version/", hold)
    page.get_by_role("button", name="Ta upp § 4", exact=True).click()
    expect(page.locator("#laget")).to_contain_text("Servern svarar långsamt.", timeout=SOON)
    expect(page.locator("#utan-nat")).to_be_hidden()  # slow is not gone
    page.reload()  # gives up what was held
    page.unroute_all(behavior="ignoreErrors")

    page.context.set_offline(True)
    page.get_by_role("button", name="Ta upp § 4", exact=True).click()
    expect(page.locator("#utan-nat")).to_contain_text("Servern nås inte.")
    page.reload()
    expect(page.locator("main")).to_contain_text("Servern nås inte. Skriv ned det som händer här")
    writes(page, "En punkt tas upp", "14:05", item=str(item_id))
    writes(page, "Klubbslag: överläggningen är slut", "14:07")
    writes(page, "Yrkande", "14:06", by="Kiruna:member", kind="reject")
    writes(page, "Någon kommer eller går", "14:08", seat="Kiruna:member", way="leaves")
    writes(page, "Någon kommer eller går", "14:09", seat="Kiruna:member", way="comes")
    writes(page, "Acklamation", "14:10", outcome="draft")
    writes(page, "Beslut", "14:11", outcome="draft", kind="approve")
    page.reload()
    expect(page.locator("#osant-lista > li")).to_have_count(7)
    expect(page.get_by_text("ej sänt")).to_have_count(7)
    check_accessibility(page, schemes=("light",))
    screenshot(page, "meetings-without-network")
    with within():
        assert queries.version_of(meeting_id) == before

    page.context.set_offline(False)
    expect(page.locator("#osant-lage")).to_contain_text("gick inte att föra in", timeout=SOON)
    expect(page.locator("#osant-lista > li")).to_have_count(3)
    expect(page.locator("#osant-lista > li").first).to_contain_text("reglemente 18 §")
    screenshot(page, "meetings-refused")
    first = page.locator("#osant-lista > li").first
    first.locator("summary").click()
    first.get_by_label("Varför den inte ska föras in").fill("Ledamoten satt bara med som åhörare.")
    first.get_by_role("button", name="Stryk").click()
    expect(page.locator("#osant-lage")).to_contain_text("Allt är infört.", timeout=SOON)
    with within():
        events = queries.live(meeting_id).events[before:]
    assert [one.kind for one in events] == ["item", "motion", "freeze", "leave", "vote", "decide"]
    times = [one.at.astimezone(STOCKHOLM).strftime("%H.%M") for one in events]
    assert times == ["14.05", "14.06", "14.07", "14.08", "14.10", "14.11"]
