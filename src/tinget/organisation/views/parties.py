"""Which municipalities take part in the authority, and one that comes to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import PartyForm
from tinget.organisation.permissions import ADD_PARTY, require
from tinget.organisation.rules.offices import SizeClass


@require_http_methods(["GET", "HEAD", "POST"])
def parties(request: HttpRequest, authority: str) -> HttpResponse:
    """List those that take part, and let another join."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, ADD_PARTY, authority=committee.id)
    form = PartyForm(request.POST or None, initial={"first": clock.today()})
    if form.is_valid():
        told = form.cleaned_data
        given = actions.NewMunicipality(
            name=told["name"].strip(),
            org_name=told["org_name"].strip(),
            size_class=SizeClass(told["size_class"]),
            org_number=told["org_number"],
        )
        made = attempt(
            form,
            lambda: actions.add_party(
                actor, authority=committee.id, given=given, first=told["first"], decision=told["decision"]
            ),
        )
        if made is not None:
            messages.success(request, _("%(name)s är införd.") % {"name": given.name})
            return redirect("parties", committee.slug)
    context = {
        "page_title": _("Kommuner i nämnden"),
        "committee": committee,
        "places": queries.boards(committee.id),
        "form": form,
    }
    return render(request, "organisation/parties.html", context)
