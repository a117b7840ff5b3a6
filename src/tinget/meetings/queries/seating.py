"""Who holds which seat on the meeting's day, who is registered as present, and the committee's name."""

from dataclasses import dataclass

from tinget.meetings.models import Meeting, Presence
from tinget.meetings.rules.proceedings.room import Seat as ProceedingsSeat
from tinget.meetings.rules.seats import Present, PresentAs
from tinget.organisation.api import Municipality, Role, Seat, authority_by_id, boards, seats


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A municipality's two seats; None where nobody is known for certain to hold it on the day."""

    municipality: Municipality
    member: Seat | None
    substitute: Seat | None


def seat_rows(meeting: Meeting) -> list[SeatRow]:
    """List the party municipalities with member and substitute on the meeting's day, in Swedish order."""
    day = meeting.held_on or meeting.planned_on
    held = seats(meeting.authority_id, on=day, demonstration=meeting.is_demonstration)
    by_seat = {(seat.municipality_id, seat.as_): seat for seat in reversed(held)}
    return [
        SeatRow(
            municipality=place,
            member=by_seat.get((place.id, Role.MEMBER)),
            substitute=by_seat.get((place.id, Role.SUBSTITUTE)),
        )
        for place in boards(meeting.authority_id, on=day)
    ]


def seats_on(meeting_id: int) -> list[SeatRow]:
    """List the seats of a meeting by its number, for those who register attendance from outside."""
    return seat_rows(Meeting.objects.get(pk=meeting_id))


def seats_of(meeting: Meeting) -> int:
    """Count the committee's seats on the meeting's day: one for each party municipality (reglemente 13 §)."""
    return len(boards(meeting.authority_id, on=meeting.held_on or meeting.planned_on))


def serving_of(meeting: Meeting) -> list[Present]:
    """List those who serve, as the events have it."""
    return [
        Present(row.person_id, row.municipality_id, PresentAs(row.present_as))
        for row in Presence.objects.filter(meeting=meeting, serving=True)
        if row.person_id is not None
    ]


def filled_by(meeting_id: int, person: int | None) -> ProceedingsSeat | None:
    """Tell which seat somebody filled at the meeting, whoever holds it now; None for who filled none."""
    rows = Presence.objects.filter(meeting_id=meeting_id, person_id=person)
    row = rows.exclude(present_as=PresentAs.OTHER.value).first() if person is not None else None
    return ProceedingsSeat(row.municipality, PresentAs(row.present_as)) if row else None


def committee_name(authority: int) -> str:
    """Name the committee as running text does: `e-nämnden`."""
    return authority_by_id(authority).in_running_text
