"""The page where approved minutes are put right or added to, by an act of its own."""

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
from tinget.foundation.ui.forms import REASON_LENGTH, LongText, attempt, offer
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes import addenda as acts
from tinget.workflows.publish_minutes.views import meeting_at


class AddendumForm(forms.Form):
    """What is put right or added, and why."""

    kind = forms.TypedChoiceField(
        label=gettext_lazy("Vad vill du göra?"),
        coerce=meetings.AddendumKind,
        choices=(
            (meetings.AddendumKind.CORRECTION.value, gettext_lazy("Rätta ett uppenbart fel")),
            (meetings.AddendumKind.SUPPLEMENT.value, gettext_lazy("Lägga till något som saknas")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj om du rättar eller lägger till.")},
    )
    item_id = forms.TypedChoiceField(
        label=gettext_lazy("Paragraf"), coerce=int, empty_value=None, required=False
    )
    stated = forms.CharField(
        label=gettext_lazy("Det som står"),
        required=False,
        widget=LongText(attrs={"rows": 3}),
        help_text=gettext_lazy("När du rättar: skriv av de ord som är fel. Annars lämnar du rutan tom."),
    )
    text = forms.CharField(
        label=gettext_lazy("Det som ska stå, eller läggas till"), widget=LongText(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv det som ska stå, eller det som ska läggas till.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Varför"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför protokollet rättas eller kompletteras.")},
    )  # fmt: skip
    is_obvious = forms.BooleanField(
        label=gettext_lazy("Felet är uppenbart, som ett skrivfel eller räknefel"),
        required=False,
        help_text=gettext_lazy("Krävs när du rättar. Annat än uppenbara fel ändras genom ett nytt beslut."),
    )

    def __init__(self, *args: Any, items: list[meetings.ItemLine], **options: Any) -> None:
        super().__init__(*args, **options)
        numbered = [(str(one.id), f"{one.number} {one.title}") for one in items]
        offer(self, "item_id", [("", _("Protokollet som helhet")), *numbered])

    def given(self) -> meetings.AddendumText:
        """Give what was written."""
        cleaned = self.cleaned_data
        is_correction = cleaned["kind"] is meetings.AddendumKind.CORRECTION
        return meetings.AddendumText(
            kind=cleaned["kind"],
            text=cleaned["text"],
            reason=cleaned["reason"],
            stated=cleaned["stated"] if is_correction else "",
            is_obvious=cleaned["is_obvious"],
        )


def again_from(lines: list[meetings.AddendumLine], number: str) -> dict[str, Any] | None:
    """Begin with the words of one that nobody signed; the new one is an act of its own."""
    found = next((one for one in lines if str(one.id) == number and one.signed_on is None), None)
    if found is None:
        return None
    return {
        "kind": found.kind.value,
        "item_id": found.item_id,
        "stated": found.stated,
        "text": found.text,
        "reason": found.reason,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def addenda(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show what was put right or added in the minutes, and write another one."""
    place, meeting = meeting_at(authority, address)
    actor = actor_of(request)
    organisation.require(actor, meetings.AMEND, authority=place.id)
    items = [item for item in meeting.items if item.paragraph is not None]
    posted = request.POST if request.method == "POST" else None
    lines = meetings.addenda_of(meeting.id)
    begun = again_from(lines, request.GET.get("igen", "")) or {"item_id": request.GET.get("punkt", "")}
    form = AddendumForm(posted, items=items, initial=begun)
    if request.method == "POST" and form.is_valid():
        act = partial(
            acts.draw_up_addendum,
            actor,
            meeting_id=meeting.id,
            item_id=form.cleaned_data["item_id"],
            given=form.given(),
            at=clock.now(),
        )
        if (made := attempt(form, act)) is not None:
            messages.success(
                request, _("Läs det du skrev och skriv under. Det gäller när du har skrivit under.")
            )
            asked = acts.signings(place.id, meetings.addenda_of(meeting.id))[made]
            return redirect("signatures:signing", asked.signers[0].id)
    asked_for = acts.signings(place.id, lines)
    context = {
        "authority": place,
        "meeting": meeting,
        "form": form if acts.can_be_amended(actor, meeting) else None,
        "lines": [(line, asked_for.get(line.id)) for line in lines],
        "broken_off": signatures.BROKEN_OFF,
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }
    return render(request, "workflows/addenda.html", context)
