"""The agenda's times: how long each item is meant to take, and thereby when each begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import actions
from tinget.meetings.forms import TimesForm
from tinget.meetings.permissions import PREPARE
from tinget.meetings.rules.lines import MeetingView
from tinget.meetings.rules.timing import minutes_over
from tinget.meetings.views import showing
from tinget.organisation.api import Actor, require


@require_http_methods(["GET", "HEAD", "POST"])
def time_items(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show and change how many minutes each item that is not handled is meant to take."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, PREPARE, authority=owner.id)
    form = TimesForm(request.POST if request.method == "POST" else None, items=meeting.open_items)
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _save(actor, meeting, form)):
        messages.success(request, _("Tiderna är sparade."))
        return redirect("meetings:time_items", owner.slug, meeting.address)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Tider på dagordningen"),
        "form": form,
        "over": _told_over(meeting),
        "agenda_url": showing.page_of(owner, meeting, "agenda"),
        "move_url": showing.page_of(owner, meeting, "move_meeting"),
    }
    return render(request, "meetings/time_items.html", context)


def _save(actor: Actor, meeting: MeetingView, form: TimesForm) -> bool:
    actions.time_items(actor, meeting_id=meeting.id, minutes=form.minutes())
    return True


def _told_over(meeting: MeetingView) -> str:
    """Say by how much the items pass the hour when the meeting is to end, empty where they fit."""
    lengths = [item.minutes for item in meeting.items]
    over = minutes_over(meeting.planned_start, meeting.planned_end, lengths)
    told = ngettext(
        "Punkterna tar %(over)s minut mer än sammanträdet varar.",
        "Punkterna tar %(over)s minuter mer än sammanträdet varar.",
        over,
    )
    return told % {"over": over} if over else ""
