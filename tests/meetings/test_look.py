"""The pages of meetings in a real browser: no axe violation, both widths, light and dark."""

import io

import pikepdf
import pytest

from tests.factories.meetings import (
    AT,
    a_case,
    a_case_item,
    a_closed_meeting,
    a_planned_meeting,
    an_actor,
    everybody_there,
    handle_everything,
    the_october_meeting,
)
from tests.journeys.browser import check_accessibility, screenshot
from tests.meetings.addresses import HERE, LIST
from tinget.meetings import actions, queries
from tinget.meetings import api as meetings
from tinget.organisation.api import Role, system_actor

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.usefixtures("today")]


@pytest.fixture
def page_of(live_server, browser_page, sign_in):
    """Give what opens a browser page signed in as a role."""

    def signed_in(role):
        page = browser_page()
        cookie = sign_in(role).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return page

    return signed_in


@pytest.fixture
def desk(page_of):
    """Open a browser page signed in as the secretary."""
    return page_of("Sekreterare")


@pytest.fixture
def look(live_server):
    def looked(page, address, name):
        page.goto(f"{live_server.url}{address}")
        check_accessibility(page)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            screenshot(page, f"meetings-{name}-{width}")
        page.set_viewport_size({"width": 1280, "height": 900})

    return looked


def test_before_the_meeting(desk, look, within, committee):
    with within():
        secretary = an_actor(Role.SECRETARY, authority=committee.id)
        meeting_id = a_planned_meeting(secretary)
        a_case_item(secretary, meeting_id=meeting_id)
        a_case(secretary, title="Delårsrapport 2 2026")
    look(desk, f"{LIST}nytt/", "plan")
    look(desk, HERE, "planned")
    look(desk, f"{HERE}dagordning/", "agenda")
    look(desk, f"{HERE}dagordning/tider/", "times-of-items")
    for name in ("lista", "rostlista"):
        look(desk, f"{HERE}narvaro/{name}/", name)
        with pikepdf.open(io.BytesIO(desk.pdf(prefer_css_page_size=True))) as printed:
            assert len(printed.pages) == 1
    look(desk, f"{HERE}oppna/", "open")
    look(desk, f"{HERE}stall-in/", "cancel")


def the_budget_is_contested(secretary, meeting_id, item_id):
    """Take the item up, with a conflict of interest, a late arrival and two motions."""
    actions.take_up_item(secretary, item_id=item_id, at=AT)
    for kind, values in (
        ("leave", {"municipality": "Boden", "as": "member", "reason": "conflict"}),
        ("arrive", {"municipality": "Boden", "as": "substitute", "remote": True}),
        ("motion", {"id": "1", "by": {"municipality": "Kiruna", "as": "member"}, "kind": "reject"}),
        ("support", {"id": "1", "by": [{"municipality": "Älvsbyn", "as": "member"}]}),
        ("motion", {"id": "2", "by": {"municipality": "Kalix", "as": "member"}, "kind": "refer"}),
    ):
        actions.record_event(secretary, meeting_id=meeting_id, kind=kind, values=values, at=AT)


def test_during_the_meeting(desk, page_of, look, within, committee):
    with within():
        secretary = an_actor(Role.SECRETARY, authority=committee.id)
        meeting_id = a_planned_meeting(secretary)
        item_id = a_case_item(secretary, meeting_id=meeting_id)
        meetings.open_meeting(secretary, meeting_id=meeting_id, at=AT)
    look(desk, f"{HERE}narvaro/", "attendance-empty")
    with within():
        everybody_there(secretary, meeting_id=meeting_id, but=2)
        the_budget_is_contested(secretary, meeting_id, item_id)
    look(desk, HERE, "open-meeting")
    look(desk, f"{HERE}pagar/", "live")
    with within():
        values = {"municipality": "Kiruna", "as": "member", "by": {"municipality": "Kalix", "as": "member"}}
        actions.record_event(secretary, meeting_id=meeting_id, kind="allege", values=values, at=AT)
        late = meetings.ItemWording("Strömavbrottet i natt")
        meetings.add_item(secretary, meeting_id=meeting_id, kind=meetings.ItemKind.OTHER, wording=late)
    look(desk, f"{HERE}pagar/", "live-challenged")
    mover = page_of("Ledamot, Kiruna")
    with within():
        asked = {"id": "1"}
        actions.record_event(secretary, meeting_id=meeting_id, kind="in_writing", values=asked, at=AT)
    look(mover, f"{HERE}pagar/skriftligt/", "written-motion")
    with within():
        actions.record_event(
            secretary, meeting_id=meeting_id, kind="judge", values={"conflict": False}, at=AT
        )
        number = queries.meeting_by_id(meeting_id).items[-1].paragraph
        values = {"paragraph": number, "title": late.title, "says": "unanimous"}
        actions.record_event(secretary, meeting_id=meeting_id, kind="take_in", values=values, at=AT)
    look(desk, f"{HERE}skarm/", "screen")
    look(desk, f"{HERE}regler/", "applied-rules")
    look(desk, f"{HERE}narvaro/", "attendance")
    look(desk, f"{HERE}justerare/", "approver")
    look(desk, f"{HERE}punkt/{item_id}/", "item")
    with within():
        actions.decide_item(secretary, item_id=item_id, at=AT, text="Ja", reason="Texten dröjer.")
        values = {"by": {"municipality": "Kiruna", "as": "member"}}
        actions.record_event(secretary, meeting_id=meeting_id, kind="reserve", values=values, at=AT)
        handle_everything(secretary, meeting_id=meeting_id)
    look(mover, f"{HERE}punkt/{item_id}/reservation/", "reservation")
    look(desk, HERE, "handled")
    look(desk, f"{HERE}punkt/{item_id}/grund/", "grounds")
    with within():
        made = actions.assign(
            secretary, item_id=item_id, text="Anta reglementet", owner="Fullmäktige", of_councils=True
        )
    look(desk, f"{LIST}uppfoljning/", "follow-up")
    look(desk, f"{LIST}uppfoljning/{made}/", "assignment")
    look(desk, f"{HERE}avsluta/", "close")


def test_after_the_meeting_as_a_visitor(browser_page, look, within, committee):
    with within():
        secretary = an_actor(Role.SECRETARY, authority=committee.id)
        meeting_id = a_closed_meeting(secretary)
        meetings.publish(secretary, meeting_id=meeting_id, at=AT)
        a_planned_meeting(secretary)
        system = system_actor(committee.id)
        facts = the_october_meeting(system)
        published = meetings.load_published_meeting(system, authority=committee.id, facts=facts, at=AT)
        item = meetings.meeting_by_id(published).items[0]
    page = browser_page(scripts=True)
    look(page, LIST, "list")
    look(page, f"{LIST}regler/", "rules")
    look(page, HERE, "closed")
    look(page, f"{LIST}2023-10-12/", "published")
    look(page, item.url, "published-item")
