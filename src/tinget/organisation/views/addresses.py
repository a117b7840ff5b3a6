"""An account's new address: asking for it, for oneself or as administrator, and the links of the letters."""

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
from tinget.organisation.forms import AddressForm
from tinget.organisation.permissions import KEEP_ACCOUNTS, require
from tinget.organisation.views.links import by_link, lapsed


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def own_address(request: HttpRequest) -> HttpResponse:
    """Ask for another address to one's own account; who asks has just proved who they are."""
    form = AddressForm(request.POST or None)
    if form.is_valid():
        act = partial(actions.ask_for_own_address, actor_of(request), at=clock.now())
        if attempt(form, lambda: act(email=form.cleaned_data["email"]) or True):
            _say(request, form.cleaned_data["email"])
            return redirect("sessions")
    context = {"page_title": _("Byt e-postadress"), "form": form}
    return render(request, "organisation/own_address.html", context)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest, authority: str, person_id: int) -> HttpResponse:
    """Ask for another address to somebody's account."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_ACCOUNTS, authority=committee.id)
    line = queries.account_line(committee.id, person_id, at=clock.now(), on=clock.today())
    form = AddressForm(request.POST or None)
    if form.is_valid():
        act = partial(actions.ask_for_address, actor, authority=committee.id, person_id=person_id)
        if attempt(form, lambda: act(email=form.cleaned_data["email"], at=clock.now()) or True):
            _say(request, form.cleaned_data["email"])
            return redirect("account", committee.slug, person_id)
    context = {
        "page_title": _("Byt adress för %(name)s") % {"name": line.person.name},
        "committee": committee,
        "line": line,
        "form": form,
    }
    return render(request, "organisation/address.html", context)


@by_link
def answer_address(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the link does; it does nothing until the button is pressed, whoever looks at it before."""
    found = queries.address_asked(token, at=clock.now())
    if found is None:
        return lapsed(request, "organisation/address_lapsed.html")
    if request.method == "POST":
        done = actions.answer_address(token=token, at=clock.now())
        said = _("Bytet är stoppat. Adressen är som förut.")
        if not done.stops:
            said = _("Adressen är bytt. Du loggar in med %(email)s.") % {"email": done.email}
        messages.success(request, said)
        return redirect("account_login")
    title = _("Stoppa bytet av adress") if found.stops else _("Bekräfta din nya adress")
    return render(request, "organisation/answer_address.html", {"page_title": title, "found": found})


def _say(request: HttpRequest, email: str) -> None:
    messages.success(
        request,
        _("Ett brev är på väg till %(email)s. Adressen byts när det är bekräftat.") % {"email": email},
    )
