"""Which roles need more than a password, and who has lost what they need."""

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
from tinget.organisation.forms import LostStepForm, SecondStepForm
from tinget.organisation.permissions import KEEP_ACCOUNTS, require


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest, authority: str) -> HttpResponse:
    """Choose the roles; who chooses has just proved who they are."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_ACCOUNTS, authority=committee.id)
    told = request.POST if request.method == "POST" else None  # no role chosen is an answer too
    form = SecondStepForm(told, initial={"roles": queries.second_step_roles(committee.id)})
    if form.is_valid():
        act = partial(actions.require_second_step, actor, authority=committee.id)
        if attempt(form, lambda: act(roles=form.cleaned_data["roles"]) or True):
            messages.success(request, _("Det gäller nu, även för dem som redan är inloggade."))
            return redirect("accounts", committee.slug)
    context = {"page_title": _("Två steg vid inloggning"), "committee": committee, "form": form}
    return render(request, "organisation/second_step.html", context)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def take_away_steps(request: HttpRequest, authority: str, person_id: int) -> HttpResponse:
    """Help somebody who has lost their second step; who helps has just proved who they are."""
    committee, actor = queries.authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_ACCOUNTS, authority=committee.id)
    line = queries.account_line(committee.id, person_id, at=clock.now(), on=clock.today())
    form = LostStepForm(request.POST or None)
    if form.is_valid():
        act = partial(actions.take_away_steps, actor, authority=committee.id, person_id=person_id)
        if attempt(form, lambda: act(reason=form.cleaned_data["reason"], at=clock.now()) or True):
            messages.success(request, _("Nycklar och koder är borttagna, och ett brev är på väg."))
            return redirect("account", committee.slug, person_id)
    title = _("Ta bort nycklar och koder")
    context = {"page_title": title, "committee": committee, "line": line, "form": form}
    return render(request, "organisation/take_away_steps.html", context)
