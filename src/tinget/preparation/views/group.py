"""The preparatory group's meetings: when they are, who was there, and what was said."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import swedish_date
from tinget.organisation.api import Actor, Authority, authority_by_slug, boards, permits, require
from tinget.preparation import actions, queries
from tinget.preparation.forms import GroupMeetingForm
from tinget.preparation.permissions import GROUP, LOOK
from tinget.preparation.rules.lines import GroupMeetingTold, GroupMeetingView
from tinget.preparation.rules.steps import OPEN

SHOWS = ["GET", "HEAD", "POST"]


@require_GET
def listing(request: HttpRequest, authority: str) -> HttpResponse:
    """List the group's meetings with how many municipalities were there."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK, authority=owner.id)
    context = {
        "page_title": _("Beredningsgruppens möten"),
        "authority": owner,
        "meetings": queries.group_meetings(owner.id),
        "may_note": permits(actor, GROUP, owner.id),
    }
    return render(request, "preparation/group_meetings.html", context)


@require_http_methods(SHOWS)
def new_meeting(request: HttpRequest, authority: str) -> HttpResponse:
    """Note a meeting of the group, planned or held."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, GROUP, authority=owner.id)
    return _noting(request, owner, actor, None)


@require_http_methods(SHOWS)
def meeting(request: HttpRequest, authority: str, group_meeting_id: int) -> HttpResponse:
    """Show a meeting of the group; the staff change it on the same page."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK if request.method != "POST" else GROUP, authority=owner.id)
    found = queries.group_meeting(owner.id, group_meeting_id)
    if permits(actor, GROUP, owner.id) and actor.is_demonstration == found.is_demonstration:
        return _noting(request, owner, actor, found)
    context = {"page_title": _title(found), "authority": owner, "meeting": found}
    return render(request, "preparation/group_meeting.html", context)


def _noting(
    request: HttpRequest, owner: Authority, actor: Actor, found: GroupMeetingView | None
) -> HttpResponse:
    places = boards(owner.id, on=found.held_on if found else clock.today())
    running = queries.preparations(owner.id, steps=OPEN, demonstration=actor.is_demonstration)
    told = [line for line, _text in found.matters] if found else []
    by_id = {line.id: line for line in (*told, *running) if not line.is_secret}
    form = GroupMeetingForm(
        request.POST or None,
        places=places,
        matters=list(by_id.values()),
        meeting=found,
        initial=_initial(found),
    )
    if form.is_valid():
        made = attempt(form, partial(_note, actor, owner, found, form))
        if made is not None:
            return redirect(reverse("preparation:group_meeting", args=[owner.slug, made]))
    context = {
        "page_title": _title(found) if found else _("Nytt möte med beredningsgruppen"),
        "authority": owner,
        "meeting": found,
        "form": form,
    }
    return render(request, "preparation/group_meeting.html", context)


def _note(actor: Actor, owner: Authority, found: GroupMeetingView | None, form: GroupMeetingForm) -> int:
    given = form.cleaned_data
    told = GroupMeetingTold(
        held_on=given["held_on"],
        starts_at=given["starts_at"],
        place=given["place"],
        notes=given["notes"],
        present=frozenset(given["present"]),
        said=form.said(),
    )
    return actions.note_group_meeting(
        actor,
        authority=owner.id,
        told=told,
        today=clock.today(),
        group_meeting_id=found.id if found else None,
    )


def _initial(found: GroupMeetingView | None) -> dict[str, Any]:
    if found is None:
        return {"held_on": clock.today()}
    return {
        "held_on": found.held_on,
        "starts_at": found.starts_at,
        "place": found.place,
        "notes": found.notes,
        "present": [one.municipality_id for one in found.attendance if one.present],
    }


def _title(found: GroupMeetingView) -> str:
    return _("Beredningsgruppen %(day)s") % {"day": swedish_date(found.held_on)}
