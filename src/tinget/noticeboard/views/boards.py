"""The open pages: the authority's notices, one notice on all boards, and a municipality's copy."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinget.foundation import clock, ledger
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date
from tinget.noticeboard import queries
from tinget.noticeboard.permissions import FOLLOW
from tinget.noticeboard.queries import Contact, NoticeNotFound, NoticeView
from tinget.noticeboard.views.sharing import board_place
from tinget.organisation.api import Authority, Municipality, authority_by_slug, boards, permits


@public
@require_GET
def board(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the newest notice on all its boards, the earlier ones as a list, and the way to every copy."""
    found = authority_by_slug(authority)
    notices = queries.notices(found.id, today=clock.today())
    newest, earlier = (notices[0], notices[1:]) if notices else (None, [])
    summonses = queries.summons_notices(found.id, today=clock.today())
    context = {
        "page_title": _("Anslagstavla"),
        "authority": found,
        "notice": newest,
        "coming": [one for one in summonses if one.summons and not one.summons.is_over],
        "earlier": _listing(found, earlier) if earlier else None,
        "boards": boards(found.id),
        "may_follow": permits(actor_of(request), FOLLOW, found.id),
        **marked(newest),
    }
    return render(request, "noticeboard/board.html", context)


@public
@require_GET
def notice(request: HttpRequest, authority: str, notice_id: int) -> HttpResponse:
    """Show one notice and its state on every board; the staff also see addresses and what was done."""
    found = authority_by_slug(authority)
    view = notice_under(found, notice_id)
    actor = actor_of(request)
    may_follow = permits(actor, FOLLOW, found.id)
    contacts = queries.contacts(actor, authority=found.id, notice_id=view.id)
    context = {
        "page_title": heading_of(view),
        "authority": found,
        "notice": view,
        "may_follow": may_follow,
        "without_address": _without_address(view, contacts),
        "events": _timeline(found, view) if may_follow else [],
        **marked(view),
    }
    return render(request, "noticeboard/notice.html", context)


@public
@require_GET
def copy(request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Show a copy of what the municipality's own board carries from this authority."""
    found, place = board_place(authority, municipality)
    listed = [
        (view, next((one for one in view.postings if one.municipality.id == place.id), None))
        for view in queries.every_notice(found.id, today=clock.today())
    ]
    lines = [(view, posting) for view, posting in listed if posting or not view.postings]
    context = {
        "page_title": _("Anslag från %(authority)s i %(place)s")
        % {"authority": found.name, "place": place.org_name},
        "authority": found,
        "municipality": place,
        "script_tag": _script_tag(found, place),
        "may_follow": permits(actor_of(request), FOLLOW, found.id),
        "lines": lines,
        **marked(lines[0][0] if lines else None),
    }
    return render(request, "noticeboard/copy.html", context)


def _script_tag(authority: Authority, place: Municipality) -> str:
    address = reverse("noticeboard_element", args=[authority.slug, place.slug])
    return f'<script src="{settings.TINGET_ADDRESS}{address}" crossorigin="anonymous" async></script>'


def notice_under(authority: Authority, notice_id: int) -> NoticeView:
    """Return the notice, which must belong to the authority in the address."""
    view = queries.notice(notice_id, today=clock.today())
    if view.authority != authority.id:
        raise NoticeNotFound
    return view


def minutes_notice_under(authority: Authority, notice_id: int) -> NoticeView:
    """Return a notice of minutes, of which legal force comes; a summons has none."""
    view = notice_under(authority, notice_id)
    if view.summons is not None:
        raise NoticeNotFound
    return view


def heading_of(view: NoticeView) -> str:
    """Say which notice it is."""
    if view.summons is not None:
        words = {"heading": view.summons.heading, "day": short_date(view.meeting_date)}
        return _("Anslag: %(heading)s %(day)s") % words
    return _("Anslag om protokollet %(day)s, %(paragraphs)s") % {
        "day": short_date(view.meeting_date),
        "paragraphs": view.paragraphs_text,
    }


def marked(view: NoticeView | None) -> dict[str, bool]:
    """Mark the page of a demonstration's notice; otherwise the site's own setting stands."""
    return {"demonstration": True} if view is not None and view.is_demonstration else {}


def _listing(authority: Authority, notices: list[NoticeView]) -> Listing:
    return Listing(
        caption=_("Tidigare anslag, senaste sammanträdet först."),
        columns=(Column(_("Sammanträde")), Column(_("Paragrafer")), Column(_("Läge"))),
        rows=tuple(
            Row(
                cells=(
                    Cell(short_date(one.meeting_date)),
                    Cell(one.paragraphs_text),
                    Cell(one.state_text, state=one.tone),
                ),
                href=reverse("noticeboard_notice", args=[authority.slug, one.id]),
            )
            for one in notices
        ),
    )


def _without_address(view: NoticeView, contacts: dict[int, Contact]) -> list[str]:
    """Name the boards whose registrar could not be written to; none for those who see no addresses."""
    return [
        posting.municipality.name
        for posting in view.postings
        if posting.id in contacts and not contacts[posting.id].email and not posting.displays
    ]


def _timeline(authority: Authority, view: NoticeView) -> list[dict[str, Any]]:
    """Gather what was done to the notice and its postings, newest first."""
    lines = ledger.history(authority.id, f"noticeboard.notice:{view.id}")
    for posting in view.postings:
        lines += ledger.history(authority.id, f"noticeboard.posting:{posting.id}")
    ordered = sorted(lines, key=lambda line: line.entry_id, reverse=True)
    return [
        {
            "at": line.at,
            "text": ledger.text_of(line.action or ""),
            "who": _name(line.who or ""),
            "acting_as": line.acting_as,
            "detail": ", ".join(
                str(value)
                for key, value in line.changes.items()
                if key in {"board", "on", "told", "right", "note", "finding"} and value
            ),
        }
        for line in ordered
    ]


def _name(who: str) -> str:
    """Take the name out of "person:7 Lisa Nilsson"; others stand as they are."""
    kind, _space, name = who.partition(" ")
    return name if kind.startswith("person:") and name else who
