"""An allocation's statement, its CSV, and its adoption."""

import csv
import json
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms import AdoptForm
from tinget.economy.permissions import SHARE
from tinget.economy.queries import AllocationView
from tinget.economy.rules.allocation import AllocationImpossible, allocate, formula, shown
from tinget.economy.rules.drawing import bars
from tinget.economy.rules.reading import read_allocation, read_known
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import thousands
from tinget.kernel.facts import FactsInvalid, Faults, read_facts_text
from tinget.organisation.api import authority_by_slug, permits, require


@public
@require_GET
def allocation(request: HttpRequest, authority: str, allocation: str) -> HttpResponse:
    """Show the formula, the inputs with their sources, and every row, so that it can be redone."""
    found = authority_by_slug(authority)
    view = queries.allocation(found.id, allocation)
    drawn = [(place.name, amount, thousands(amount)) for place, amount in view.rows]
    context = {
        "page_title": f"{view.service} {view.year}",
        "authority": found,
        "allocation": view,
        "statement": _statement(view),
        "drawing": bars(drawn),
        "may_adopt": permits(actor_of(request), SHARE, found.id)
        and not view.decision
        and not view.is_published_fact,
    }
    return render(request, "economy/allocation.html", context)


@public
@require_GET
def as_csv(_request: HttpRequest, authority: str, allocation: str) -> HttpResponse:
    """Give the rows to a spreadsheet: semicolons, and UTF-8 with its mark, as Swedish Excel reads it."""
    view = queries.allocation(authority_by_slug(authority).id, allocation)
    response = HttpResponse("\N{ZERO WIDTH NO-BREAK SPACE}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{view.slug}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Kommun"), _("Tjänst"), _("År"), _("Belopp")])
    writer.writerows([place.name, view.service, view.year, amount] for place, amount in view.rows)
    return response


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, authority: str, allocation: str) -> HttpResponse:
    """Note the decision that adopts the allocation."""
    found = authority_by_slug(authority)
    require(actor_of(request), SHARE, authority=found.id)
    view = queries.allocation(found.id, allocation)
    form = AdoptForm(request.POST or None)
    back = reverse("economy:allocation", args=[found.slug, view.slug])
    if form.is_valid():
        decision = form.cleaned_data["decision"]
        if attempt(form, lambda: _adopt(request, found.id, view.slug, decision)):
            return HttpResponseRedirect(back)
    context = {
        "page_title": _("Anta %(service)s %(year)s") % {"service": view.service, "year": view.year},
        "authority": found,
        "form": form,
        "back": back,
    }
    return render(request, "economy/adopt.html", context)


def _adopt(request: HttpRequest, authority: int, slug: str, decision: str) -> bool:
    actions.adopt_allocation(
        actor_of(request), authority=authority, slug=slug, decision=decision, at=clock.now()
    )
    return True


def _statement(view: AllocationView) -> dict[str, Any] | None:
    """Return the formula, and each row before rounding, of the model that makes it; None where none."""
    if view.model is None:
        return None
    faults = Faults()
    asked = read_facts_text(json.dumps(view.model), view.slug, faults)
    known = queries.known_inhabitants()
    try:
        model = read_allocation(asked, read_known(asked, known.populations))
        faults.raise_if_any()
        allocated = allocate(model, known.populations)
    except (FactsInvalid, AllocationImpossible):  # the inhabitants that it was made with are no longer known
        return None
    return {
        "formula": formula(model, known.populations),
        "amount": shown(model.amount) if model.amount is not None else None,
        "range": [shown(Fraction(one)) for one in (view.explanation or {}).get("amount_range") or ()],
        "also": (view.explanation or {}).get("also", 0),
        "rows": [
            (
                place,
                _people(known.populations, asked.values["key"], place.name),
                shown(round(allocated.exact[place.name] * 100) / Fraction(100)),
                amount,
            )
            for place, amount in view.rows
            if place.name in allocated.exact
        ],
    }


def _people(populations: Any, key: Any, name: str) -> list[int]:
    """Return the inhabitants that the key uses for one municipality."""
    days = [part.day("at") for part in key if "at" in part.values]
    return [populations[day][name] for day in days]
