"""Making an allocation by hand, from nothing or from an earlier one; counted first, then kept as a draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms.making import MakeForm, PlaceForms, initial_of, place_forms
from tinget.economy.permissions import SHARE
from tinget.economy.queries import AllocationView
from tinget.economy.rules.allocation import AllocationImpossible, allocate, formula, shown
from tinget.economy.rules.indexing import IndexName
from tinget.economy.rules.reading import Known
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Authority, authority_by_slug, boards, require


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the form; a post counts, and keeps the allocation as a draft where that is asked for."""
    found = authority_by_slug(authority)
    require(actor_of(request), SHARE, authority=found.id)
    known, listed = queries.known_inhabitants(), queries.allocations(found.id)
    form, places = _forms(request, found, known, listed)
    context: dict[str, Any] = {
        "page_title": _("Ny fördelning"),
        "authority": found,
        "form": form,
        "places": places,
    }
    if request.method == "POST" and form.is_valid() and places.is_valid():
        if "save" in request.POST and (slug := attempt(form, lambda: _save(request, found, form, places))):
            return HttpResponseRedirect(reverse("economy:allocation", args=[found.slug, slug]))
        context |= _counted(form, places, known)
        context["indexes"] = queries.index_told(
            found.id,
            services=[form.cleaned_data["service"]],
            year=form.cleaned_data["year"],
            name=_index_name(form),
            month=form.cleaned_data["index_month"],
        )
    return render(request, "economy/make.html", context)


def _forms(
    request: HttpRequest, found: Authority, known: Known, listed: list[AllocationView]
) -> tuple[MakeForm, PlaceForms]:
    given = request.POST if request.method == "POST" else None
    earlier = next((one for one in listed if one.slug == request.GET.get("av")), None)
    model = (earlier.model or {}) if earlier else {}
    year = earlier.year + 1 if earlier else clock.today().year + 1
    initial = initial_of(model, days=list(known.populations), year=year)
    if earlier and not model:
        initial |= {"service": earlier.service, "earlier": earlier.slug}
    form = MakeForm(given, known=known, earlier=listed, initial=initial)
    return form, place_forms(given, boards(found.id), model)


def _index_name(form: MakeForm) -> str:
    index: IndexName = form.cleaned_data["index"]
    return index.value if index.is_published else ""


def _save(request: HttpRequest, found: Authority, form: MakeForm, places: PlaceForms) -> str:
    return actions.save_allocation(
        actor_of(request),
        authority=found.id,
        asked=form.question(places),
        at=clock.now(),
        basis=actions.Basis(form.cleaned_data["source"], _index_name(form), form.cleaned_data["index_month"]),
    )


def _counted(form: MakeForm, places: PlaceForms, known: Known) -> dict[str, Any]:
    question = form.question(places)
    try:
        allocated = allocate(question, known.populations)
    except AllocationImpossible as refused:
        form.add_error(None, str(refused))
        return {}
    return {
        "formula": formula(question, known.populations),
        "rows": [
            (name, shown(round(allocated.exact[name], 2)), amount) for name, amount in allocated.rows.items()
        ],
        "total": allocated.total,
    }
