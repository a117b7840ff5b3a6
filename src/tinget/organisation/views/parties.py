"""Which municipalities take part in the authority, one that comes to, and one that leaves."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import EndPartyForm, PartyForm
from tinget.organisation.permissions import ADD_PARTY, END_PARTY, ROLE_TEXTS, require
from tinget.organisation.rules.offices import SizeClass


@require_http_methods(["GET", "HEAD", "POST"])
def parties(request: HttpRequest, authority: str) -> HttpResponse:
    """List those that take part, and let another join."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, ADD_PARTY, authority=committee.id)
    form = PartyForm(request.POST or None, initial={"first": clock.today()})
    if form.is_valid():
        told = form.cleaned_data
        given = municipality_told(told)
        made = attempt(
            form,
            lambda: actions.add_party(
                actor, authority=committee.id, given=given, first=told["first"], decision=told["decision"]
            ),
        )
        if made is not None:
            messages.success(request, _("%(name)s är införd.") % {"name": given.name})
            return redirect("parties", committee.slug)
    found = queries.parties(committee.id)
    context = {
        "page_title": _("Kommuner i nämnden"),
        "committee": committee,
        "parties": [(party, not party.place.is_host) for party in found],
        "taking_part": sum(party.term.may_hold_on(clock.today()) for party in found),
        "form": form,
    }
    return render(request, "organisation/parties.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_party(request: HttpRequest, authority: str, municipality: str) -> HttpResponse:
    """Say what ends with a municipality, and let it leave on a day."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, END_PARTY, authority=committee.id)
    found = [party for party in queries.parties(committee.id) if party.place.slug == municipality]
    party = next((one for one in found if one.term.last is None and not one.place.is_host), None)
    if party is None:
        raise queries.MunicipalityNotFound(municipality)
    form = EndPartyForm(request.POST or None)
    if form.is_valid():
        act = partial(actions.end_party, actor, authority=committee.id, municipality=party.place.id)
        ended = attempt(form, lambda: act(**form.cleaned_data, at=clock.now()))
        if ended is not None:
            messages.success(request, _("%(name)s lämnar nämnden den dagen.") % {"name": party.place.name})
            return redirect("parties", committee.slug)
    offices = queries.leaving(committee.id, party.place.id, on=clock.today())
    context = {
        "page_title": _("Avsluta deltagandet: %(name)s") % {"name": party.place.name},
        "committee": committee,
        "party": party,
        "offices": [(office, ROLE_TEXTS[office.role]) for office in offices],
        "form": form,
    }
    return render(request, "organisation/end_party.html", context)


def municipality_told(told: dict[str, Any]) -> actions.NewMunicipality:
    """Return the municipality that a form tells of."""
    return actions.NewMunicipality(
        name=told["name"].strip(),
        org_name=told["org_name"].strip(),
        size_class=SizeClass(told["size_class"]),
        org_number=told["org_number"],
    )
