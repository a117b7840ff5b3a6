"""The page that follows the minutes, and its buttons."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.workflows.publish_minutes.at_once import draw_up_paragraph, notice_of_item, paths_at_once
from tinget.workflows.publish_minutes.certificate import draw_up_certificate
from tinget.workflows.publish_minutes.changes import changes_to
from tinget.workflows.publish_minutes.checking import findings_of
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.extracts import can_be_extracted
from tinget.workflows.publish_minutes.legal_force import draw_up_force_certificate
from tinget.workflows.publish_minutes.minutes import draw_up_minutes, signers_of
from tinget.workflows.publish_minutes.permissions import DRAW_UP
from tinget.workflows.publish_minutes.steps import progress_of, steps_of


def chain(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show how far the minutes have come and the next thing to do."""
    place, meeting = meeting_at(authority, address)
    actor = actor_of(request)
    organisation.require(actor, DRAW_UP, authority=place.id)
    progress = progress_of(place.id, meeting, today=clock.today())
    context = {
        "authority": place,
        "meeting": meeting,
        "progress": progress,
        "steps": steps_of(progress),
        "at_once": paths_at_once(place.id, meeting, today=clock.today()),
        "signers": signers_of(meeting) if progress.may_draw_up else [],
        "may_mend": progress.is_closed and not meeting.approved_on and not meeting.is_published_fact,
        "waiting_changes": sum(one.is_accepted is None for one in changes_to(place.id, meeting.id)),
        "can_be_extracted": can_be_extracted(meeting),
        "found": findings_of(place, meeting) if not meeting.approved_on else None,
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }
    return render(request, "workflows/chain.html", context)


@require_POST
def draw_up(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Draw up the minutes and ask for the signatures."""
    place, meeting = meeting_at(authority, address)
    draw_up_minutes(actor_of(request), authority=place.id, meeting_id=meeting.id, at=clock.now())
    messages.success(request, _("Protokollet är upprättat och väntar på underskrifter."))
    return redirect("publish_minutes:chain", authority, address)


@require_POST
def draw_up_notice_certificate(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Draw up the certificate of notice and ask the secretary to sign it."""
    place, meeting = meeting_at(authority, address)
    now = clock.now()
    notice = noticeboard.notice_of(place.id, f"{MEETING}{meeting.id}", today=now.date())
    if notice is None:
        raise Http404(_("Protokollet är inte anslaget."))
    draw_up_certificate(actor_of(request), authority=place.id, notice_id=notice.id, at=now)
    messages.success(request, _("Anslagsbeviset är upprättat och väntar på din underskrift."))
    return redirect("publish_minutes:chain", authority, address)


@require_POST
def draw_up_at_once(request: HttpRequest, authority: str, address: str, item_id: int) -> HttpResponse:
    """Draw up the minutes of one § that was approved at the meeting, and ask for the signatures."""
    place, meeting = meeting_at(authority, address)
    _item(meeting, item_id)
    draw_up_paragraph(actor_of(request), authority=place.id, item_id=item_id, at=clock.now())
    messages.success(request, _("Paragrafens protokoll är upprättat och väntar på underskrifter."))
    return redirect("publish_minutes:chain", authority, address)


@require_POST
def certify_at_once(request: HttpRequest, authority: str, address: str, item_id: int) -> HttpResponse:
    """Draw up the certificate of notice of one § that was approved at the meeting."""
    place, meeting = meeting_at(authority, address)
    _item(meeting, item_id)
    organisation.require(actor_of(request), DRAW_UP, authority=place.id)
    now = clock.now()
    notice = notice_of_item(place.id, item_id, today=now.date())
    if notice is None:
        raise NotPossible(_("Paragrafen är inte anslagen. Upprätta och underteckna den först."))
    draw_up_certificate(actor_of(request), authority=place.id, notice_id=notice.id, at=now)
    messages.success(request, _("Anslagsbeviset är upprättat och väntar på din underskrift."))
    return redirect("publish_minutes:chain", authority, address)


@require_POST
def certify_legal_force(request: HttpRequest, authority: str, notice_id: int) -> HttpResponse:
    """Draw up the certificate of legal force and ask the secretary to sign it."""
    place = organisation.authority_by_slug(authority)
    now = clock.now()
    if noticeboard.notice(notice_id, today=now.date()).authority != place.id:
        raise noticeboard.NoticeNotFound
    draw_up_force_certificate(actor_of(request), authority=place.id, notice_id=notice_id, at=now)
    messages.success(request, _("Lagakraftbeviset är upprättat och väntar på din underskrift."))
    return redirect("noticeboard_legal_force", authority, notice_id)


def _item(meeting: meetings.MeetingView, item_id: int) -> None:
    """Refuse an item of another meeting than the address names."""
    if not any(item.id == item_id for item in meeting.items):
        raise Http404(_("Paragrafen finns inte på sammanträdet."))


def meeting_at(authority: str, address: str) -> tuple[organisation.Authority, meetings.MeetingView]:
    """Find an authority and its meeting with that address, or not found."""
    place = organisation.authority_by_slug(authority)
    meeting = meetings.meeting_by_address(place.id, address)
    if meeting is None:
        raise Http404(_("Sammanträdet finns inte."))
    return place, meeting
