"""The page where extracts from a meeting's minutes are made and followed."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.publish_minutes import extracts as making
from tinget.workflows.publish_minutes.permissions import EXTRACT
from tinget.workflows.publish_minutes.views import meeting_at


class ExtractForm(forms.Form):
    """Which paragraphs the extract holds."""

    paragraphs = forms.MultipleChoiceField(
        label=gettext_lazy("Paragrafer i utdraget"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en paragraf.")},
    )

    def __init__(self, *args: Any, items: list[meetings.ItemLine], **options: Any) -> None:
        super().__init__(*args, **options)
        chosen = self.fields["paragraphs"]
        if isinstance(chosen, forms.MultipleChoiceField):
            chosen.choices = [(str(one.paragraph), f"{one.number} {one.title}") for one in items]


@require_http_methods(["GET", "HEAD", "POST"])
def extracts(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the extracts that were made, and make another one."""
    place, meeting = meeting_at(authority, address)
    actor = actor_of(request)
    organisation.require(actor, EXTRACT, authority=place.id)
    items = [item for item in meeting.items if item.paragraph is not None]
    given = request.POST if request.method == "POST" else None
    form = ExtractForm(given, items=items, initial={"paragraphs": request.GET.getlist("paragraf")})
    if request.method == "POST" and form.is_valid():
        act = partial(
            making.draw_up_extract,
            actor,
            authority=place.id,
            meeting_id=meeting.id,
            paragraphs=form.cleaned_data["paragraphs"],
            at=clock.now(),
        )
        if (made := attempt(form, act)) is not None:
            messages.success(request, _("Utdraget är upprättat. Läs det och intyga att det är rätt."))
            found = next(one for one in making.extracts(place.id, meeting.id) if one.id == made)
            return redirect("signatures:signing", found.signer_id)
    context = {
        "authority": place,
        "meeting": meeting,
        "form": form if making.can_be_extracted(meeting) else None,
        "extracts": making.extracts(place.id, meeting.id),
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }
    return render(request, "workflows/extracts.html", context)
