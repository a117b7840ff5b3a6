"""The screen in the room and the public's stream: large, calm, nothing to press."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from tinget.foundation.http import actor_of, public
from tinget.foundation.kept_pages import kept_for_visitors
from tinget.meetings import queries
from tinget.meetings.permissions import FOLLOW, PRESIDING
from tinget.meetings.views import showing
from tinget.meetings.views.live import tagged_version
from tinget.organisation.api import SEAT_ROLES, Authority, authority_by_slug, permits


@public
@require_safe
@kept_for_visitors
def show_screen(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the sitting: whole to those who are in the room, to others what is public of it."""
    owner = authority_by_slug(authority)
    meeting = queries.meeting_line(owner.id, address)
    if meeting is None:
        raise queries.MeetingNotFound(address)
    inside = _is_inside(request, owner) and not _is_away(request, meeting.id)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Skärm"),
        "screen": queries.screen(meeting.id) if inside else queries.public_screen(meeting.id),
        "version_url": showing.page_of(owner, meeting, "screen_version"),
    }
    return render(request, "meetings/screen.html", context)


@public
@require_safe
@conditional_page
@kept_for_visitors
def screen_version(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Tell how many events are behind the screen; those who know are told that nothing has changed."""
    owner, meeting_id = showing.find_id(authority, address)
    inside = _is_inside(request, owner)
    version = queries.version_of(meeting_id) if inside else queries.public_version(meeting_id)
    return tagged_version(version)


def _is_away(request: HttpRequest, meeting_id: int) -> bool:
    """Whether the reader is to leave the room for the open item: they see no more than visitors do."""
    actor = actor_of(request)
    holds_a_seat = actor.role in SEAT_ROLES | PRESIDING
    return holds_a_seat and queries.must_leave(meeting_id, queries.live(meeting_id), actor.person_id)


def _is_inside(request: HttpRequest, owner: Authority) -> bool:
    return permits(actor_of(request), FOLLOW, owner.id)
