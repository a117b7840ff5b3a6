"""Writing down afterwards what happened, with its time: from paper, or a browser without a network."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock, submissions
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import ReasonForm, attempt
from tinget.meetings import actions, queries
from tinget.meetings.forms.afterwards import key_of
from tinget.meetings.permissions import RECORD
from tinget.meetings.rules.afterwards import misplaced, moment_of
from tinget.meetings.rules.lines import MeetingView
from tinget.meetings.rules.live import Live
from tinget.meetings.views import showing
from tinget.meetings.views.from_paper import ACTS, SECTIONS, forms_of
from tinget.meetings.views.live import told_last
from tinget.meetings.views.writing_down import Hand
from tinget.organisation.api import Actor, Authority, require

JSON = "application/json"
KEPT_AFTER = dt.timedelta(days=7)  # after the meeting day the browser does not show its copy any more
UNTOLD = ("csrfmiddlewaretoken", "key")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write_afterwards(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the forms for everything that can happen; write down what is sent, once for each key."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, RECORD, authority=owner.id)
    by_script = request.get_preferred_type(["text/html", JSON]) == JSON
    if by_script and request.method != "POST":
        return JsonResponse(_to_keep(request, owner, meeting))
    now, do = queries.live(meeting.id), request.POST.get("do", "")
    if queries.must_leave(meeting.id, now, actor.person_id):
        raise NotPossible(_("Du är jävig i ärendet. Någon annan för sammanträdet tills det är avgjort."))
    table = forms_of(meeting, now, request.POST, do)
    form = table.get(do)
    if request.method == "POST":
        if form is None:
            raise NotPossible(_("Knappen finns inte på sidan. Öppna sidan på nytt och försök igen."))
        done = form.is_valid() and attempt(form, lambda: _done(actor, meeting, now, request.POST, form))
        if by_script:
            return JsonResponse(_answer(meeting, do) if done else _refused(form))
        if done:
            messages.success(request, _answer(meeting, do)["message"])
            return redirect(request.path)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("För in i efterhand"),
        "now": now,
        "form": form,
        "sections": [(table[name], *words) for name, *words in SECTIONS if name in table],
        "live_url": showing.page_of(owner, meeting, "live"),
    }
    return render(request, "meetings/afterwards.html", context)


def _done(actor: Actor, meeting: MeetingView, now: Live, posted: QueryDict, form: ReasonForm) -> int:
    """Do it at the moment that was told; sent twice with one key it is done once."""
    do = posted.get("do", "")

    def make() -> int:
        before = queries.version_of(meeting.id)
        hand = Hand(actor, meeting.id, now, posted, _moment(meeting, now, form))
        ACTS[do](hand, form, form.cleaned_data["reason"])
        actions.note_late_entry(actor, meeting_id=meeting.id, after=before, at=clock.now())
        return 1

    told = repr(sorted((name, values) for name, values in posted.lists() if name not in UNTOLD))
    return submissions.once(
        key_of(form), authority=meeting.authority, sender=actor.person_id, sent=told, make=make
    )


def _moment(meeting: MeetingView, now: Live, form: ReasonForm) -> dt.datetime:
    at, given = clock.now(), form.cleaned_data
    if given.get("clock") is None:
        return at
    latest = now.events[-1].at if now.events else None
    told = moment_of(given.get("day") or meeting.day, given["clock"], now=at, latest=latest)
    if why := misplaced(told, now=at, latest=latest):
        raise NotPossible(why)
    return told


def _answer(meeting: MeetingView, do: str) -> dict[str, str]:
    if do == "struket":
        return {"state": "done", "message": _("Det är struket, och antecknat med skälet.")}
    return {"state": "done", "message": told_last(queries.live(meeting.id))}


def _refused(form: ReasonForm) -> dict[str, str]:
    why = " ".join(str(text) for texts in form.errors.values() for text in texts)
    return {"state": "reason" if "reason" in form.errors else "refused", "message": why}


def _to_keep(request: HttpRequest, owner: Authority, meeting: MeetingView) -> dict[str, Any]:
    """Tell what the browser keeps: this page, also in the place of the sitting's own."""
    here = request.path
    last = max(meeting.day, clock.today()) + KEPT_AFTER
    return {
        "here": f"{here}?kopia",
        "person": str(actor_of(request).person_id),
        "token": get_token(request),
        "until": dt.datetime.combine(last, dt.time.max, dt.UTC).isoformat(),
        "files": [
            {"href": here, "source": here, "is_page": True},
            {"href": showing.page_of(owner, meeting, "live"), "source": here, "is_page": True},
        ],
    }
