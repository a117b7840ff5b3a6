"""The page of a sitting: what stands before the committee, and everything the secretary writes down."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import ReasonForm, attempt
from tinget.meetings import queries
from tinget.meetings.permissions import FOLLOW, RECORD, may_change
from tinget.meetings.rules.lines import MeetingView
from tinget.meetings.rules.live import Live
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.views import showing
from tinget.meetings.views.at_the_table import forms_of
from tinget.meetings.views.writing_down import BUTTONS, FORMS, Act, Hand
from tinget.organisation.api import Actor, require

PAGES = (
    "live",
    "live_version",
    "screen",
    "afterwards",
    "attendance",
    "approver",
    "open_meeting",
    "close_meeting",
    "applied_rules",
)
UNKEPT = ("csrfmiddlewaretoken", "reason")
WHILE_WRITTEN = (MeetingState.PLANNED, MeetingState.OPEN, MeetingState.CLOSED)


@require_http_methods(["GET", "HEAD", "POST"])
def show_live(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the sitting as it stands; who records it writes down what happens."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, RECORD if request.method == "POST" else FOLLOW, authority=owner.id)
    now, do = queries.live(meeting.id), request.POST.get("do", "")
    is_away = queries.must_leave(meeting.id, now, actor.person_id)
    if is_away and request.method == "POST":
        raise NotPossible(_("Du är jävig i ärendet. Någon annan för sammanträdet tills det är avgjort."))
    guests = queries.others_there(meeting.id)
    table = forms_of(now, request.POST, do, items=meeting.items, guests=guests)
    if request.method == "POST":
        form, act = _chosen(table, do, request.POST)
        hand = Hand(actor, meeting.id, now, request.POST, clock.now())
        if form.is_valid() and attempt(form, lambda: _done(act, hand, form)):
            messages.success(request, told_last(queries.live(meeting.id)))
            return redirect(f"{showing.page_of(owner, meeting, 'live')}#arendet")
        table["form"] = form
    context = {
        **showing.around(owner, meeting),
        **table,
        "page_title": _("Pågående sammanträde"),
        "now": now,
        "others": guests,
        "may_record": _may_record(actor, meeting) and not is_away,
        "is_away": is_away,
        "is_sitting": meeting.state is MeetingState.OPEN,
        "asks_reason": do in BUTTONS,
        "posted": [(name, value) for name, value in request.POST.items() if name not in UNKEPT],
        "urls": {name: showing.page_of(owner, meeting, name) for name in PAGES},
    }
    return render(request, "meetings/live.html", context)


@require_safe
@conditional_page
def live_version(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Tell how many events the sitting has; those who know are told that nothing has changed."""
    owner, meeting_id = showing.find_id(authority, address)
    require(actor_of(request), FOLLOW, authority=owner.id)
    return tagged_version(queries.version_of(meeting_id))


def tagged_version(version: int) -> HttpResponse:
    """Answer with the version under a tag, so that those who know it are told that nothing has changed."""
    return JsonResponse({"version": version}, headers={"ETag": f'"{version}"', "Cache-Control": "no-cache"})


def _chosen(table: Mapping[str, Any], do: str, posted: QueryDict) -> tuple[ReasonForm, Act]:
    """Give the form that was sent, and what it does; a plain button is a form with a reason alone."""
    if do in BUTTONS:
        return ReasonForm(posted), BUTTONS[do]
    if do not in table:
        raise NotPossible(_("Knappen finns inte på sidan. Öppna sidan på nytt och försök igen."))
    return table[do], FORMS[do]


def _done(act: Act, hand: Hand, form: ReasonForm) -> bool:
    act(hand, form, form.cleaned_data["reason"])
    return True


def _may_record(actor: Actor, meeting: MeetingView) -> bool:
    may = may_change(
        actor,
        RECORD,
        authority=meeting.authority,
        is_demonstration=meeting.is_demonstration,
        is_published_fact=meeting.is_published_fact,
    )
    return may and meeting.state in WHILE_WRITTEN


def told_last(now: Live) -> str:
    """Say what was written down last."""
    last = now.events[-1] if now.events else None
    return last.text if last and not last.is_withdrawn else _("Händelsen är tillbakatagen.")
