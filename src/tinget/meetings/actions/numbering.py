"""Drawing § numbers: they continue within the calendar year, without gaps, in the order of the agenda."""

from collections.abc import Iterable

from tinget.foundation import serials
from tinget.meetings.models import Item, Meeting

SERIES = "paragraph"


def number(meeting: Meeting, items: Iterable[Item]) -> None:
    """Give each item the next § of the year in which the meeting is held; the caller saves."""
    if meeting.held_on is None:
        raise ValueError("a meeting has a day before its items have numbers")
    for item in items:
        item.year = meeting.held_on.year
        item.paragraph = serials.next_serial(
            authority=meeting.authority_id, series=SERIES, year=meeting.held_on.year
        )
