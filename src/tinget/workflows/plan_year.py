"""What a decided plan of meetings leads to: each day becomes a planned meeting, open to all."""

import uuid

from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.preparation.api import YearPlanDecided

SUBMISSION = uuid.UUID(
    "6b1f0a52-6f0e-4f0e-9a53-0d6c2f1e7a40"
)  # a day is planned once, however often it is told


def plan_meetings(event: YearPlanDecided) -> None:
    """Plan the meetings, but for days that have one already; in the transaction that notes the decision."""
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    held = {
        one.day
        for one in meetings.meetings(event.authority)
        if one.is_demonstration is event.is_demonstration and one.state is not meetings.MeetingState.CANCELLED
    }
    for day, start, end, place in event.days:
        if day in held:
            continue
        meetings.plan_meeting(
            actor,
            authority=event.authority,
            planned_on=day,
            at=event.at,
            start=start,
            end=end,
            place=place,
            submission=uuid.uuid5(SUBMISSION, f"{event.authority} {event.is_demonstration} {day}"),
        )
