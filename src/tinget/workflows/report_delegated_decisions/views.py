"""The page where delegated decisions are put before the committee, and where late ones show."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tinget.delegation import api as delegation
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import ReasonForm, attempt, offer
from tinget.foundation.ui.words import swedish_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.report_delegated_decisions import reporting


class ReportForm(ReasonForm):
    """At which meeting the decisions are reported; a late urgent one needs a reason."""

    field_order = ("meeting", "reason")

    meeting = forms.TypedChoiceField(label=gettext_lazy("Sammanträde"), coerce=int)

    def __init__(self, *args: Any, ahead: list[meetings.MeetingLine], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.id, swedish_date(one.day)) for one in ahead]
        offer(self, "meeting", choices)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what is to be reported, and make it an item of a meeting's agenda."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, delegation.REPORT, authority=owner.id)
    demonstration = actor.is_demonstration
    lines = delegation.to_report(owner.id, demonstration=demonstration)
    ahead = reporting.meetings_ahead(owner.id, demonstration=demonstration)
    form = ReportForm(request.POST or None, ahead=ahead)
    if request.method == "POST" and form.is_valid():
        act = partial(
            reporting.report_to_meeting,
            actor,
            authority=owner.id,
            meeting_id=form.cleaned_data["meeting"],
            at=clock.now(),
            reason=form.cleaned_data["reason"],
        )
        if attempt(form, act) is not None:
            messages.success(request, _("Besluten står på dagordningen, med listan som underlag."))
            return redirect("report_delegated_decisions:report", authority)
    count = ngettext("Anmäl %(count)s beslut", "Anmäl %(count)s beslut", len(lines)) % {"count": len(lines)}
    late = reporting.overdue(owner.id, demonstration=demonstration)
    context = {
        "page_title": _("Anmälan av delegationsbeslut"),
        "authority": owner,
        "lines": lines,
        "form": form if lines and ahead else None,
        "button": count,
        "findings": [f"{line.label}: {finding.text} ({finding.source})" for line, finding in late],
        "reports": delegation.open_reports(owner.id, demonstration=demonstration),
        "meetings_url": reverse("meetings:meetings", args=[authority]),
        **({"demonstration": True} if demonstration else {}),
    }
    return render(request, "workflows/report_delegated_decisions.html", context)


@require_POST
def take_back(request: HttpRequest, authority: str, report_id: int) -> HttpResponse:
    """Take a report back that no meeting has handled."""
    owner = organisation.authority_by_slug(authority)
    reporting.take_back(actor_of(request), authority=owner.id, report_id=report_id, at=clock.now())
    messages.success(request, _("Anmälan är tillbakatagen. Besluten ska anmälas på nytt."))
    return redirect("report_delegated_decisions:report", authority)


def way_to_report(actor: organisation.Actor, authority: organisation.Authority) -> tuple[str, str] | None:
    """Offer the way from the register of delegated decisions to reporting them."""
    if not organisation.permits(actor, delegation.REPORT, authority.id):
        return None
    return _("Anmäl till nämnden"), reverse("report_delegated_decisions:report", args=[authority.slug])
