"""The page where an allocation is put on the committee's agenda, in its case."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tinget.economy import api as economy
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, offer
from tinget.foundation.ui.words import swedish_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.propose_allocation import proposing


class ProposeForm(forms.Form):
    """In which case, and at which meeting."""

    case = forms.TypedChoiceField(label=gettext_lazy("Ärende"), coerce=int)
    meeting = forms.TypedChoiceField(label=gettext_lazy("Sammanträde"), coerce=int)

    def __init__(
        self,
        *args: Any,
        cases: list[registry.CaseLine],
        ahead: list[meetings.MeetingLine],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        told = {
            "case": [(one.id, f"{one.number} {one.title}") for one in cases],
            "meeting": [(one.id, swedish_date(one.day)) for one in ahead],
        }
        for name, choices in told.items():
            offer(self, name, choices)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, authority: str, allocation: str) -> HttpResponse:
    """Choose the case and the meeting; a post makes the record and the item."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, economy.SHARE, authority=owner.id)
    view = economy.allocation(owner.id, allocation)
    demonstration = actor.is_demonstration
    cases = registry.open_cases(owner.id, demonstration=demonstration)
    ahead = proposing.meetings_ahead(owner.id, demonstration=demonstration)
    form = ProposeForm(request.POST or None, cases=cases, ahead=ahead)
    if request.method == "POST" and form.is_valid():
        act = partial(
            proposing.propose_allocation,
            actor,
            authority=owner.id,
            slug=view.slug,
            case_id=form.cleaned_data["case"],
            meeting_id=form.cleaned_data["meeting"],
            at=clock.now(),
        )
        if attempt(form, act) is not None:
            messages.success(request, _("Fördelningen står på dagordningen, med tabellen som handling."))
            return redirect("economy:allocation", authority, view.slug)
    context = {
        "page_title": _("Lägg fram fördelningen av %(service)s %(year)s")
        % {"service": view.service, "year": view.year},
        "authority": owner,
        "allocation": view,
        "form": form if cases and ahead else None,
        "why_not": _("inget ärende är öppet") if not cases else _("inget sammanträde är planerat"),
        "back": reverse("economy:allocation", args=[authority, view.slug]),
        **({"demonstration": True} if demonstration else {}),
    }
    return render(request, "workflows/propose_allocation.html", context)


def way_to_propose(
    actor: organisation.Actor, authority: organisation.Authority, view: economy.AllocationView
) -> tuple[str, str] | None:
    """Offer the way from a draft allocation to the committee's agenda."""
    if view.decision or view.is_published_fact:
        return None
    if not organisation.permits(actor, economy.SHARE, authority.id):
        return None
    return _("Lägg fram för nämnden"), reverse("propose_allocation:propose", args=[authority.slug, view.slug])
