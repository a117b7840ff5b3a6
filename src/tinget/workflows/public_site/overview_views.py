"""The public pages over the whole: statistics, one municipality's view, and the decisions as a feed."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import atom, clock
from tinget.foundation.http import public
from tinget.foundation.kept_pages import kept_for_visitors
from tinget.foundation.scoping import PUBLIC, scoped
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.public_site.overview import concerning, held_meetings
from tinget.workflows.public_site.rules import by_year, filled_by
from tinget.workflows.publish_minutes.reading import as_on_the_web

IN_THE_FEED = 50
SEATS = (organisation.Role.MEMBER, organisation.Role.SUBSTITUTE)


@public
@require_safe
@kept_for_visitors
def statistics(request: HttpRequest, authority: str) -> HttpResponse:
    """Show how often the committee meets, and how often the seats are filled, year by year."""
    owner = organisation.authority_by_slug(authority)
    places = organisation.boards(owner.id, on=clock.today())
    tables = [
        (made_up, by_year(held_meetings(owner.id, demonstration=made_up), seats=len(places)))
        for made_up in (False, True)
    ]
    context = {
        "authority": owner,
        "page_title": _("Statistik"),
        "tables": [(made_up, lines) for made_up, lines in tables if lines],
        "places": places,
    }
    return render(request, "workflows/statistics.html", context)


@public
@require_safe
@kept_for_visitors
def municipality(request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Show what was decided that concerns one municipality, and who sits for it."""
    owner = organisation.authority_by_slug(authority)
    place = _place(owner, municipality)
    held = held_meetings(owner.id, demonstration=False)
    times, known = filled_by(held, place.id)
    seats = organisation.offices_on(owner.id, on=clock.today(), roles=SEATS)
    ours = [one for one in seats if one.certain and one.municipality and one.municipality.id == place.id]
    context = {
        "authority": owner,
        "place": place,
        "page_title": place.org_name,
        "decisions": concerning(owner.id, place),
        "seats": [
            {
                "person": one.person,
                "is_member": one.role is organisation.Role.MEMBER,
                "is_demonstration": one.person.is_demonstration,
            }
            for one in ours
        ],
        "times": times,
        "known": known,
    }
    return render(request, "workflows/municipality.html", context)


@public
@require_safe
def decision_feed(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Give the newest paragraphs as Atom; `?kommun=pajala` those that concern one municipality."""
    owner = organisation.authority_by_slug(authority)
    chosen = request.GET.get("kommun", "")
    place = _place(owner, chosen) if chosen else None
    with scoped(PUBLIC):
        entries = _concerning(owner, place) if place else _newest(owner)
    title = _("Beslut, %(authority)s") % {"authority": owner.name}
    answer = atom.feed(
        title=f"{title}, {place.org_name}" if place else title,
        path=request.get_full_path() if place else request.path,
        page=reverse("public_site:authority", args=[owner.slug]),
        author=owner.name,
        entries=entries,
        now=clock.now(),
    )
    return atom.unless_known(request, answer)


def _place(owner: organisation.Authority, slug: str) -> organisation.Municipality:
    found = next((one for one in organisation.boards(owner.id, on=clock.today()) if one.slug == slug), None)
    if found is None:
        raise Http404(_("Kommunen ingår inte i nämnden."))
    return found


def _concerning(owner: organisation.Authority, place: organisation.Municipality) -> list[atom.FeedEntry]:
    return [_entry(owner, one.meeting, one.item) for one in concerning(owner.id, place)]


def _newest(owner: organisation.Authority) -> list[atom.FeedEntry]:
    entries: list[atom.FeedEntry] = []
    for line in meetings.meetings(owner.id):
        if not line.paragraphs or len(entries) >= IN_THE_FEED:
            continue
        view = as_on_the_web(meetings.meeting_by_id(line.id))
        entries += [_entry(owner, line, item) for item in view.items if item.paragraph is not None]
    return entries[:IN_THE_FEED]


def _entry(
    owner: organisation.Authority, line: meetings.MeetingLine, item: meetings.ItemLine
) -> atom.FeedEntry:
    mark = _("DEMONSTRATION: ") if line.is_demonstration else ""
    return atom.FeedEntry(
        path=reverse("public_site:minutes_item", args=[owner.slug, line.address, item.paragraph]),
        title=f"{mark}{item.number} {item.title}",
        updated=timezone.make_aware(dt.datetime.combine(line.day, dt.time())),
        summary=" ".join(filter(None, (item.decision_text, *item.decision_points))) or item.state_text,
        category=("beslut", _("beslut")),
    )
