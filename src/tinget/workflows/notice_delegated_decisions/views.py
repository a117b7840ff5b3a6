"""The page where delegated decisions get their minutes and are noticed on the boards."""

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

from tinget.delegation import api as delegation
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import DateField, attempt
from tinget.foundation.ui.words import short_date
from tinget.organisation import api as organisation
from tinget.workflows.notice_delegated_decisions.noticing import notice_decisions


class NoticeForm(forms.Form):
    """Which decisions, when their minutes were approved, and whether visitors may read those."""

    decisions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Beslut"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst ett beslut.")},
    )
    approved_on = DateField(
        label=gettext_lazy("Justerat"), help_text=gettext_lazy("Anslaget ska upp senast två dagar efter.")
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Låt alla läsa protokollet på webben"),
        required=False,
        help_text=gettext_lazy("Bara om det inte nämner någon enskild."),
    )

    def __init__(self, *args: Any, lines: list[delegation.DelegatedLine], **options: Any) -> None:
        super().__init__(*args, **options)
        decisions = self.fields["decisions"]
        if isinstance(decisions, forms.TypedMultipleChoiceField):
            decisions.choices = [
                (one.id, f"{one.label} {one.title}, {short_date(one.decided_on)}") for one in lines
            ]


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what is to be noticed, and do it."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, delegation.REPORT, authority=owner.id)
    lines = delegation.to_notice(owner.id, demonstration=actor.is_demonstration)
    initial = {"approved_on": clock.today(), "decisions": [one.id for one in lines]}
    form = NoticeForm(request.POST or None, lines=lines, initial=initial)
    if request.method == "POST" and form.is_valid():
        act = partial(
            notice_decisions,
            actor,
            authority=owner.id,
            delegated_ids=form.cleaned_data["decisions"],
            approved_on=form.cleaned_data["approved_on"],
            is_public=form.cleaned_data["is_public"],
            at=clock.now(),
        )
        made = attempt(form, act)
        if made is not None:
            messages.success(request, _("Protokollet är upprättat och anslaget är skickat till kommunerna."))
            return redirect("noticeboard_notice", owner.slug, made)
    context = {
        "page_title": _("Delegationsbeslut att anslå"),
        "authority": owner,
        "form": form if lines else None,
        "back": reverse("delegation:register", args=[authority]),
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    return render(request, "workflows/notice_delegated_decisions.html", context)


def way_to_notice(actor: organisation.Actor, authority: organisation.Authority) -> tuple[str, str] | None:
    """Offer the way from the register of delegated decisions to noticing them."""
    if not organisation.permits(actor, delegation.REPORT, authority.id):
        return None
    return _("Anslå"), reverse("notice_delegated_decisions:notice", args=[authority.slug])
