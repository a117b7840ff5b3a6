"""The list of meetings, a meeting, and planning one."""

from datetime import date
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import swedish_date
from tinget.meetings import actions, queries
from tinget.meetings.forms import CancelForm, ConveneForm, MoveForm
from tinget.meetings.permissions import EXAMINE, FOLLOW, PREPARE
from tinget.meetings.rules.lines import MeetingLine, MeetingView
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.views import showing
from tinget.meetings.views.next_step import buttons
from tinget.organisation.api import Actor, Authority, authority_by_slug, boards, permits, require

BEFORE_THE_CLOSE = (MeetingState.PLANNED, MeetingState.OPEN)


@public
@require_safe
def meeting_list(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the coming meetings, the nearest first, and the earlier ones, the newest first."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    found = queries.meetings(owner.id)
    coming = [one for one in reversed(found) if _is_coming(one, clock.today())]
    past = [one for one in found if one not in coming]
    context = {
        "page_title": _("Sammanträden"),
        "coming": _listing(
            owner, coming, caption=_coming_text(len(coming)), empty=_("Inga kommande sammanträden")
        ),
        "past": _listing(owner, past, caption=_past_text(len(past)), empty=_("Inga tidigare sammanträden")),
        "may_plan": permits(actor, PREPARE, owner.id),
        "plan_url": reverse("meetings:plan_meeting", args=[owner.slug]),
        "rules_url": reverse("meetings:rules", args=[owner.slug]),
        "calendar_url": reverse("meetings:calendar", args=[owner.slug]),
        "statistics_url": reverse("meetings:statistics", args=[owner.slug]),
    }
    if permits(actor, EXAMINE, owner.id):
        context["follow_up_url"] = reverse("meetings:follow_up", args=[owner.slug])
    return render(request, "meetings/meetings.html", context)


@public
@require_safe
def show_meeting(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show a meeting: its state, what to do next, its agenda, who was there and what happened."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    seated = [one for one in meeting.presence if one.as_ is not PresentAs.OTHER]
    context = {
        **showing.around(owner, meeting),
        "buttons": buttons(actor, owner, meeting, is_public=queries.public_version(meeting.id) > 0),
        "panels": queries.panels_of_meeting(actor, owner.id, meeting.id),
        "steps": [] if meeting.is_published_fact else showing.steps_of(meeting),
        "facts": showing.facts_of(meeting),
        "serving": [one for one in seated if one.is_serving],
        "substitutes": [one for one in seated if one.is_present and not one.is_serving],
        "gone": [one for one in seated if not one.is_present],
        "others": [one for one in meeting.presence if one.as_ is PresentAs.OTHER],
        "events": showing.timeline_of(meeting),
        "addenda": meeting.addenda,
        "rules_url": showing.page_of(owner, meeting, "applied_rules"),
        "times_url": showing.page_of(owner, meeting, "times") if permits(actor, EXAMINE, owner.id) else "",
        "lists": _lists_on_paper(actor, owner, meeting),
        "hours": showing.hours(meeting.starts_at, meeting.ends_at)
        or showing.hours(meeting.planned_start, meeting.planned_end),
    }
    return render(request, "meetings/meeting.html", context)


def _lists_on_paper(actor: Actor, owner: Authority, meeting: MeetingView) -> list[tuple[str, str]]:
    """Link to what is printed before a meeting, for those who are in the room."""
    if meeting.state not in BEFORE_THE_CLOSE or not permits(actor, FOLLOW, owner.id):
        return []
    named = {"attendance_list": _("Närvarolista att skriva ut"), "voting_list": _("Röstlista att skriva ut")}
    return [(showing.page_of(owner, meeting, name), text) for name, text in named.items()]


@require_http_methods(["GET", "HEAD", "POST"])
def plan_meeting(request: HttpRequest, authority: str) -> HttpResponse:
    """Plan a meeting, and go to its agenda."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PREPARE, authority=owner.id)
    names = [one.name for one in boards(owner.id, on=clock.today())]
    form = ConveneForm(request.POST if request.method == "POST" else None, municipalities=names)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("planned_on", "start", "end", "place", "reason")}
        given |= {"convening": form.convening(), "submission": submission_of(form)}
        made = attempt(
            form, partial(actions.plan_meeting, actor, authority=owner.id, at=clock.now(), **given)
        )
        if made is not None:
            meeting = queries.meeting_by_id(made)
            day = swedish_date(meeting.planned_on)
            messages.success(request, _("Sammanträdet %(day)s är planerat.") % {"day": day})
            return redirect(meeting.url)
    context = {
        "page_title": _("Planera ett sammanträde"),
        "form": form,
        "meetings_url": reverse("meetings:meetings", args=[owner.slug]),
    }
    if actor.is_demonstration:
        context["demonstration"] = True
    return render(request, "meetings/plan_meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def move_meeting(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Give a planned meeting another day, time or place, with the reason."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, PREPARE, authority=owner.id)
    now = {"planned_on": meeting.planned_on, "start": meeting.planned_start, "end": meeting.planned_end,
           "place": meeting.place}  # fmt: skip
    form = MoveForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        to = actions.Whereabouts(given["planned_on"], given["start"], given["end"], given["place"].strip())

        def move() -> bool:
            actions.move_meeting(actor, meeting_id=meeting.id, to=to, reason=given["why"], at=clock.now())
            return True

        if attempt(form, move):
            messages.success(request, _("Sammanträdet är flyttat. De som är kallade får veta det."))
            return redirect(meeting.url)
    context = {**showing.around(owner, meeting), "page_title": _("Flytta sammanträdet"), "form": form}
    return render(request, "meetings/move_meeting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_meeting(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Cancel a planned meeting, with the reason."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, PREPARE, authority=owner.id)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["reason"]

        def cancel() -> bool:
            actions.cancel_meeting(actor, meeting_id=meeting.id, reason=given, at=clock.now())
            return True

        if attempt(form, cancel):
            messages.success(request, _("Sammanträdet är inställt."))
            return redirect(meeting.url)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Ställ in sammanträdet"),
        "form": form,
        "consequence": _("Alla som är kallade får veta det. Sammanträdet står kvar i listan, med ditt skäl."),
        "button": _("Ställ in sammanträdet"),
        "back_href": meeting.url,
    }
    return render(request, "meetings/confirm.html", context)


def _listing(owner: Authority, lines: list[MeetingLine], *, caption: str, empty: str) -> Listing:
    columns = tuple(
        map(Column, (_("Dag"), _("Plats"), _("Paragrafer"), _("Läge"), _("Uppgifternas ursprung")))
    )
    rows = tuple(
        Row(
            cells=(
                Cell(swedish_date(line.day).capitalize()),
                Cell(line.place or None),
                Cell(f"§§ {line.paragraphs}" if line.paragraphs else "–"),
                Cell(line.state_text, state=showing.TONES[line.state]),
                _origin(line),
            ),
            href=line.url,
        )
        for line in lines
    )
    how = _("Sammanträden i %(name)s visas här när de är planerade.") % {"name": owner.name}
    return Listing(caption=caption, columns=columns, rows=rows, empty_title=empty, empty_text=how)


def _origin(line: MeetingLine) -> Cell:
    if line.is_demonstration:
        return Cell("DEMONSTRATION", state="wait")
    return Cell(_("Publicerat protokoll") if line.is_published_fact else _("Tinget"))


def _coming_text(count: int) -> str:
    return _("%(count)s kommande eller pågående, det närmaste först") % {"count": count}


def _past_text(count: int) -> str:
    return _("%(count)s tidigare eller inställda, det senaste först") % {"count": count}


def _is_coming(line: MeetingLine, today: date) -> bool:
    """Whether it is still to be held; one that only a plan tells of has passed with its day."""
    if line.is_published_fact:
        return not line.is_held and line.day >= today
    return line.state in (MeetingState.PLANNED, MeetingState.OPEN)
