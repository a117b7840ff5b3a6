"""A year's books: budget, outcome and forecast held together, entering one of them, and adopting it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms import AdoptTableForm, TableForm
from tinget.economy.permissions import BOOKS
from tinget.economy.queries import YearView
from tinget.economy.rules.drawing import bars
from tinget.economy.rules.entering import Sheet, as_of, as_text
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.follow_up import MONTHS, Followed
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import thousands
from tinget.organisation.api import authority_by_slug, permits, require


@public
@require_GET
def year(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Show how a year goes: each line's budget, outcome, forecast and deviation, in words and sign."""
    found = authority_by_slug(authority)
    view = queries.year_of(found.id, year)
    drawn = [bar for line in view.lines for bar in _bars(line)]
    context = {
        "page_title": _("Ekonomin %(year)s") % {"year": year},
        "authority": found,
        "year": view,
        "so_far": [
            (line, _sign(line.deviation))
            for line in view.lines
            if view.outcome
            and not view.wholes.outcome
            and (line.outcome.result is not None or line.part.result is not None)
        ],
        "whole_year": [
            (line, _sign(line.forecast_deviation))
            for line in view.lines
            if line.budget.result is not None or line.forecast.result is not None
        ],
        "explained": [line for line in view.lines if line.explanation],
        "spread": [(one, one.accrual.within(year, MONTHS)) for one in view.accruals],
        "short_deviation": _sign(view.sum.deviation),
        "short_forecast_deviation": _sign(view.sum.forecast_deviation),
        "deviation": _words(view.sum.deviation),
        "forecast_deviation": _words(view.sum.forecast_deviation),
        "only_sums": _only_sums(view),
        "later": _later(view),
        "drawing": bars(drawn) if view.outcome and drawn and not view.wholes.outcome else None,
        "may_enter": permits(actor_of(request), BOOKS, found.id),
    }
    return render(request, "economy/year.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, authority: str) -> HttpResponse:
    """Enter a table; it becomes a draft."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    require(actor, BOOKS, authority=found.id)
    asked = request.GET.get("ar", "")
    form = TableForm(request.POST or None, request.FILES or None, initial=_initial(found.id, asked))
    if form.is_valid():
        saved = attempt(form, lambda: actions.save_table(actor, authority=found.id, sheet=_sheet(form)))
        if saved:
            return HttpResponseRedirect(reverse("economy:table", args=[found.slug, saved]))
    context = {"page_title": _("Lägg in budget, utfall eller prognos"), "authority": found, "form": form}
    return render(request, "economy/enter.html", context)


@require_http_methods(["GET", "POST"])
def adopt_table(request: HttpRequest, authority: str, table: str) -> HttpResponse:
    """Note the decision that adopts a table."""
    found = authority_by_slug(authority)
    require(actor_of(request), BOOKS, authority=found.id)
    view = queries.table(found.id, table)
    form = AdoptTableForm(request.POST or None)
    back = reverse("economy:table", args=[found.slug, view.slug])
    if form.is_valid() and attempt(form, lambda: _adopt(request, found.id, view.slug, form)):
        return HttpResponseRedirect(back)
    context = {
        "page_title": _("Anteckna beslutet om %(title)s") % {"title": view.title},
        "authority": found,
        "form": form,
        "back": back,
    }
    return render(request, "economy/adopt_table.html", context)


def _initial(authority: int, asked: str) -> dict[str, object]:
    today = clock.today()
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == len("2027") else today.year
    before = queries.budget_before(authority, year)
    lines = as_text(before.lines, TableKind.BUDGET) if before else ""
    return {"year": year, "month": today.month, "lines": lines}


def _sheet(form: TableForm) -> Sheet:
    given = form.cleaned_data
    kind = TableKind(given["kind"])
    day = as_of(kind, given["year"], given["month"], entered_on=clock.today())
    return Sheet(kind, given["year"], day, given["lines"], given["printed_total"], given["why"])


def _adopt(request: HttpRequest, authority: int, slug: str, form: AdoptTableForm) -> bool:
    given = form.cleaned_data
    actions.adopt_table(
        actor_of(request),
        authority=authority,
        slug=slug,
        decision=given["decision"],
        decided_on=given["decided_on"],
        at=clock.now(),
    )
    return True


def _only_sums(view: YearView) -> list[str]:
    """Name the tables of which only the sum is published."""
    named = ((_("budgeten"), "budget"), (_("utfallet"), "outcome"), (_("prognosen"), "forecast"))
    return [words for words, name in named if getattr(view.wholes, name)]


def _later(view: YearView) -> dict[str, object] | None:
    """Tell of the later outcome of which only the sum is published."""
    if view.later is None:
        return None
    table, whole = view.later
    return {"table": table, "line": whole, "size": abs(whole.result)}


def _words(deviation: int | None) -> str:
    """Say a deviation in words and sign; empty where it is not known."""
    if deviation is None:
        return ""
    if deviation == 0:
        return _("enligt budget")
    if deviation > 0:
        return _("+%(amount)s kr, bättre än budget") % {"amount": thousands(deviation)}
    return _("−%(amount)s kr, sämre än budget") % {"amount": thousands(-deviation)}


def _sign(deviation: int | None) -> str:
    """Say a deviation with sign and one word, for a table; empty where it is not known."""
    if not deviation:
        return "" if deviation is None else _("som budget")
    if deviation > 0:
        return _("+%(amount)s bättre") % {"amount": thousands(deviation)}
    return _("−%(amount)s sämre") % {"amount": thousands(-deviation)}


def _bars(line: Followed) -> list[tuple[str, int, str]]:
    pairs = ((_("budget hittills"), line.part.cost), (_("utfall"), line.outcome.cost))
    return [
        (f"{line.name}, {text}", cost, f"{thousands(cost)} kr") for text, cost in pairs if cost is not None
    ]
