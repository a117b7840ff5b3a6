"""What led to a decision: every event and rule, for whoever examines it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation.http import actor_of
from tinget.meetings import queries
from tinget.meetings.permissions import EXAMINE
from tinget.meetings.views import showing
from tinget.organisation.api import require


@require_safe
def show_grounds(request: HttpRequest, authority: str, address: str, item_id: int) -> HttpResponse:
    """Show what happened, in order, by which rule, and what it came to."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, EXAMINE, authority=owner.id)
    meeting = queries.as_read_by(meeting, actor.person_id)
    item = next((one for one in meeting.items if one.id == item_id), None)
    if item is None or item.is_withheld:
        raise Http404(str(item_id))
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Vad som ledde till beslutet"),
        "item": item,
        "grounds": queries.grounds_of(item_id),
        "written": showing.timeline_of_item(meeting, item_id),
        "rules_url": reverse("meetings:rules", args=[owner.slug]),
    }
    return render(request, "meetings/grounds.html", context)
