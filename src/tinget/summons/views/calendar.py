"""A person's own calendar: the page where its address is made and ended, and the calendar itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation.api import authority_by_slug, require
from tinget.summons import actions, queries
from tinget.summons.permissions import READ


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_calendar(request: HttpRequest, authority: str) -> HttpResponse:
    """Show whether the reader has a calendar of their own; make its address, shown once, or end it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, READ, authority=owner.id)
    secret = ""
    if request.method == "POST":
        if request.POST.get("do") == "close":
            actions.close_calendar(actor, authority=owner.id)
            return redirect("summons:my_calendar", owner.slug)
        token = actions.open_calendar(actor, authority=owner.id, at=clock.now())
        secret = request.build_absolute_uri(reverse("summons_calendar", args=[token]))
    context = {
        "page_title": _("Min kalender"),
        "authority": owner,
        "opened_at": queries.calendar_opened_at(owner.id, actor.person_id),
        "secret": secret,
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    return render(request, "summons/my_calendar.html", context)


@public
@never_cache
@require_safe
def own_calendar(_request: HttpRequest, token: str) -> HttpResponse:
    """Give a person's calendar to whoever has its secret address, as that person may see it."""
    today = clock.today()
    owner, person = queries.owner_of_calendar(actions.digest(token), on=today)
    with scoped(Scope(authorities=frozenset({owner.id}))):
        found = queries.own_calendar(owner, person, today=today)
    return HttpResponse(meetings.calendar_of(owner.name, found), content_type=meetings.CALENDAR_TYPE)
