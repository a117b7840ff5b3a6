"""The open pages: all solutions, one, a municipality's, and the matrix on a day."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date
from tinget.organisation.api import Authority, authority_by_slug, boards, municipality_by_slug, permits
from tinget.solutions import queries
from tinget.solutions.permissions import KEEP
from tinget.solutions.queries import SolutionNotFound, SolutionView
from tinget.solutions.rules import TAKING_TEXTS, Taking


@public
@require_GET
def listing(request: HttpRequest, authority: str) -> HttpResponse:
    """List the solutions with their state today."""
    found = authority_by_slug(authority)
    listed = queries.solutions(found.id)
    context = {
        "page_title": _("Gemensamma lösningar"),
        "authority": found,
        "listing": _listing(found, listed, clock.today()),
        "boards": boards(found.id),
    }
    return render(request, "solutions/solutions.html", context)


@public
@require_GET
def solution(request: HttpRequest, authority: str, solution: str) -> HttpResponse:
    """Show one solution: its life, its numbers, and which municipalities take part in which way."""
    found = authority_by_slug(authority)
    view = queries.solution(found.id, solution)
    day = clock.today()
    context = {
        "page_title": view.name,
        "authority": found,
        "solution": view,
        "status": view.status_on(day),
        "statuses": list(reversed(view.statuses)),
        "takings": _takings(found, view),
        "facts": _facts(view),
        "ways": queries.ways_from_solution(found, view.slug),
        "may_keep": permits(actor_of(request), KEEP, found.id),
    }
    return render(request, "solutions/solution.html", context)


@public
@require_GET
def municipality(request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Show what one municipality pays for, is connected to and uses."""
    found = authority_by_slug(authority)
    place = municipality_by_slug(municipality)
    if place.id not in {one.id for one in boards(found.id)}:
        raise SolutionNotFound
    lines = [
        (view, [one for one in view.participations if one.municipality_id == place.id])
        for view in queries.solutions(found.id)
    ]
    context = {
        "page_title": _("Gemensamma lösningar i %(place)s") % {"place": place.name},
        "authority": found,
        "municipality": place,
        "lines": [(view, held) for view, held in lines if held],
        "others": [view for view, held in lines if not held],
    }
    return render(request, "solutions/municipality.html", context)


@public
@require_GET
def matrix(request: HttpRequest, authority: str) -> HttpResponse:
    """Show every municipality and solution on a chosen day."""
    found = authority_by_slug(authority)
    day, misread = _chosen_day(request)
    solutions, rows = queries.matrix(found.id, on=day)
    context = {
        "page_title": _("Vem har vad"),
        "authority": found,
        "day": day,
        "misread": misread,
        "solutions": solutions,
        "rows": rows,
        "sums": [_sum_text(view, day) for view in solutions],
    }
    return render(request, "solutions/matrix.html", context)


def _chosen_day(request: HttpRequest) -> tuple[dt.date, bool]:
    text = request.GET.get("dag", "")
    try:
        return (dt.date.fromisoformat(text) if text else clock.today()), False
    except ValueError:
        return clock.today(), True


def _sum_text(view: SolutionView, day: dt.date) -> list[str]:
    """Say how many take part in each way: those known by name, and what a document prints if it differs."""
    told = []
    for taking in Taking:
        known, printed = len(view.takers_on(day, taking)), view.printed_on(day, taking)
        if printed is not None and printed.count != known:
            told.append(
                _("%(known)s %(way)s, %(printed)s enligt %(source)s")
                % {
                    "known": known,
                    "way": _(TAKING_TEXTS[taking]),
                    "printed": printed.count,
                    "source": printed.source,
                }
            )
        elif known:
            told.append(_("%(known)s %(way)s") % {"known": known, "way": _(TAKING_TEXTS[taking])})
    return told


def _takings(authority: Authority, view: SolutionView) -> list[tuple[str, list[tuple[str, object]]]]:
    names = {one.id: one.name for one in boards(authority.id)}
    order = list(names)
    return [
        (
            _(TAKING_TEXTS[taking]).capitalize(),
            [
                (names.get(one.municipality_id, "?"), one)
                for one in sorted(view.participations, key=lambda one: order.index(one.municipality_id))
                if one.taking is taking
            ],
        )
        for taking in Taking
    ]


def _facts(view: SolutionView) -> list[tuple[str, str | None]]:
    return [
        (_("Slag"), view.kind_text),
        (_("I drift sedan"), view.in_operation_since or None),
        (_("Ägare"), view.owner or None),
        (_("Leverantör"), view.supplier or None),
        (_("Produkt"), view.product or None),
        (_("Informationsklass"), view.information_class or None),
        (_("Kontakt"), view.contact or None),
        (_("Källa"), view.source),
    ]


def _listing(authority: Authority, listed: list[SolutionView], day: dt.date) -> Listing:
    rows = []
    for view in listed:
        status = view.status_on(day)
        rows.append(
            Row(
                cells=(
                    Cell(view.name),
                    Cell(view.kind_text),
                    Cell(status.phase_text if status else "", state=status.tone if status else ""),
                    Cell(short_date(status.on) if status else None),
                ),
                href=reverse("solutions:solution", args=[authority.slug, view.slug]),
            )
        )
    return Listing(
        caption=_("%(count)s lösningar, i bokstavsordning.") % {"count": len(listed)},
        columns=(
            Column(_("Lösning")),
            Column(_("Slag")),
            Column(_("Senast kända läge")),
            Column(_("Enligt handling den")),
        ),
        rows=tuple(rows),
        empty_title=_("Inga lösningar ännu"),
        empty_text=_("Här visas de lösningar som kommunerna har gemensamt, när de har lästs in."),
    )
