"""Opening a meeting, choosing who approves the minutes, and closing it."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import ReasonForm, attempt
from tinget.foundation.ui.words import short_date
from tinget.meetings import actions, queries
from tinget.meetings.forms import ApproverForm
from tinget.meetings.permissions import LEAD, RECORD
from tinget.meetings.rules.approval import moved_day
from tinget.meetings.rules.lines import MeetingView
from tinget.meetings.views import showing
from tinget.organisation.api import require

FORMS = ["GET", "HEAD", "POST"]


@require_http_methods(FORMS)
def open_meeting(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Open the meeting: its items get their § numbers."""
    owner, meeting = showing.find(authority, address)
    actor, at = actor_of(request), clock.now()
    require(actor, LEAD, authority=owner.id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    departs = moved_day(meeting.planned_on, at.date())
    if departs and not form.is_bound:
        form.expect_reason(f"{departs.text} ({departs.source})")
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def opening() -> bool:
            actions.open_meeting(actor, meeting_id=meeting.id, at=at, reason=reason)
            return True

        if attempt(form, opening):
            opened = queries.meeting_by_id(meeting.id)
            told = _("Sammanträdet är öppnat. Punkterna har fått §§ %(numbers)s.")
            messages.success(request, told % {"numbers": opened.paragraphs})
            return redirect("meetings:attendance", owner.slug, meeting.address)
    count = len(meeting.items)
    consequence = ngettext(
        "Dagordningens enda punkt får sitt paragrafnummer, och ordningen ligger sedan fast.",
        "Dagordningens %(count)s punkter får sina paragrafnummer, och ordningen ligger sedan fast.",
        count,
    ) % {"count": count}
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Öppna sammanträdet"),
        "form": form,
        "consequence": consequence,
        "facts": _before_opening(meeting, at),
        "button": _("Öppna sammanträdet"),
        "back_href": meeting.url,
    }
    return render(request, "meetings/confirm.html", context)


def _before_opening(meeting: MeetingView, at: datetime) -> list[tuple[str, str]]:
    """Tell the days, and how the committee or its convening departs from the rules on that day."""
    days = [(_("Planerat till"), short_date(meeting.planned_on)), (_("Öppnas"), short_date(at))]
    judged = queries.judged_whole(meeting.id)
    return [*days, *((one.source, one.text) for one in judged if one.departs)]


@require_http_methods(FORMS)
def elect_approver(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Choose who approves the minutes with the chair, and until when."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, RECORD, authority=owner.id)
    candidates = _who_may_approve(meeting)
    initial = {"due": showing.default_due(meeting), "place": _("Digitalt")}
    form = ApproverForm(
        request.POST if request.method == "POST" else None, people=candidates, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def elect() -> bool:
            actions.elect_approver(
                actor,
                meeting_id=meeting.id,
                person_id=given["person"],
                at=clock.now(),
                due=given["due"],
                place=given["place"],
                reason=given["reason"],
                reserve_id=given["reserve"],
            )
            return True

        if attempt(form, elect):
            messages.success(request, _("Justerare och tid för justering är beslutade."))
            return redirect(meeting.url)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Val av justerare och tid för justering"),
        "form": form,
        "has_candidates": bool(candidates),
        "attendance_url": showing.page_of(owner, meeting, "attendance"),
    }
    return render(request, "meetings/approver.html", context)


def _who_may_approve(meeting: MeetingView) -> list[tuple[int, str]]:
    """List those who serve and do not preside (KL 5:69)."""
    return [
        (one.person_id, one.with_place)
        for one in meeting.presence
        if one.is_serving and not one.is_chair and one.person_id is not None
    ]


@require_http_methods(FORMS)
def close_meeting(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Close the meeting; from then on nothing said at it can be changed."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, LEAD, authority=owner.id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():

        def closing() -> bool:
            actions.close_meeting(actor, meeting_id=meeting.id, at=clock.now())
            return True

        if attempt(form, closing):
            messages.success(request, _("Sammanträdet är avslutat."))
            return redirect(meeting.url)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Avsluta sammanträdet"),
        "form": form,
        "consequence": _("Närvaro, beslut och texter ligger sedan fast, och protokollet upprättas av dem."),
        "facts": [
            (_("Paragrafer"), f"§§ {meeting.paragraphs}"),
            (_("Justerare"), ", ".join(one.with_party for one in meeting.approvers) or None),
        ],
        "button": _("Avsluta sammanträdet"),
        "back_href": meeting.url,
    }
    return render(request, "meetings/confirm.html", context)
