"""Which roles need more than a password."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation.http import actor_of, confirmed
from tinget.foundation.ui.forms import attempt
from tinget.organisation import actions, queries
from tinget.organisation.forms import SecondStepForm
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
