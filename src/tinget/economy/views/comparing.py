"""What if: one amount shared out by two keys, side by side; the staff may save one of them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms import CompareForm, PickForm, TriedKeyForm
from tinget.economy.permissions import SHARE
from tinget.economy.queries import AllocationView
from tinget.economy.rules.allocation import Allocated, Allocation, AllocationImpossible, allocate, formula
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
    form = CompareForm(asked or None, known=known, initial=_initial())
    keys = _keys(asked or None, known, queries.allocations(found.id))
    context: dict[str, Any] = {
        "page_title": _("Pröva två nycklar"),
        "authority": found,
        "form": form,
        "keys": [(_("Nyckel %(side)s") % {"side": side.upper()}, key) for side, key in keys.items()],
        "may_save": permits(actor_of(request), SHARE, found.id),
    }
    if form.is_valid() and all(key.is_valid() for key in keys.values()):
        questions = {side: form.question(side, key) for side, key in keys.items()}
        if saving in questions and (
            slug := attempt(form, lambda: _save(request, found.id, questions[saving]))
        ):
            return HttpResponseRedirect(reverse("economy:allocation", args=[found.slug, slug]))
        context |= _compared(form, questions, known, [one.name for one in boards(found.id)])
    return render(request, "economy/compare.html", context)


@public
@require_GET
def compare_kept(request: HttpRequest, authority: str) -> HttpResponse:
    """Show two allocations side by side, however they are made; drafts are seen by those with an office."""
    found = authority_by_slug(authority)
    listed = {one.slug: one for one in queries.allocations(found.id)}
    form = PickForm(request.GET or None, listed=list(listed.values())) if len(listed) > 1 else None
    context: dict[str, Any] = {
        "page_title": _("Jämför två fördelningar"),
        "authority": found,
        "form": form,
    }
    if form and form.is_valid():
        chosen = [listed[form.cleaned_data[side]] for side in ("a", "b")]
        first, second = ({place.name: amount for place, amount in one.rows} for one in chosen)
        context |= _side_by_side(first, second, [one.name for one in boards(found.id)])
        context["formulas"] = [
            (side, _told(one), reverse("economy:allocation", args=[found.slug, one.slug]))
            for side, one in zip(("A", "B"), chosen, strict=True)
        ]
    return render(request, "economy/compare_kept.html", context)


def _told(one: AllocationView) -> str:
    statement = queries.statement(one)
    return f"{one.service} {one.year}" + (f": {statement.formula}" if statement else "")


def _save(request: HttpRequest, authority: int, asked: Allocation) -> str:
    return actions.save_allocation(actor_of(request), authority=authority, asked=asked, at=clock.now())


def _initial() -> dict[str, Any]:
    return {"year": clock.today().year + 1, "to": 100, "mode": "up"}


def _keys(asked: Any, known: Known, earlier: list[AllocationView]) -> dict[str, TriedKeyForm]:
    """Make the two keys: half equal and half by inhabitants, beside all by inhabitants, to begin with."""
    latest = max(known.populations).isoformat() if known.populations else ""
    return {
        side: TriedKeyForm(
            asked, prefix=side, known=known, earlier=earlier, initial={"equal": equal, "at": latest}
        )
        for side, equal in (("a", 50), ("b", 0))
    }


def _compared(
    form: CompareForm, questions: Mapping[str, Allocation], known: Known, names: list[str]
) -> dict[str, Any]:
    sides: dict[str, Allocated] = {}
    formulas = []
    for side, question in questions.items():
        try:
            sides[side] = allocate(question, known.populations)
        except AllocationImpossible as refused:
            form.add_error(None, str(refused))
            return {}
        formulas.append((side.upper(), formula(question, known.populations)))
    one, other = sides["a"], sides["b"]
    return _side_by_side(one.rows, other.rows, names) | {"formulas": formulas}


def _side_by_side(one: Mapping[str, int], other: Mapping[str, int], names: list[str]) -> dict[str, Any]:
    """Return each municipality's two amounts and their difference, those who are in neither left out."""
    rows = [(name, one.get(name), other.get(name)) for name in names if name in one or name in other]
    totals = sum(one.values()), sum(other.values())
    return {
        "rows": [(name, a, b, (b or 0) - (a or 0)) for name, a, b in rows],
        "drawing": bars(
            [
                (f"{name}, {side}", amount, thousands(amount))
                for name, a, b in rows
                for side, amount in (("A", a or 0), ("B", b or 0))
            ]
        ),
        "sums": (*totals, totals[1] - totals[0]),
    }
