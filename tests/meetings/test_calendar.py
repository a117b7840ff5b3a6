"""Meetings as a calendar: what is written is read back, and a meeting that moves stays the same event."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tests.factories.meetings import AT, DAY, a_planned_meeting
from tinget.meetings import actions
from tinget.meetings.rules.calendar import SWEDEN, CalendarMeeting, calendar_of

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=120)
TIMES = st.none() | st.times().map(lambda one: one.replace(microsecond=0, second=0, fold=0))
FEED = "/e-namnden/sammantraden/kalender.ics"


def one_meeting(**told) -> CalendarMeeting:
    facts = {
        "id": 1, "address": "2026-12-01", "uid": "e-namnden-1@tinget.example", "summary": "Sammanträde",
        "description": "", "day": DAY,
        "start": None, "end": None, "place": "", "url": "https://tinget.example/", "is_cancelled": False,
        "sequence": 0, "changed_at": AT,
    }  # fmt: skip
    return CalendarMeeting(**(facts | told))


@given(place=TEXT, start=TIMES, end=TIMES, day=st.dates(dt.date(2000, 1, 1), dt.date(2037, 12, 30)))
def test_what_is_written_is_what_is_read(place, start, end, day):
    written = calendar_of("E-nämnden", [one_meeting(place=place, start=start, end=end, day=day)])
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))  # RFC 5545 3.1
    (event,) = Calendar.from_ical(written).walk("VEVENT")
    assert str(event.get("location", "")) == place
    begins, ends = event.decoded("dtstart"), event.decoded("dtend")
    assert begins < ends
    if start is None:
        assert (begins, ends) == (day, day + dt.timedelta(days=1))
    else:
        assert (begins.date(), begins.time()) == (day, start)
        assert begins.utcoffset() == dt.datetime.combine(day, start, SWEDEN).utcoffset()


def read(client) -> list:
    answer = client.get(FEED)
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return [one for one in events if str(one["summary"]).startswith("DEMONSTRATION")]


def of(event) -> tuple:
    return str(event["uid"]), event["sequence"], str(event["status"]), event.decoded("dtstart")


def test_a_meeting_that_is_moved_and_cancelled_stays_the_same_event(committee, secretary, visitor, within):
    with within():
        meeting_id = a_planned_meeting(secretary)
    (planned,) = read(visitor)
    later = DAY + dt.timedelta(days=7)
    with within():
        to = actions.Whereabouts(later, dt.time(9), dt.time(12), "Luleå")
        actions.move_meeting(secretary, meeting_id=meeting_id, to=to, reason="Krock", at=AT)
    (moved,) = read(visitor)
    with within():
        actions.cancel_meeting(secretary, meeting_id=meeting_id, reason="Inga ärenden", at=AT)
    (cancelled,) = read(visitor)
    nine = dt.datetime.combine(later, dt.time(9), SWEDEN)
    assert of(moved) == (of(planned)[0], 1, "CONFIRMED", nine)
    assert of(cancelled) == (of(planned)[0], 2, "CANCELLED", nine)
    assert "/e-namnden/sammantraden/2026-12-01/" in str(moved["url"])


@pytest.fixture
def within(committee):
    """Work under the committee's scope, and leave it before the client asks."""
    from tinget.foundation.scoping import Scope, scoped

    return lambda: scoped(Scope(authorities=frozenset({committee.id}), public=True))
