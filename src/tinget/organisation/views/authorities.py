"""Laying up another authority beside one's own."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of, confirmed
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import AuthorityForm
from tinget.organisation.permissions import ADD_AUTHORITY, require
from tinget.organisation.rules.numbering import with_letters
from tinget.organisation.rules.offices import AuthorityKind
from tinget.organisation.views.parties import municipality_told


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def add_authority(request: HttpRequest, authority: str) -> HttpResponse:
    """Lay up an authority; who does it has just proved who they are, and becomes its administrator."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, ADD_AUTHORITY, authority=committee.id)
    form = AuthorityForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        given = actions.NewAuthority(
            told["slug"],
            told["title"].strip(),
            AuthorityKind(told["kind"]),
            with_letters(told["letters"], told["pattern"]),
        )
        act = partial(actions.add_authority, actor, authority=committee.id, given=given, at=clock.now())
        if attempt(form, lambda: act(host=municipality_told(told), decision=told["decision"])) is not None:
            messages.success(
                request, _("%(name)s är upplagd. Byt roll för att arbeta där.") % {"name": given.name}
            )
            return redirect("accounts", committee.slug)
    context = {"page_title": _("Lägg upp en nämnd till"), "committee": committee, "form": form}
    return render(request, "organisation/add_authority.html", context)
