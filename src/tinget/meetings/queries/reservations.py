"""Who reserved themselves against what, and whether they have told why in writing."""

from dataclasses import dataclass
from datetime import date

from tinget.meetings.models import Item as ItemRow
from tinget.meetings.models import Meeting, MeetingEvent
from tinget.meetings.queries.playing import play
from tinget.meetings.queries.rolls import names_of
from tinget.meetings.queries.seating import filled_by
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.states import MeetingState

NOT_APPROVED = (MeetingState.OPEN, MeetingState.CLOSED, MeetingState.MINUTES_DRAWN_UP)


@dataclass(frozen=True, slots=True)
class ReservationLine:
    """A reservation in a §; `reasons` is empty while none are written."""

    seat: Seat
    name: str
    reasons: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class ReasonsWanted:
    """A reservation whose reasons its maker may still write, and until when that is known."""

    address: str
    item_id: int
    paragraph: int
    due: date | None


def reservations_of(item_id: int, person: int | None) -> list[ReservationLine]:
    """List the reservations against what was decided in an item, and which of them is somebody's own."""
    row = ItemRow.objects.select_related("meeting").get(pk=item_id)
    handled = [one for one in play(row.meeting).sitting.items if one.paragraph == row.paragraph]
    if not handled or not handled[-1].reservations:
        return []
    names, own = names_of(row.meeting), filled_by(row.meeting_id, person)
    return [
        ReservationLine(seat, names[seat][0], handled[-1].reasons.get(seat, ""), seat == own)
        for seat in handled[-1].reservations
    ]


def reasons_wanted(authority: int, person: int | None) -> list[ReasonsWanted]:
    """List somebody's own reservations without reasons, in minutes that are not approved."""
    reserved = MeetingEvent.objects.filter(
        meeting__authority_id=authority, meeting__state__in=NOT_APPROVED, kind="reserve"
    )
    wanted = []
    for meeting in Meeting.objects.filter(pk__in=reserved.values("meeting_id")) if person else ():
        own, playing = filled_by(meeting.pk, person), play(meeting)
        wanted += [
            ReasonsWanted(
                meeting.address, playing.items[int(one.paragraph)], int(one.paragraph), meeting.approval_due
            )
            for one in playing.sitting.items
            if own in one.reservations and own not in one.reasons and one.approved_by is None
        ]
    return wanted
