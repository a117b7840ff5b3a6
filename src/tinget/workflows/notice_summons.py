"""Putting a summons on every municipality's board, where the authority has chosen so (KL 5:13, 8:9)."""

from django.conf import settings

from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.summons import api as summons

MEETING, SUMMONS = "meetings.meeting:", "summons.summons:"
TOLD = {
    summons.Kind.FIRST: noticeboard.Called.FIRST,
    summons.Kind.MOVED: noticeboard.Called.MOVED,
    summons.Kind.CANCELLED: noticeboard.Called.CANCELLED,
}


def follow_summons(event: summons.CommitteeCalled) -> None:
    """Send the notice of a summons; of a later one replace it, or say that the agenda is completed.

    A notice that stands is replaced whatever has been chosen since: it would tell what is not true.
    """
    about = f"{MEETING}{event.meeting_id}"
    stands = noticeboard.has_standing_notice(event.authority, about)
    if not stands and not noticeboard.summons_choice(event.authority).is_noticed:
        return
    meeting = meetings.meeting_by_id(event.meeting_id)
    actor = organisation.system_actor(event.authority, demonstration=meeting.is_demonstration)
    kind = summons.Kind(event.kind)
    if kind is summons.Kind.CHANGED and stands:
        noticeboard.complete_summons_notice(actor, authority=event.authority, meeting=about, at=event.at)
        return
    if kind is summons.Kind.CANCELLED and not stands:
        return  # nobody was told on a board that it would be held
    noticeboard.post_summons_notice(
        actor,
        authority=event.authority,
        facts=_facts(event, meeting),
        municipalities=organisation.boards(event.authority, on=event.at.date()),
        at=event.at,
    )


def _facts(event: summons.CommitteeCalled, meeting: meetings.MeetingView) -> noticeboard.SummonsFacts:
    """Tell when and where, and the agenda's address; no matter is named, so nothing secret can be."""
    return noticeboard.SummonsFacts(
        about=f"{SUMMONS}{event.summons_id}",
        meeting=f"{MEETING}{meeting.id}",
        called=TOLD.get(summons.Kind(event.kind), noticeboard.Called.FIRST),
        day=meeting.planned_on,
        hours=summons.hours_of(meeting.planned_start, meeting.planned_end),
        place=meeting.place,
        agenda_url=f"{settings.TINGET_ADDRESS}{meeting.url}",
    )
