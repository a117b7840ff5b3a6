"""Forms for what somebody with a seat writes themselves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import ReasonForm, offer
from tinget.meetings.queries.reservations import ReservationLine
from tinget.meetings.rules.live import ProposalNow
from tinget.meetings.rules.proceedings.room import Seat


class WrittenMotionForm(ReasonForm):
    """A motion's text, as its mover wants it."""

    motion = forms.ChoiceField(label=_("Yrkande"))
    text = forms.CharField(label=_("Yrkandets text"), widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, motions: Sequence[ProposalNow], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "motion", [(one.name, one.title) for one in motions])
        if len(motions) == 1:
            self.fields["motion"].widget = forms.HiddenInput()
            self.fields["motion"].initial = motions[0].name
            self.fields["text"].initial = motions[0].text


class ReasonsForm(ReasonForm):
    """Why somebody reserved themselves; who writes for one alone need not choose for whom."""

    by = forms.TypedChoiceField(label=_("Vems reservation"), coerce=int)
    text = forms.CharField(label=_("Skälen, med egna ord"), widget=forms.Textarea(attrs={"rows": 8}))

    def __init__(self, *args: Any, lines: Sequence[ReservationLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.lines = lines
        offer(self, "by", [(str(number), line.name) for number, line in enumerate(lines)])
        if len(lines) == 1:
            self.fields["by"].widget = forms.HiddenInput()
            self.fields["by"].initial = 0
            self.fields["text"].initial = lines[0].reasons

    @property
    def seat(self) -> Seat:
        """Whose reservation the reasons are for."""
        number: int = self.cleaned_data["by"]
        return self.lines[number].seat
