"""Forms for who speaks, what is noted, and breaks."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import TimeField
from tinget.meetings.forms.live import Choice, LiveForm, seat_values
from tinget.meetings.rules.live import GUEST
from tinget.meetings.rules.proceedings.kept import ASK, SPEAK


class FloorForm(LiveForm):
    """Somebody wants to speak, or does."""

    name = "ordet"
    seat = forms.ChoiceField(label=_("Vem"))
    way = forms.ChoiceField(label=_("Vad"), choices=((ASK, _("begär ordet")), (SPEAK, _("får ordet"))))

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("seat", seats, empty=_("Välj bland dem som är här"))

    def event(self) -> tuple[str, dict[str, Any]]:
        """Give the event's kind and values."""
        kind, _colon, words = self.cleaned_data["seat"].partition(":")
        who = {"guest": words} if kind == GUEST else seat_values(self.cleaned_data["seat"])
        return self.cleaned_data["way"], who


class RemarkForm(LiveForm):
    """What somebody lets be noted in the minutes."""

    name = "anteckning"
    by = forms.ChoiceField(label=_("Vem låter anteckna"))
    text = forms.CharField(label=_("Med egna ord"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("by", seats, empty=_("Välj bland dem som är här"))

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        return {"by": seat_values(self.cleaned_data["by"]), "text": self.cleaned_data["text"]}


class AdjournForm(LiveForm):
    """A break, until when if that is said."""

    name = "ajournera"
    until = TimeField(label=_("Till klockan"), required=False)

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        until = self.cleaned_data["until"]
        return {"until": f"{until:%H.%M}" if until else None}
