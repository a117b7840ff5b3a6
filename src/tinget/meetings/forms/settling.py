"""Forms for what is settled before an item itself: a late item, a settled one anew, a contested conflict."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.meetings.forms.live import ABSTAIN, AGAINST, FOR, Choice, LiveForm, listed_votes, seat_values
from tinget.meetings.rules.proceedings.challenges import Consent


class ConsentForm(LiveForm):
    """What the committee says of taking something up."""

    answers: Sequence[tuple[Consent, Any]] = ()
    item = forms.TypedChoiceField(label=_("Punkt"), coerce=int)
    says = forms.ChoiceField(label=_("Vad säger nämnden?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, items: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.titles = dict(items)
        self.choose("item", [(str(item), self.named(item)) for item in self.titles])
        self.choose("says", [(says.value, words) for says, words in self.answers])

    def named(self, item: int) -> str:
        """Name an item in the list to choose from."""
        return self.titles[item]


class TakeInForm(ConsentForm):
    """Whether the committee takes up an item, known by its §, that no summons told of."""

    name = "tillkommande"
    answers = (
        (Consent.UNANIMOUS, _("alla är ense om att ta upp den")),
        (Consent.MAJORITY, _("den tas upp, men alla är inte ense")),
        (Consent.REFUSED, _("den tas inte upp")),
    )

    def named(self, item: int) -> str:
        """Name an item by § and title."""
        return f"§ {item} {self.titles[item]}"

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        paragraph = self.cleaned_data["item"]
        return {"paragraph": paragraph, "title": self.titles[paragraph], "says": self.cleaned_data["says"]}


class ReopenForm(ConsentForm):
    """Whether the committee takes up a settled item anew."""

    name = "pa_nytt"
    answers = (
        (Consent.UNANIMOUS, _("alla är ense om att ta upp den på nytt")),
        (Consent.MAJORITY, _("den tas upp på nytt, men alla är inte ense")),
        (Consent.REFUSED, _("den tas inte upp på nytt")),
    )

    @property
    def consent(self) -> Consent:
        """What the committee said."""
        return Consent(self.cleaned_data["says"])


class AllegeForm(LiveForm):
    """Somebody is said to have a conflict of interest, and contests it."""

    name = "jav"
    seat = forms.ChoiceField(label=_("Vem sägs vara jävig?"))
    by = forms.ChoiceField(label=_("Vem säger det?"), required=False)

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(seats)
        self.choose("seat", choices, empty=_("Välj bland dem som är här"))
        self.choose("by", choices, empty=_("Framgår inte"))

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        by = self.cleaned_data["by"]
        return seat_values(self.cleaned_data["seat"]) | {"by": seat_values(by) if by else None}


class JudgeForm(LiveForm):
    """What the committee finds of a contested conflict of interest, without the one it is about."""

    name = "javsfraga"
    conflict = forms.ChoiceField(
        label=_("Vad finner nämnden?"),
        choices=(("yes", _("jäv föreligger")), ("no", _("jäv föreligger inte"))),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, seats: Sequence[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.keys = [key for key, _text in seats]
        for number, (_key, text) in enumerate(seats):
            self.fields[f"seat-{number}"] = forms.ChoiceField(
                label=text,
                choices=((FOR, _("Jäv")), (AGAINST, _("Inte jäv")), (ABSTAIN, _("Avstår"))),
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def seats(self) -> list[forms.BoundField]:
        """The fields that hold a seat's vote; empty where nobody asked for a vote."""
        return [self[f"seat-{number}"] for number in range(len(self.keys))]

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        listed = listed_votes(self.cleaned_data, self.keys)
        return {"conflict": self.cleaned_data["conflict"] == "yes", **listed}
