"""What a year leaves: surplus and deficit by municipality, and the year's liquidity month by month."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.economy import actions, queries
from tinget.economy.forms import SettleForm
from tinget.economy.permissions import BOOKS
from tinget.economy.rules.drawing import bars
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import thousands
from tinget.kernel.dates import MONTHS
from tinget.organisation.api import authority_by_slug, permits, require


@public
@require_GET
def carried(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Show each municipality's part of the year's result, and what earlier years leave."""
    found = authority_by_slug(authority)
    view = queries.carried_of(found.id, year)
    shared = [line for line in view.lines if line.parts]
    may_enter = permits(actor_of(request), BOOKS, found.id)
    taking_part = [name for name in view.names if name in view.parts or name in view.before]
    context = {
        "page_title": _("Över- och underskott %(year)s") % {"year": year},
        "authority": found,
        "carried": view,
        "shared": shared,
        "unshared": [f"{line.line}: {thousands(line.result)} kr" for line in view.unshared],
        "rows": [
            (
                name,
                [line.parts.get(name) for line in shared],
                view.parts.get(name, 0),
                view.before.get(name, 0),
                view.parts.get(name, 0) + view.before.get(name, 0),
            )
            for name in taking_part
        ],
        "whole": sum(view.parts.values()) + sum(view.before.values()),
        "result": sum(view.parts.values()),
        "before": sum(view.before.values()),
        "may_settle": view.can_be_settled and may_enter,
        "may_take_back": view.can_be_taken_back and may_enter,
    }
    return render(request, "economy/carried.html", context)


@require_http_methods(["GET", "POST"])
def settle(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Note the decision that takes the year's result to a later year's bills."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    require(actor, BOOKS, authority=found.id)
    form = SettleForm(request.POST or None, initial={"to_year": year + 1})
    back = reverse("economy:carried", args=[found.slug, year])
    if form.is_valid():
        decided = actions.Decided(**form.cleaned_data)
        settled = attempt(
            form,
            lambda: actions.settle_result(
                actor, authority=found.id, year=year, decided=decided, at=clock.now()
            ),
        )
        if settled is not None:
            return HttpResponseRedirect(back)
    context = {
        "page_title": _("Anteckna beslutet om resultatet %(year)s") % {"year": year},
        "authority": found,
        "form": form,
        "year": year,
        "back": back,
    }
    return render(request, "economy/settle.html", context)


@require_POST
def take_back(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Take the decision on the year's result back, before any bill carries it."""
    found = authority_by_slug(authority)
    actions.take_back_settlement(actor_of(request), authority=found.id, year=year, at=clock.now())
    return HttpResponseRedirect(reverse("economy:carried", args=[found.slug, year]))


@require_GET
def liquidity(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Show the year month by month."""
    found = authority_by_slug(authority)
    listed = queries.liquidity(actor_of(request), authority=found.id, year=year)
    drawn = [
        (f"{MONTHS[month.number - 1]}, {text}", amount, f"{thousands(amount)} kr")
        for month in listed
        for text, amount in ((_("in"), month.into), (_("ut"), month.out + month.planned))
    ]
    low = min(listed, key=lambda month: month.balance)
    context = {
        "page_title": _("Likviditet %(year)s") % {"year": year},
        "authority": found,
        "year": year,
        "months": [(MONTHS[month.number - 1], month) for month in listed],
        "sums": [sum(getattr(month, name) for month in listed) for name in ("into", "out", "planned")],
        "low": low,
        "low_month": MONTHS[low.number - 1],
        "drawing": bars(drawn),
    }
    return render(request, "economy/liquidity.html", context)
