"""The lists that are printed before a meeting: who is there, and how each votes; entered afterwards."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation.http import actor_of
from tinget.meetings import queries
from tinget.meetings.permissions import FOLLOW
from tinget.meetings.rules.lines import ItemLine, MeetingView
from tinget.meetings.views import showing
from tinget.organisation.api import Authority, require

EMPTY_LINES = range(4)  # for others in the room


@require_safe
def print_attendance_list(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show every seat with room for when they came and went, and for their signature."""
    owner, meeting = showing.find(authority, address)
    require(actor_of(request), FOLLOW, authority=owner.id)
    context = {**_around(owner, meeting), "page_title": _("Närvarolista"), "empty_lines": EMPTY_LINES}
    return render(request, "meetings/attendance_list.html", context)


@require_safe
def print_voting_list(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show every municipality with room for one vote, for the item that is asked for or for any."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, FOLLOW, authority=owner.id)
    items = [one for one in queries.as_read_by(meeting, actor.person_id).items if not one.is_withheld]
    context = {
        **_around(owner, meeting),
        "page_title": _("Röstlista"),
        "item": _asked_for(items, request.GET.get("punkt", "")),
        "items": items,
    }
    return render(request, "meetings/voting_list.html", context)


def _around(owner: Authority, meeting: MeetingView) -> dict[str, object]:
    return {
        **showing.around(owner, meeting),
        "hours": showing.hours(meeting.planned_start, meeting.planned_end),
        "rows": queries.seats_on(meeting.id),
        "afterwards_url": showing.page_of(owner, meeting, "afterwards"),
    }


def _asked_for(items: list[ItemLine], asked: str) -> ItemLine | None:
    if not asked:
        return None
    found = next((one for one in items if str(one.id) == asked), None)
    if found is None:
        raise Http404(asked)
    return found
