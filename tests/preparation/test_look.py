"""The pages of preparation in a real browser: axe, both widths, light and dark."""

import pytest

from tests.factories.committee import AT, a_committee, account
from tests.journeys.browser import check_accessibility, screenshot
from tests.preparation.conftest import BACKEND
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.stances import Stance
from tinget.preparation import actions, queries
from tinget.preparation.rules.lines import GroupMeetingTold
from tinget.preparation.rules.wheel import MatterKind
from tinget.preparation.rules.year_plan import read_days

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def committee(transactional_db, settings):
    settings.TINGET_TODAY = AT.date().isoformat()
    settings.TINGET_DEMO = True
    return a_committee()


@pytest.fixture
def answered(committee, coordinator, referred):
    """A referral that some have answered, and a meeting of the group."""
    with scoped(Scope(authorities=frozenset({committee.id}), public=True)):
        for number, one in enumerate(queries.preparation(committee.id, referred).now.opinions[:9]):
            stance = Stance.OBJECTS if number == 4 else Stance.AGREES
            actions.give_opinion(
                coordinator,
                preparation_id=referred,
                municipality_id=one.municipality_id,
                stance=stance,
                text="Kostnaden är för hög för en liten kommun." if number == 4 else "",
                at=AT,
            )
        places = queries.preparation(committee.id, referred).now.opinions
        actions.note_group_meeting(
            coordinator,
            authority=committee.id,
            told=GroupMeetingTold(
                held_on=AT.date(),
                present=frozenset(one.municipality_id for one in places[:11]),
                said={referred: "Gruppen vill ha tjänsten under våren."},
            ),
            today=AT.date(),
        )
        for month, title in (
            (3, "Verksamhetsberättelse"),
            (6, "Budget"),
            (6, "Delårsrapport 1"),
            (12, "Plan"),
        ):
            told = actions.Recurring(month=month, title=title, kind=MatterKind.DECISION)
            actions.keep_matter(coordinator, authority=committee.id, told=told)
        days = read_days("2027-03-10 13:00-16:00 Luleå\n2027-06-06", year=2027)
        actions.write_year_plan(coordinator, authority=committee.id, year=2027, days=days)
    return referred


def test_the_pages_of_preparation(live_server, browser_page, client, answered):
    page, home = browser_page(), f"{live_server.url}/e-namnden/beredning"
    client.force_login(account("Samordnare"), backend=BACKEND)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    for address, name in (
        ("", "list"),
        (f"{answered}/", "matter"),
        (f"{answered}/forslag/", "proposal"),
        (f"{answered}/vidare/", "move"),
        (f"{answered}/svara/", "answer"),
        ("arshjul/", "wheel"),
        ("sammantradesplan/2027/", "year-plan"),
        ("gruppen/", "group"),
        ("gruppen/nytt/", "group-meeting"),
    ):
        page.goto(f"{home}/{address}")
        check_accessibility(page)
        for width in (1280, 360):
            page.set_viewport_size({"width": width, "height": 900})
            screenshot(page, f"preparation-{name}-{width}")
        page.set_viewport_size({"width": 1280, "height": 900})
