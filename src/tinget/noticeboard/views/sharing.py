"""What a municipality takes onto its own board: an element by one script tag, JSON, and a feed."""

import datetime as dt
import json
from pathlib import Path

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import atom, clock
from tinget.foundation.http import public
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.foundation.ui.words import short_date
from tinget.noticeboard import queries
from tinget.noticeboard.queries import NoticeNotFound, NoticeView
from tinget.noticeboard.rules.summonses import SummonsNotice
from tinget.organisation.api import (
    Authority,
    Municipality,
    authority_by_slug,
    boards,
    municipality_by_slug,
)

ELEMENT = Path(__file__).parents[1] / "templates" / "noticeboard" / "element.js"
KEPT_FOR = "public, max-age=300"  # seconds that a board may be behind


@public
@require_safe
def element(_request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Give the script that shows the notices where its tag stands, with the notices inside."""
    owner, place = board_place(authority, municipality)
    with scoped(PUBLIC):
        content = queries.board_content(owner, place, today=clock.today())
    data = json.dumps(content, ensure_ascii=False)
    answer = HttpResponse(
        ELEMENT.read_text().replace("BOARD", data), content_type="text/javascript; charset=utf-8"
    )
    return _for_everybody(answer)


@public
@require_safe
def board_json(_request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Give the notices of the municipality's board as JSON."""
    owner, place = board_place(authority, municipality)
    with scoped(PUBLIC):
        content = queries.board_content(owner, place, today=clock.today())
    return _for_everybody(JsonResponse(content, json_dumps_params={"ensure_ascii": False}))


@public
@require_safe
def board_feed(request: HttpRequest, authority: str, municipality: str) -> HttpResponseBase:
    """Give the notices of the municipality's board as Atom."""
    owner, place = board_place(authority, municipality)
    with scoped(PUBLIC):
        carried = queries.on_board(owner.id, place.id, today=clock.today())
    answer = atom.feed(
        title=_("Anslag från %(authority)s i %(place)s") % {"authority": owner.name, "place": place.org_name},
        path=request.path,
        page=reverse("noticeboard_copy", args=[owner.slug, place.slug]),
        author=owner.name,
        entries=[_entry(owner, view) for view, _posting in carried],
        now=clock.now(),
    )
    return atom.unless_known(request, _for_everybody(answer))


def board_place(authority: str, municipality: str) -> tuple[Authority, Municipality]:
    """Return the authority and one of its municipalities, or raise NoticeNotFound."""
    owner, place = authority_by_slug(authority), municipality_by_slug(municipality)
    if place.id not in {one.id for one in boards(owner.id)}:
        raise NoticeNotFound
    return owner, place


def _entry(owner: Authority, view: NoticeView) -> atom.FeedEntry:
    if view.summons is not None:
        return _summons_entry(owner, view, view.summons)
    day = view.approved_on or view.meeting_date
    summary = _("%(paragraphs)s. Protokollet finns: %(kept)s.") % {
        "paragraphs": view.paragraphs_text,
        "kept": view.kept_at,
    }
    prefix = "DEMONSTRATION: " if view.is_demonstration else ""
    return atom.FeedEntry(
        path=reverse("noticeboard_notice", args=[owner.slug, view.id]),
        title=prefix + _("Justerat protokoll %(day)s") % {"day": short_date(view.meeting_date)},
        updated=timezone.make_aware(dt.datetime.combine(day, dt.time())),
        summary=summary,
    )


def _summons_entry(owner: Authority, view: NoticeView, summons: SummonsNotice) -> atom.FeedEntry:
    hours_and_place = () if summons.is_cancelled else (summons.hours, summons.place)
    attend = render_to_string("noticeboard/who_may_attend.html", {"summons": summons}).strip()
    told = (", ".join(filter(None, hours_and_place)), attend, summons.agenda_url)
    completed = summons.completed_on
    prefix = "DEMONSTRATION: " if view.is_demonstration else ""
    return atom.FeedEntry(
        path=reverse("noticeboard_notice", args=[owner.slug, view.id]),
        title=f"{prefix}{summons.heading} {short_date(view.meeting_date)}",
        updated=timezone.make_aware(dt.datetime.combine(completed, dt.time()))
        if completed
        else view.created_at,
        summary=". ".join(filter(None, (one.rstrip(".") for one in told))),
    )


def _for_everybody(answer: HttpResponse) -> HttpResponse:
    """Let any page fetch it: it is the same for all, and no cookie goes with it."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = KEPT_FOR
    return answer
