"""Reading without a network: what the browser keeps for it, and notes written meanwhile."""

import dataclasses
import datetime as dt
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock, submissions
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings.api import MeetingView
from tinget.organisation.api import Actor
from tinget.summons import actions, queries
from tinget.summons.forms import LaterNoteForm
from tinget.summons.views.around import find_summons

KEPT_AFTER = dt.timedelta(days=7)  # after the meeting day a copy is not shown any more


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, authority: str, address: str) -> JsonResponse:
    """Tell what the reader's copy is made of and how long it lives; keep a note that was written in one."""
    owner, meeting, summons = find_summons(request, authority, address)
    actor = actor_of(request)
    if request.method == "POST":
        return JsonResponse(_kept(actor, meeting, LaterNoteForm(request.POST)))
    last = max(meeting.planned_on, clock.today()) + KEPT_AFTER
    return JsonResponse(
        {
            "here": request.path,
            "person": str(actor.person_id),
            "token": get_token(request),
            "until": dt.datetime.combine(last, dt.time.max, dt.UTC).isoformat(),
            "files": [dataclasses.asdict(one) for one in queries.to_keep(owner.slug, address, summons)],
        }
    )


def _kept(actor: Actor, meeting: MeetingView, form: LaterNoteForm) -> dict[str, Any]:
    """Keep the note once, or tell why it cannot be kept; the reader still has its words."""
    if form.is_valid():
        given = form.cleaned_data

        def make() -> int:
            return actions.keep_note(
                actor, meeting_id=meeting.id, item_id=given["item"], text=given["text"],
                quote=given["quote"], at=clock.now(),
            )  # fmt: skip

        told = repr((meeting.id, given["item"], given["text"], given["quote"]))
        if attempt(form, lambda: submissions.once(
            given["key"], authority=meeting.authority, sender=actor.person_id, sent=told, make=make
        )):  # fmt: skip
            return {"state": "done", "message": _("Anteckningen är sparad. Bara du kan läsa den.")}
    why = [str(text) for texts in form.errors.values() for text in texts]
    return {"state": "refused", "message": " ".join(why)}
