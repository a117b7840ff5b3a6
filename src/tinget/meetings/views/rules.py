"""The rules: those in force with their sources, and which of them were applied at a meeting, and how."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.meetings import queries
from tinget.meetings.permissions import FOLLOW
from tinget.meetings.rules.rulebook import rules_on
from tinget.meetings.views import showing
from tinget.organisation.api import authority_by_slug, require


@public
@require_safe
def rules_in_force(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the rules in force today, by number, with source, and what becomes of a departure."""
    owner = authority_by_slug(authority)
    context = {
        "page_title": _("Regler för sammanträden"),
        "rules": rules_on(clock.today()),
        "meetings_url": reverse("meetings:meetings", args=[owner.slug]),
    }
    return render(request, "meetings/rules.html", context)


@require_safe
def applied_rules(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show a meeting's events in order, with the rules that had something to say, and the reasons."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, FOLLOW, authority=owner.id)
    left = queries.item_left_by(meeting.id, actor.person_id)
    told = queries.live(meeting.id).events
    events = [one for one in told if left is None or one.item_id != left]
    items = {item.id: item for item in meeting.items}
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Händelser och regler"),
        "lines": [(one, items.get(one.item_id or 0)) for one in events],
        "whole": queries.judged_whole(meeting.id),
        "departures": [one for one in events if one.finding and not one.is_withdrawn],
        "rules_url": reverse("meetings:rules", args=[owner.slug]),
    }
    return render(request, "meetings/applied_rules.html", context)
