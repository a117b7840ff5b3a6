"""Pages where somebody with a seat writes themselves, or the secretary for them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import actions, queries
from tinget.meetings.forms import ReasonsForm, WrittenMotionForm
from tinget.meetings.permissions import FOLLOW, RECORD, WRITE_OWN
from tinget.meetings.rules.lines import ItemLine, MeetingView
from tinget.meetings.rules.live import Live, ProposalNow
from tinget.meetings.rules.states import HELD, MeetingState, has_reached
from tinget.meetings.views import showing
from tinget.organisation.api import Actor, Authority, permits, require


@require_http_methods(["GET", "HEAD", "POST"])
def explain_reservation(request: HttpRequest, authority: str, address: str, item_id: int) -> HttpResponse:
    """Show the reservations in a §, and take their written reasons until the minutes are approved."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, WRITE_OWN if request.method == "POST" else FOLLOW, authority=owner.id)
    meeting = queries.as_read_by(meeting, actor.person_id)
    item = next((one for one in meeting.items if one.id == item_id and not one.is_withheld), None)
    if item is None:
        raise Http404(str(item_id))
    lines = queries.reservations_of(item.id, actor.person_id)
    mine = [one for one in lines if one.is_own or permits(actor, RECORD, owner.id)]
    form = ReasonsForm(request.POST if request.method == "POST" else None, lines=mine)
    if request.method == "POST" and form.is_valid() and _explained(actor, meeting, item, form):
        messages.success(request, _("Skälen är sparade. De följer med i protokollet."))
        return redirect(request.path)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Skäl för reservation"),
        "item": item,
        "lines": lines,
        "form": form if mine and _is_time(meeting) else None,
        "is_time": _is_time(meeting),
        "due": meeting.approval_due,
    }
    return render(request, "meetings/reservation.html", context)


def _explained(actor: Actor, meeting: MeetingView, item: ItemLine, form: ReasonsForm) -> bool:
    def explain() -> bool:
        actions.explain_reservation(
            actor,
            meeting_id=meeting.id,
            paragraph=item.paragraph or 0,
            seat=form.seat,
            text=form.cleaned_data["text"],
            at=clock.now(),
        )
        return True

    return attempt(form, explain) is not None


def _is_time(meeting: MeetingView) -> bool:
    return meeting.state in HELD and not has_reached(meeting.state, MeetingState.APPROVED)


@require_http_methods(["GET", "HEAD", "POST"])
def write_motion(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Take the text of a motion that the chair asked for in writing, from its mover or who records."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, WRITE_OWN if request.method == "POST" else FOLLOW, authority=owner.id)
    now = queries.live(meeting.id)
    if queries.must_leave(meeting.id, now, actor.person_id):
        raise NotPossible(_("Du är jävig i ärendet."))
    motions = _to_write(actor, owner, meeting, now)
    form = WrittenMotionForm(request.POST if request.method == "POST" else None, motions=motions)
    if request.method == "POST" and form.is_valid() and _written(actor, meeting, form):
        messages.success(request, _("Yrkandet är lämnat skriftligt."))
        return redirect(showing.page_of(owner, meeting, "live"))
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Yrkande skriftligt"),
        "form": form if motions else None,
        "motions": motions,
        "item": now.item,
        "live_url": showing.page_of(owner, meeting, "live"),
    }
    return render(request, "meetings/write_motion.html", context)


def _to_write(actor: Actor, owner: Authority, meeting: MeetingView, now: Live) -> list[ProposalNow]:
    """List the motions in the open item that are asked for in writing and that the actor may write."""
    if now.item is None or not now.item.is_open:
        return []
    own, may_record = queries.filled_by(meeting.id, actor.person_id), permits(actor, RECORD, owner.id)
    asked = [one for one in now.item.proposals if one.is_asked_in_writing]
    return [one for one in asked if may_record or one.by == own]


def _written(actor: Actor, meeting: MeetingView, form: WrittenMotionForm) -> bool:
    given = form.cleaned_data

    def write() -> bool:
        told = {"motion": given["motion"], "text": given["text"], "reason": given["reason"]}
        actions.write_motion(actor, meeting_id=meeting.id, at=clock.now(), **told)
        return True

    return attempt(form, write) is not None
