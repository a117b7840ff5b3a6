"""Meetings as a calendar that others subscribe to (RFC 5545): planned, moved and cancelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

CALENDAR_TYPE = "text/calendar; charset=utf-8"
SWEDEN = ZoneInfo("Europe/Stockholm")
PRODUCT = "-//Tinget//Sammanträden//SV"
OFTEN = timedelta(hours=4)  # how often a reader's calendar is asked to look again
USUAL_LENGTH = timedelta(hours=2)  # where only the start is known


@dataclass(frozen=True, slots=True)
class CalendarMeeting:
    """A meeting as a calendar has it; `sequence` counts how often its day, time or place was changed."""

    id: int
    address: str
    uid: str
    summary: str
    description: str
    day: date
    start: time | None
    end: time | None
    place: str
    url: str
    is_cancelled: bool
    sequence: int
    changed_at: datetime


def calendar_of(name: str, meetings: Iterable[CalendarMeeting]) -> bytes:
    """Write the calendar; the same meetings give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    for one in meetings:
        calendar.add_component(_event(one))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(one: CalendarMeeting) -> Event:
    event = Event()
    event.add("uid", one.uid)
    event.add("dtstamp", one.changed_at.astimezone(UTC))
    event.add("last-modified", one.changed_at.astimezone(UTC))
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if one.is_cancelled else "CONFIRMED")
    event.add("summary", one.summary)
    if one.description:
        event.add("description", one.description)
    if one.place:
        event.add("location", one.place)
    event.add("url", one.url)
    begins, ends = _span(one)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    return event


def _span(one: CalendarMeeting) -> tuple[date, date]:
    """Give begin and end: the whole day where no time is known."""
    if one.start is None:
        return one.day, one.day + timedelta(days=1)
    begins = datetime.combine(one.day, one.start, SWEDEN)
    if one.end is None or one.end <= one.start:
        return begins, begins + USUAL_LENGTH
    return begins, datetime.combine(one.day, one.end, SWEDEN)
