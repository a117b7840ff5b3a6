"""A meeting as whoever looks may read it: what visitors may read of minutes is told by a higher module."""

from collections.abc import Callable
from dataclasses import replace

from tinget.foundation.scoping import current_scope
from tinget.meetings.queries.live import item_left_by
from tinget.meetings.rules.lines import MeetingView, withheld

WebVersion = Callable[[MeetingView], MeetingView]

_web_versions: list[WebVersion] = []


def provide_web_version(web_version: WebVersion) -> None:
    """Let the site say what of a meeting visitors may read; called once, from wiring."""
    _web_versions[:] = [web_version]


def as_seen(meeting: MeetingView) -> MeetingView:
    """Give the meeting whole to those with a mandate in its authority, and to others as on the web."""
    if meeting.authority in current_scope().authorities:
        return meeting
    return next((web_version(meeting) for web_version in _web_versions), meeting)


def as_read_by(meeting: MeetingView, person: int | None) -> MeetingView:
    """Give the meeting as seen, without what somebody has left for a conflict of interest (KL 6:30)."""
    seen, left = as_seen(meeting), item_left_by(meeting.id, person)
    items = tuple(withheld(one) if one.id == left else one for one in seen.items)
    return replace(seen, items=items)
