"""A summons on the boards where the authority has chosen so, from the call to the cancelling."""

import datetime as dt

import pytest
from django.test import Client

from tests.factories.committee import AT, a_committee, account, acting
from tests.factories.meetings import a_case_item, a_planned_meeting
from tests.factories.noticeboard import posting_of
from tests.factories.summons import SENT, a_summons
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel.dates import DAY
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.summons import api as summons
from tinget.workflows.notice_summons import follow_summons

pytestmark = pytest.mark.slow
TODAY, HELD = SENT.date(), dt.date(2026, 12, 1)
MOVED = meetings.Whereabouts(HELD + DAY, dt.time(9), None, "Boden")


@pytest.fixture
def committee(db, settings):
    settings.TINGET_DEMO, settings.TINGET_TODAY = True, TODAY.isoformat()
    return a_committee()


@pytest.fixture
def inside(committee):
    return lambda: scoped(Scope(authorities=frozenset({committee.id})))


def noticed(committee):
    """Tell of each notice what it says, of which day, and until when; the newest first."""
    found = noticeboard.summons_notices(committee.id, today=TODAY)
    return [
        (one.summons.called.value, one.meeting_date, one.summons.hours, one.summons.removal_on)
        for one in sorted(found, key=lambda one: -one.id)
    ]


def choose(committee, *, is_noticed):
    noticeboard.choose_summons_notices(
        acting("Sekreterare"),
        authority=committee.id,
        is_noticed=is_noticed,
        is_open=False,
        decision="§ 12",
        at=SENT,
    )


def test_it_follows_the_summons_through_its_changes_and_only_where_it_is_chosen(committee, inside):
    secretary = acting("Sekreterare")
    with inside():
        meeting_id = a_planned_meeting(secretary)
        a_case_item(secretary, meeting_id=meeting_id)
        for kind in ("first", "cancelled"):
            follow_summons(summons.CommitteeCalled(committee.id, meeting_id, 1, kind, SENT))
        assert noticed(committee) == []
        choose(committee, is_noticed=True)
        a_summons(secretary, meeting_id=meeting_id)
        assert noticed(committee) == [("first", HELD, "13.00–15.00", HELD + DAY)]
        follow_summons(summons.CommitteeCalled(committee.id, meeting_id, 2, "changed", SENT))
        (completed,) = noticeboard.summons_notices(committee.id, today=TODAY)
        assert completed.summons.completed_on == TODAY
        choose(committee, is_noticed=False)
        meetings.move_meeting(secretary, meeting_id=meeting_id, to=MOVED, reason="Lokalen", at=SENT)
        assert noticed(committee) == [
            ("moved", MOVED.day, "09.00", MOVED.day + DAY),
            ("first", HELD, "13.00–15.00", TODAY),
        ]
        meetings.cancel_meeting(secretary, meeting_id=meeting_id, reason="Storm", at=SENT)
        assert noticed(committee)[0][:2] == ("cancelled", MOVED.day)
    assert Client().get(completed.summons.agenda_url.partition("8000")[2]).status_code == 200


def test_a_board_that_drops_it_is_a_note_on_the_start_page_and_restarts_nothing(committee, inside, settings):
    secretary = acting("Sekreterare")
    with inside():
        choose(committee, is_noticed=True)
        meeting_id = a_planned_meeting(secretary)
        a_case_item(secretary, meeting_id=meeting_id)
        a_summons(secretary, meeting_id=meeting_id, at=AT)
        (notice,) = noticeboard.summons_notices(committee.id, today=AT.date())
        posting = posting_of(notice.id, "Kiruna")
        for tell in (noticeboard.confirm_up, noticeboard.confirm_down):
            tell(secretary, posting_id=posting, on=AT.date(), at=AT, note="sett")
    settings.TINGET_TODAY = (AT.date() + 2 * DAY).isoformat()
    client = Client()
    client.force_login(account("Sekreterare"), backend="allauth.account.auth_backends.AuthenticationBackend")
    start = client.get("/").content.decode()
    assert "anslag om kallelsen till 1 december 2026 togs ned före sammanträdet" in start
    assert "inte svarat om anslaget för kallelsen till 1 december 2026 är uppsatt" in start
    assert "överklagandetiden löper inte" not in start
    settings.TINGET_TODAY = (HELD + DAY).isoformat()
    assert "kallelsen till 1 december 2026" not in client.get("/").content.decode()
