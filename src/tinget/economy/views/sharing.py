"""An allocation's statement, as a page, a paper and a list, and its adoption."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms import AdoptForm
from tinget.economy.forms.billing import BILLING_TEXTS
from tinget.economy.permissions import SHARE
from tinget.economy.queries import AllocationView
from tinget.economy.rules.drawing import bars
from tinget.foundation import clock, exports
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import thousands
from tinget.organisation.api import authority_by_slug, permits, require


@public
@require_GET
def allocation(request: HttpRequest, authority: str, allocation: str) -> HttpResponse | FileResponse:
    """Show the formula, the inputs with their sources, and every row, so that it can be redone."""
    found = authority_by_slug(authority)
    view = queries.allocation(found.id, allocation)
    if kind := exports.asked_for(request):
        return _file(kind, view)
    may_share = permits(actor_of(request), SHARE, found.id)
    drawn = [(place.name, amount, thousands(amount)) for place, amount in view.rows]
    context = {
        "page_title": f"{view.service} {view.year}",
        "authority": found,
        "allocation": view,
        "statement": queries.statement(view),
        "exports": exports.links(request, but=()),
        "drawing": bars(drawn),
        "billing": BILLING_TEXTS[view.billing],
        **({"demonstration": True} if view.is_demonstration else {}),
        "indexes": queries.index_told(
            found.id, services=[view.service], year=view.year, name=view.index_name, month=view.index_month
        ),
        "may_make": may_share,
        "ways": queries.ways_from_allocation(actor_of(request), found, view),
        "may_adopt": may_share and not view.decision and not view.is_published_fact,
    }
    return render(request, "economy/allocation.html", context)


@public
@require_GET
def as_pdf(_request: HttpRequest, authority: str, allocation: str) -> HttpResponse:
    """Give the statement as a paper."""
    found = authority_by_slug(authority)
    view = queries.allocation(found.id, allocation)
    content = queries.statement_pdf(found.id, view, day=clock.today().isoformat())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{view.slug}.pdf"'
    return response


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, authority: str, allocation: str) -> HttpResponse:
    """Note the decision that adopts the allocation."""
    found = authority_by_slug(authority)
    require(actor_of(request), SHARE, authority=found.id)
    view = queries.allocation(found.id, allocation)
    same = [
        one
        for one in queries.allocations(found.id)
        if one.stands and (one.service, one.year) == (view.service, view.year)
    ]
    form = AdoptForm(request.POST or None, standing=same)
    back = reverse("economy:allocation", args=[found.slug, view.slug])
    if form.is_valid() and attempt(form, lambda: _adopt(request, found.id, view.slug, form.cleaned_data)):
        return HttpResponseRedirect(back)
    context = {
        "page_title": _("Anta %(service)s %(year)s") % {"service": view.service, "year": view.year},
        "authority": found,
        "form": form,
        "back": back,
    }
    return render(request, "economy/adopt.html", context)


def _adopt(request: HttpRequest, authority: int, slug: str, given: dict[str, Any]) -> bool:
    actions.adopt_allocation(actor_of(request), authority=authority, slug=slug, at=clock.now(), **given)
    return True


def _file(kind: exports.Format, view: AllocationView) -> FileResponse:
    told = queries.statement(view)
    made = {row.place.id: row for row in told.rows} if told else {}
    headings = [
        exports.Heading("municipality", _("Kommun")),
        exports.Heading("service", _("Tjänst")),
        exports.Heading("year", _("År")),
        exports.Heading("inputs", _("Invånare, mängd eller månader")),
        exports.Heading("exact", _("Före avrundning")),
        exports.Heading("amount", _("Belopp")),
    ]
    rows = (
        (
            place.name,
            view.service,
            view.year,
            made[place.id].inputs if place.id in made else None,
            made[place.id].exact if place.id in made else None,
            amount,
        )
        for place, amount in view.rows
    )
    return exports.response(kind, view.slug, headings, rows)
