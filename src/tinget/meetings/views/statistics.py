"""The committee's meetings in figures, and how long each was there, as tables, drawings and files."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import exports
from tinget.foundation.exports import Heading, Value
from tinget.foundation.http import actor_of, public
from tinget.meetings import queries
from tinget.meetings.permissions import EXAMINE
from tinget.meetings.queries.statistics import AS_TEXTS
from tinget.meetings.rules.statistics import YearInFigures
from tinget.meetings.views import showing
from tinget.organisation.api import authority_by_slug, require


@public
@require_safe
def show_statistics(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Show meetings, length, decisions and attendance year by year, as far as it is known."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    years = queries.statistics(owner.id, demonstration=actor.is_demonstration)
    if kind := exports.asked_for(request):
        headings = [
            Heading("year", _("År")),
            Heading("what", _("Vad")),
            Heading("name", _("Namn")),
            Heading("municipality", _("Kommun")),
            Heading("count", _("Antal")),
            Heading("of", _("Av")),
        ]
        rows = [row for year in years for row in _rows(year)]
        return exports.response(kind, f"{owner.slug}-sammantraden", headings, rows)
    context = {
        "page_title": _("Sammanträden i siffror"),
        "authority": owner,
        "years": years,
        "exports": exports.links(request),
        "meetings_url": reverse("meetings:meetings", args=[owner.slug]),
        "demonstration": actor.is_demonstration,
    }
    return render(request, "meetings/statistics.html", context)


@require_safe
def show_times(request: HttpRequest, authority: str, address: str) -> HttpResponseBase:
    """Show how long each was there: each municipality pays its own."""
    owner, meeting = showing.find(authority, address)
    require(actor_of(request), EXAMINE, authority=owner.id)
    times = queries.attendance_times(meeting.id)
    if kind := exports.asked_for(request):
        headings = [
            Heading("municipality", _("Kommun")),
            Heading("name", _("Namn")),
            Heading("as", _("Som")),
            Heading("day", _("Dag")),
            Heading("from", _("Från")),
            Heading("to", _("Till")),
            Heading("minutes", _("Minuter")),
            Heading("remote", _("På distans")),
        ]
        rows = [
            (
                stay.seat.municipality,
                name,
                AS_TEXTS[stay.seat.as_],
                meeting.day,
                showing.clock_of(stay.begins_at),
                showing.clock_of(stay.ends_at) if stay.ends_at else "",
                stay.minutes,
                _("ja") if stay.remote else _("nej"),
            )
            for name, stay in times
        ]
        return exports.response(kind, f"narvaro-{meeting.address}", headings, rows)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Närvarotider"),
        "times": [(name, stay, AS_TEXTS[stay.seat.as_]) for name, stay in times],
        "exports": exports.links(request),
    }
    return render(request, "meetings/times.html", context)


def _rows(year: YearInFigures) -> list[tuple[Value, ...]]:
    rows: list[tuple[Value, ...]] = [
        (year.year, _("sammanträden"), "", "", year.meetings, None),
        (year.year, _("minuter"), "", "", year.minutes, None),
    ]
    rows += [(year.year, _("beslut"), one.name, "", one.count, one.of) for one in year.decisions]
    rows += [(year.year, _("kommun"), "", one.name, one.count, one.of) for one in year.municipalities]
    rows += [(year.year, as_, one.name, place, one.count, one.of) for place, as_, one in year.people]
    return rows
