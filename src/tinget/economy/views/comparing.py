"""What if: one amount shared out by two keys, side by side; the staff may save one of them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms import CompareForm
from tinget.economy.permissions import SHARE
from tinget.economy.rules.allocation import Allocated, AllocationImpossible, allocate, formula
from tinget.economy.rules.drawing import bars
from tinget.economy.rules.reading import Known
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import thousands
from tinget.organisation.api import authority_by_slug, boards, permits


@public
@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, authority: str) -> HttpResponse:
    """Show two keys side by side; a post saves one of them."""
    found = authority_by_slug(authority)
    known = queries.known_inhabitants()
    saving = request.POST.get("save", "") if request.method == "POST" else ""
    asked = request.POST if request.method == "POST" else request.GET
    form = CompareForm(asked or None, known=known, initial=_initial(known))
    context: dict[str, Any] = {
        "page_title": _("Pröva två nycklar"),
        "authority": found,
        "form": form,
        "may_save": permits(actor_of(request), SHARE, found.id),
    }
    if form.is_valid():
        if saving in ("a", "b") and (slug := attempt(form, lambda: _save(request, found.id, form, saving))):
            return HttpResponseRedirect(reverse("economy:allocation", args=[found.slug, slug]))
        context |= _compared(form, known, [one.name for one in boards(found.id)])
    return render(request, "economy/compare.html", context)


def _save(request: HttpRequest, authority: int, form: CompareForm, side: str) -> str:
    return actions.save_allocation(
        actor_of(request), authority=authority, asked=form.question(side), at=clock.now()
    )


def _initial(known: Known) -> dict[str, Any]:
    days = sorted(known.populations, reverse=True)
    latest = days[0].isoformat() if days else ""
    return {
        "year": clock.today().year + 1,
        "equal_a": 50,
        "equal_b": 0,
        "at_a": latest,
        "at_b": latest,
        "index_a": 0,
        "index_b": 0,
        "to": 100,
        "mode": "up",
    }


def _compared(form: CompareForm, known: Known, names: list[str]) -> dict[str, Any]:
    sides: dict[str, Allocated] = {}
    formulas = []
    for side in ("a", "b"):
        question = form.question(side)
        try:
            sides[side] = allocate(question, known.populations)
        except AllocationImpossible as refused:
            form.add_error(None, str(refused))
            return {}
        formulas.append((side.upper(), formula(question, known.populations)))
    one, other = sides["a"], sides["b"]
    rows = [(name, one.rows.get(name), other.rows.get(name)) for name in names]
    return {
        "formulas": formulas,
        "rows": [(name, a, b, (b or 0) - (a or 0)) for name, a, b in rows],
        "drawing": bars(
            [
                (f"{name}, {side}", amount, thousands(amount))
                for name, a, b in rows
                for side, amount in (("A", a or 0), ("B", b or 0))
            ]
        ),
        "sums": (one.total, other.total, other.total - one.total),
    }
