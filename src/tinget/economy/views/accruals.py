"""Spreading a cost over the months that it is for, and taking that back."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tinget.economy import actions, queries
from tinget.economy.forms import AccrualForm
from tinget.economy.permissions import BOOKS
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import authority_by_slug, require


@require_http_methods(["GET", "POST"])
def spread(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """Enter an accrual on one of the year's lines."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    require(actor, BOOKS, authority=found.id)
    lines = [line.name for line in queries.year_of(found.id, year).lines]
    form = AccrualForm(request.POST or None, lines=lines)
    if form.is_valid():
        given = form.cleaned_data
        made = attempt(
            form,
            lambda: actions.add_accrual(
                actor,
                authority=found.id,
                accrual=form.accrual(),
                text=given["text"],
                source=given["source"],
                at=clock.now(),
            ),
        )
        if made:
            return HttpResponseRedirect(reverse("economy:year", args=[found.slug, year]))
    context = {
        "page_title": _("Periodisera en kostnad %(year)s") % {"year": year},
        "authority": found,
        "form": form,
        "lines": lines,
        "year": year,
    }
    return render(request, "economy/accrual.html", context)


@require_POST
def take_back(request: HttpRequest, authority: str, accrual_id: int) -> HttpResponse:
    """Take an accrual back."""
    found = authority_by_slug(authority)
    year = actions.take_back_accrual(
        actor_of(request), authority=found.id, accrual=accrual_id, at=clock.now()
    )
    return HttpResponseRedirect(reverse("economy:year", args=[found.slug, year]))
