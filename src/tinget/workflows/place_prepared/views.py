"""The page where a prepared case is put on an agenda, and what offers it."""

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

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, offer
from tinget.foundation.ui.words import swedish_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.preparation import api as preparation
from tinget.preparation.api import Step
from tinget.registry import api as registry
from tinget.workflows.place_prepared import placing


class PlaceForm(forms.Form):
    """At which meeting."""

    meeting = forms.TypedChoiceField(label=gettext_lazy("Sammanträde"), coerce=int)

    def __init__(self, *args: Any, ahead: list[meetings.MeetingLine], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "meeting", [(one.id, swedish_date(one.day)) for one in ahead])


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: HttpRequest, authority: str, preparation_id: int) -> HttpResponse:
    """Choose the meeting; a post puts the case on its agenda."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, preparation.PREPARE, authority=owner.id)
    view = preparation.preparation(owner.id, preparation_id)
    ahead = placing.meetings_ahead(owner.id, demonstration=actor.is_demonstration)
    form = PlaceForm(
        request.POST or None, ahead=ahead, initial={"meeting": request.GET.get("sammantrade", "")}
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            placing.place_prepared,
            actor,
            authority=owner.id,
            preparation_id=preparation_id,
            meeting_id=form.cleaned_data["meeting"],
            at=clock.now(),
        )
        made = attempt(form, act)
        if made is not None:
            messages.success(request, _("Ärendet står på dagordningen, med sina beslutspunkter."))
            return redirect(meetings.meeting_by_id(form.cleaned_data["meeting"]).url)
    context = {
        "page_title": _("Sätt upp på en dagordning: %(title)s") % {"title": view.line.title},
        "authority": owner,
        "view": view,
        "form": form if ahead else None,
        **({"demonstration": True} if view.line.is_demonstration else {}),
    }
    return render(request, "workflows/place_prepared.html", context)


def way_to_agenda(
    actor: organisation.Actor, authority: organisation.Authority, view: preparation.PreparationView
) -> tuple[str, str] | None:
    """Offer the way from a prepared case to an agenda."""
    if view.line.step is not Step.READY or not _may_place(actor, authority.id):
        return None
    return _("Sätt upp på en dagordning"), reverse(
        "place_prepared:place", args=[authority.slug, view.line.id]
    )


def prepared_panel(actor: organisation.Actor, authority: int, meeting_id: int) -> list[registry.Panel]:
    """Show beside an agenda which cases are ready for it."""
    if not _may_place(actor, authority):
        return []
    slug = organisation.authority_by_id(authority).slug
    ready = preparation.preparations(authority, steps=[Step.READY], demonstration=actor.is_demonstration)
    lines = [
        (line, f"{reverse('place_prepared:place', args=[slug, line.id])}?sammantrade={meeting_id}")
        for line in ready
        if not line.is_secret
    ]
    context = {"lines": lines}
    return [
        registry.Panel(title=_("Beredda ärenden"), template="workflows/prepared_panel.html", context=context)
    ]


def _may_place(actor: organisation.Actor, authority: int) -> bool:
    return organisation.permits(actor, preparation.PREPARE, authority)
