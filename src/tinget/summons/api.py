"""What other modules may know and ask of summons."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.meetings.api import MeetingState, meeting_by_id
from tinget.organisation.api import Actor, authority_by_id, permits
from tinget.registry.api import Panel
from tinget.summons.actions import (
    Guest,
    Sending,
    follow_cancellation,
    follow_marking,
    follow_move,
    follow_replacement,
    send_summons,
)
from tinget.summons.events import CommitteeCalled
from tinget.summons.permissions import ACTION_TEXTS, READ, SUMMON
from tinget.summons.queries import (
    ABOUT,
    CALL,
    SummonsView,
    awaits_answer,
    latest,
    link_of,
    link_of_call,
    token_of,
)
from tinget.summons.rules.content import hours_of
from tinget.summons.rules.summoning import CalledBy, Kind, is_time, latest_day


def meeting_panel(actor: Actor, authority: int, meeting_id: int) -> list[Panel]:
    """Show on a meeting's page whether it is called, and the way to the summons."""
    if not permits(actor, READ, authority):
        return []
    meeting, summons = meeting_by_id(meeting_id), latest(meeting_id)
    if summons is None and (meeting.is_published_fact or meeting.state is not MeetingState.PLANNED):
        return []
    slug = authority_by_id(authority).slug
    context = {
        "summons": summons,
        "latest_day": latest_day(meeting.planned_on),
        "may_send": permits(actor, SUMMON, authority),
        "url": reverse("summons:summons", args=[slug, meeting.address]),
    }
    return [Panel(title=_("Kallelse"), template="summons/panel.html", context=context)]


__all__ = [
    "ABOUT",
    "ACTION_TEXTS",
    "CALL",
    "SUMMON",
    "CalledBy",
    "CommitteeCalled",
    "Guest",
    "Kind",
    "Sending",
    "SummonsView",
    "awaits_answer",
    "follow_cancellation",
    "follow_marking",
    "follow_move",
    "follow_replacement",
    "hours_of",
    "is_time",
    "latest",
    "latest_day",
    "link_of",
    "link_of_call",
    "meeting_panel",
    "send_summons",
    "token_of",
]
