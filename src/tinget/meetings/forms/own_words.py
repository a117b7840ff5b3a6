"""Forms for what somebody with a seat writes themselves."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import ReasonForm, offer
from tinget.meetings.forms.live import Choice, LiveForm, seat_values
from tinget.meetings.queries.reservations import ReservationLine
from tinget.meetings.rules.lines import ItemLine
from tinget.meetings.rules.live import ProposalNow
from tinget.meetings.rules.proceedings.room import Seat
from tinget.meetings.rules.seats import PresentAs


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


class AskedInWritingForm(LiveForm):
    """The chair asks for a motion in writing."""

    name = "in_writing"
    motion = forms.ChoiceField(label=_("Yrkande"))

    def __init__(self, *args: Any, motions: Sequence[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("motion", motions)


class WrittenForm(AskedInWritingForm):
    """A motion's text, as it was given on paper."""

    name = "skriftligt"
    text = forms.CharField(label=_("Yrkandets text"), widget=forms.Textarea(attrs={"rows": 3}))


class GivenReasonsForm(LiveForm):
    """Why somebody reserved themselves, as it was given on paper."""

    name = "reservationsskal"
    item = forms.TypedChoiceField(label=_("Paragraf"), coerce=int)
    by = forms.ChoiceField(label=_("Vems reservation"))
    text = forms.CharField(label=_("Skälen, med egna ord"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(
        self, *args: Any, items: Iterable[ItemLine], seats: Iterable[Choice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        listed = list(items)
        self.paragraphs = {one.id: one.paragraph or 0 for one in listed}
        titles = [(str(one.id), f"{one.number or one.position} {one.title}") for one in listed]
        self.choose("item", titles, empty=_("Välj punkt"))
        self.choose("by", seats, empty=_("Välj bland dem som deltog"))

    @property
    def paragraph(self) -> int:
        """The § of the decision."""
        return self.paragraphs[self.cleaned_data["item"]]

    @property
    def seat(self) -> Seat:
        """Whose reservation the reasons are for."""
        values = seat_values(self.cleaned_data["by"])
        return Seat(values["municipality"], PresentAs(values["as"]))


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
