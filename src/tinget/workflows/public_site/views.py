"""The public pages; row security decides what a visitor sees on them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.foundation.kept_pages import kept_for_visitors
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.organisation import api as organisation
from tinget.workflows.prove_minutes.subjects import minutes_subject, paragraph_subject
from tinget.workflows.public_site.facts import facts_of, reckoning_of, standing_of
from tinget.workflows.publish_minutes.at_once import notice_of_item
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.reading import as_on_the_web, has_expired, on_the_web

LISTED = 8
PRESENCE_WORDS = {
    "chair": gettext_lazy("Ordförande"),
    "vice_chair": gettext_lazy("Vice ordförande"),
    "member": gettext_lazy("Ledamot"),
    "serving_substitute": gettext_lazy("Tjänstgörande ersättare"),
    "substitute": gettext_lazy("Ersättare"),
    "other": gettext_lazy("Övrig"),
}


@public
@kept_for_visitors
def authority_page(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what an authority does now: coming meetings, newest minutes, where notices are."""
    return render_authority(request, organisation.authority_by_slug(authority))


def render_authority(request: HttpRequest, authority: organisation.Authority) -> HttpResponse:
    """Render the authority's page; the front page of an installation with one authority is the same."""
    today = clock.today()
    listed = meetings.meetings(authority.id)
    notices = noticeboard.notices(authority.id, today=today)
    context = {
        "authority": authority,
        "coming": [meeting for meeting in reversed(listed) if not meeting.is_held and meeting.day >= today][
            :LISTED
        ],
        "held": [meeting for meeting in listed if meeting.is_held][:LISTED],
        "notices": [notice for notice in notices if not notice.is_published_fact][:LISTED],
        "page_title": authority.name,
    }
    return render(request, "workflows/authority.html", context)


@public
@kept_for_visitors
def minutes(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show a meeting's minutes: what was decided, and whether it can still be appealed."""
    place, meeting = _held_meeting(authority, address)
    context = _context(place, meeting) | {
        "items": [item for item in meeting.items if item.paragraph is not None]
    }
    return render(request, "workflows/minutes.html", context)


@public
@kept_for_visitors
def minutes_item(request: HttpRequest, authority: str, address: str, paragraph: int) -> HttpResponse:
    """Show one paragraph of the minutes, and whether it can be appealed or has legal force."""
    place, meeting = _held_meeting(authority, address)
    item = next((item for item in meeting.items if item.paragraph == paragraph), None)
    if item is None:
        raise Http404(_("Protokollet har ingen sådan paragraf."))
    context = _context(place, meeting)
    own = notice_of_item(place.id, item.id, today=clock.today())
    context |= {
        "item": item,
        "addenda": [one for one in context["addenda"] if one.paragraph == paragraph],
        "proof": paragraph_subject(place, meeting, paragraph, own) or context["proof"],
        "standing": standing_of(own or context["notice"], paragraph, today=clock.today()),
    }
    return render(request, "workflows/minutes_item.html", context)


@public
@kept_for_visitors
def whole_minutes(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show all that the minutes say on one page, to read or print, as they may stand on the web."""
    place, meeting = _held_meeting(authority, address)
    told = on_the_web(meeting)
    if told is None:
        raise Http404(_("Protokollet är inte justerat och publicerat."))
    context = {
        "authority": place,
        "meeting": meeting,
        "told": told,
        "has_expired": has_expired(meeting),
        "presence_words": PRESENCE_WORDS,
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }
    return render(request, "workflows/whole_minutes.html", context)


@public
def web_pdf(_request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Give the minutes as they may stand on the web as a PDF, unsigned."""
    _place, meeting = _held_meeting(authority, address)
    return _web_pdf(meeting)


@public
def minutes_pdf(request: HttpRequest, authority: str, address: str) -> HttpResponseBase:
    """Give the signed minutes; what has left the web, or is known from print, as the web version."""
    place, meeting = _held_meeting(authority, address)
    if meeting.is_published_fact:
        return _web_pdf(meeting)
    if meeting.minutes_document_id is None:
        raise Http404(_("Protokollet är inte upprättat."))
    newest = documents.newest_versions([meeting.minutes_document_id]).get(meeting.minutes_document_id)
    if newest is None:
        return _web_pdf(meeting)
    return documents.download_response(newest, place.id, request=request)


def _web_pdf(meeting: meetings.MeetingView) -> HttpResponse:
    told = on_the_web(meeting)
    if told is None:
        raise Http404(_("Protokollet är inte justerat och publicerat."))
    answer = HttpResponse(meetings.render_web_version(told), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="atergivning-{meeting.address}.pdf"'
    return answer


def _held_meeting(authority: str, address: str) -> tuple[organisation.Authority, meetings.MeetingView]:
    place = organisation.authority_by_slug(authority)
    meeting = meetings.meeting_by_address(place.id, address)
    if meeting is None or not any(item.paragraph is not None for item in meeting.items):
        raise Http404(_("Här finns inget protokoll ännu."))
    return place, as_on_the_web(meeting)


def _context(place: organisation.Authority, meeting: meetings.MeetingView) -> dict[str, Any]:
    notice = noticeboard.notice_of(place.id, f"{MEETING}{meeting.id}", today=clock.today())
    certificate_id = notice.certificate_document_id if notice else None
    wanted = [one for one in (meeting.minutes_document_id, certificate_id) if one]
    newest = documents.newest_versions(wanted)
    document = newest.get(meeting.minutes_document_id or 0)
    certificate = newest.get(certificate_id or 0)
    return {
        "authority": place,
        "meeting": meeting,
        "notice": notice,
        "proof": minutes_subject(place, meeting, document, notice),
        "facts": facts_of(meeting, notice),
        "reckoning": reckoning_of(notice),
        "document": document,
        "has_pdf": document is not None or meeting.is_published_fact,
        "is_whole": meeting.is_published_fact or bool(meeting.approved_on and meeting.is_published),
        "certificate": certificate,
        "addenda": meeting.addenda,
        "certificate_note": _since(notice, certificate),
        "certificate_url": documents.version_url(place.slug, certificate) if certificate else "",
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }


def _since(notice: noticeboard.NoticeView | None, certificate: documents.VersionLine | None) -> str:
    """Tell beside the certificate of notice that a day it tells was put right after it was drawn up."""
    if notice is None or certificate is None:
        return ""
    drawn_up_at = notice.certificate_drawn_up_at or certificate.created_at
    if not notice.is_put_right_since(drawn_up_at):
        return ""
    return _("En dag är rättad efter beviset. De rätta dagarna står på anslagets sida.")
