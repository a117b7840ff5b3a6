"""What the rules say of a meeting as a whole: why it is held, and how the committee stands that day."""

from tinget.kernel.periods import Period
from tinget.meetings.models import Meeting
from tinget.meetings.queries.seating import seat_rows
from tinget.meetings.rules.composition import (
    Held,
    Judged,
    Place,
    presidium_of_members,
    seats_filled,
    within_term,
)
from tinget.meetings.rules.convening import Convening, Ground, convened
from tinget.organisation.api import Role, Seat, holders, offices_on

SEATED = (Role.MEMBER, Role.SUBSTITUTE)


def judged_whole(meeting_id: int) -> list[Judged]:
    """Judge the meeting by rules 1 to 3, with what is known of its day; nothing of published facts."""
    meeting = Meeting.objects.get(pk=meeting_id)
    if meeting.is_published_fact:
        return []
    day, made_up = meeting.held_on or meeting.planned_on, meeting.is_demonstration
    places = [
        Place(row.municipality.name, _name(row.member), _name(row.substitute)) for row in seat_rows(meeting)
    ]
    mandates = [
        Held(one.person.name, Period(one.term.first, one.term.last))
        for one in offices_on(meeting.authority_id, on=day, roles=SEATED)
        if one.certain and one.person.is_demonstration is made_up
    ]

    def held_by(role: Role) -> str | None:
        found = holders(meeting.authority_id, role, on=day, demonstration=made_up)
        return found[0].name if found else None

    told = Convening(Ground(meeting.ground), tuple(meeting.asked_by or ()))
    why = convened(told, reason=meeting.ground_reason)
    return [
        seats_filled(places),
        presidium_of_members(held_by(Role.CHAIR), held_by(Role.VICE_CHAIR), places),
        within_term(mandates, day),
        *([why] if why else []),
    ]


def _name(seat: Seat | None) -> str | None:
    return seat.name if seat else None
