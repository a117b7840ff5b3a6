"""The open pages: an overview, a printed table, and what one municipality pays."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tinget.economy import queries
from tinget.economy.permissions import ATTEST, BOOKS, SHARE
from tinget.economy.queries import AllocationView, FigureNotFound, FinanceView
from tinget.economy.rules.drawing import Drawing, bars
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.paying import Paid, ServicePaid, by_service, services_paid
from tinget.economy.rules.printed import Disagreement, Figures, Reason
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date, thousands
from tinget.organisation.api import (
    Authority,
    authority_by_slug,
    boards,
    municipality_by_slug,
    permits,
    populations,
)

YEARS_SHOWN = 3
COLUMN_TEXTS = {
    "income": "Intäkt",
    "cost": "Kostnad",
    "deviation": "Avvikelse",
    "budget_income": "Budget, intäkt",
    "forecast_income": "Prognos, intäkt",
    "deviation_income": "Avvikelse, intäkt",
    "budget_cost": "Budget, kostnad",
    "forecast_cost": "Prognos, kostnad",
    "deviation_cost": "Avvikelse, kostnad",
    "result": "Resultat",
}
REASON_TEXTS = {
    Reason.ROUNDING: "Så mycket kan bero på avrundning.",
    Reason.LINE_OFF: "Det förklaras av raden %(line)s, vars egna tal skiljer lika mycket.",
    Reason.LEFT_OUT: "Raden %(line)s är lika stor som skillnaden: den kan ha räknats bort eller två gånger.",
    Reason.SIGN: "Det förklaras av att raden %(line)s har räknats med fel tecken.",
    Reason.OTHER_LINE: "Beloppet är det som står på raden %(line)s: en rad kan ha förskjutits.",
    Reason.UNEXPLAINED: "Ingen rad förklarar skillnaden.",
}


@public
@require_GET
def overview(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the tables, the allocations and what disagrees."""
    found = authority_by_slug(authority)
    tables = queries.tables(found.id)
    context = {
        "page_title": _("Ekonomi"),
        "authority": found,
        "years": sorted({one.year for one in tables}, reverse=True),
        "may_attest": permits(actor_of(request), ATTEST, found.id),
        "may_enter": permits(actor_of(request), BOOKS, found.id),
        "tables": _tables_listing(found, tables),
        "allocations": _allocations_listing(found, queries.allocations(found.id)),
        "amounts": [(one, disagreement_text(one.disagreement)) for one in queries.amounts(found.id)],
        "prices": queries.prices(found.id),
        "boards": boards(found.id),
        "may_share": permits(actor_of(request), SHARE, found.id),
    }
    return render(request, "economy/overview.html", context)


@public
@require_GET
def table(request: HttpRequest, authority: str, table: str) -> HttpResponse:
    """Show a printed table with computed sums, and each printed figure that disagrees."""
    found = authority_by_slug(authority)
    view = queries.table(found.id, table)
    context = {
        "page_title": view.title
        if view.version
        else _("%(title)s, enligt handling den %(day)s")
        % {"title": view.title, "day": short_date(view.as_of)},
        "authority": found,
        "table": view,
        "columns": [_(COLUMN_TEXTS[column]) for column in view.columns],
        "lines": [
            (
                line.name,
                [view.shown(line.figures.get(column)) for column in view.columns],
                line.explanation,
                line.budget_line,
            )
            for line in view.lines
        ],
        "computed": _shown(view, view.computed),
        "printed": _shown(view, view.printed_total) if view.printed_total else None,
        "explained": any(line.explanation for line in view.lines),
        "may_consult": view.kind is TableKind.BUDGET and view.version > 0 and actor_of(request).is_known,
        "may_adopt": view.is_draft and permits(actor_of(request), BOOKS, found.id),
        "indexes": queries.index_told(
            found.id, services=[line.name for line in view.lines], year=view.year, name=view.index_name
        ),
        "told": [
            (_heading(one), disagreement_text(one, entered=view.version > 0)) for one in view.disagreements
        ],
    }
    return render(request, "economy/table.html", context)


@public
@require_GET
def municipality(request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Show what a municipality pays, for what and since when, beside the mean of those who pay."""
    found = authority_by_slug(authority)
    place = municipality_by_slug(municipality)
    paying = queries.payments(found.id, place.id)
    if not paying and place.id not in {one.id for one in boards(found.id)}:
        raise FigureNotFound
    years = sorted({one.year for one in paying}, reverse=True)
    shown = years if request.GET.get("alla") else years[:YEARS_SHOWN]
    recent = [one for one in paying if one.year in shown]
    latest = [one for one, _since in by_service(paying).values()]
    among = queries.among_all(found.id, {*recent, *latest})
    people = {year.as_of: year.inhabitants for year in populations()}
    services = services_paid(paying, place.id, among, people)
    context = {
        "page_title": _("Vad %(place)s betalar") % {"place": place.name},
        "authority": found,
        "municipality": place,
        "services": [(one, _kronor(one.per_head), _kronor(one.others_per_head)) for one in services],
        "payments": [Paid(one, among[one.slug]) for one in recent],
        "left_out": len(years) - len(shown),
        "sums": [(year, sum(one.amount for one in recent if one.year == year)) for year in shown],
        "drawing": _drawn(place.name, services) if services else None,
    }
    return render(request, "economy/municipality.html", context)


def _drawn(place: str, services: Sequence[ServicePaid]) -> Drawing:
    return bars(
        [
            (f"{one.latest.own.service} {one.latest.own.year}, {text}", amount, f"{thousands(amount)} kr")
            for one in services
            for text, amount in ((place, one.latest.own.amount), (_("medel"), one.latest.mean))
        ]
    )


def _kronor(ore: int | None) -> Decimal | None:
    return None if ore is None else Decimal(ore).scaleb(-2)


def disagreement_text(one: Disagreement | None, *, entered: bool = False) -> str:
    """Say how a printed (or entered) figure disagrees, and what explains it; empty where it agrees."""
    if one is None:
        return ""
    sign = "+" if one.difference > 0 else "−"
    words = (
        _("Inlagt %(printed)s, raderna ger %(computed)s, skillnad %(sign)s%(difference)s kr.")
        if entered
        else _("Tryckt %(printed)s, raderna ger %(computed)s, skillnad %(sign)s%(difference)s kr.")
    )
    told = words % {
        "printed": thousands(one.printed),
        "computed": thousands(one.computed),
        "sign": sign,
        "difference": thousands(abs(one.difference)),
    }
    return f"{told} {_(REASON_TEXTS[one.reason]) % {'line': one.line}}"


def _shown(view: FinanceView, figures: Figures) -> list[int | None]:
    return [view.shown(figures.get(column)) for column in view.columns]


def _heading(one: Disagreement) -> str:
    return f"{one.where or _('Summan')}, {_(COLUMN_TEXTS[one.column]).lower()}"


def _tables_listing(authority: Authority, tables: list[FinanceView]) -> Listing:
    return Listing(
        caption=_("%(count)s tabeller, senaste året först.") % {"count": len(tables)},
        columns=(
            Column(_("Tabell")),
            Column(_("Känd den")),
            Column(_("Kostnad"), numeric=True),
            Column(_("Läge")),
            Column(_("Stämmer")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.title),
                    Cell(short_date(one.as_of)),
                    Cell(_cost(one)),
                    _table_state(one),
                    Cell(
                        _("avviker") if one.disagreements else _("ja"),
                        state="wait" if one.disagreements else "done",
                    ),
                ),
                href=reverse("economy:table", args=[authority.slug, one.slug]),
            )
            for one in tables
        ),
        empty_title=_("Inga tabeller ännu"),
        empty_text=_("Budgetar, utfall och prognoser visas här när de har lästs in."),
    )


def _cost(one: FinanceView) -> str:
    cost = one.computed.get("cost", one.computed.get("forecast_cost", 0))
    return f"{thousands(one.shown(cost) or 0)} {one.unit_text}"


def _table_state(one: FinanceView) -> Cell:
    if not one.version:
        return Cell(_("tryckt"), state="plain")
    if one.is_draft:
        return Cell(_("utkast"), state="wait")
    return Cell(_("antagen") if one.kind is TableKind.BUDGET else _("redovisad"), state="done")


def _allocations_listing(authority: Authority, listed: list[AllocationView]) -> Listing:
    return Listing(
        caption=_("%(count)s fördelningar, senaste året först.") % {"count": len(listed)},
        columns=(
            Column(_("Tjänst")),
            Column(_("År"), numeric=True),
            Column(_("Kommuner"), numeric=True),
            Column(_("Summa, kr"), numeric=True),
            Column(_("Läge")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(one.service),
                    Cell(str(one.year)),
                    Cell(len(one.rows)),
                    Cell(thousands(one.total)),
                    _state_cell(one),
                ),
                href=reverse("economy:allocation", args=[authority.slug, one.slug]),
            )
            for one in listed
        ),
        empty_title=_("Inga fördelningar ännu"),
        empty_text=_("Här visas hur kostnader delas mellan kommunerna, när de har lästs in eller sparats."),
    )


def _state_cell(one: AllocationView) -> Cell:
    if one.is_published_fact:
        return Cell(_("tryckt"), state="plain")
    return Cell(_("antagen"), state="done") if one.decision else Cell(_("utkast"), state="wait")
