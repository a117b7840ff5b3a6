"""Forms for what is written down afterwards, from paper or without a network: each with its own time."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import REASON_LENGTH, DateField, TimeField, offer
from tinget.meetings.forms.live import BallotForm, Choice, LiveForm, seat_values
from tinget.meetings.forms.writing import ApproverForm, AttendanceForm

Timed = TypeVar("Timed", bound=forms.Form)
LONGEST_TOLD = 1000  # letters of what was not sent, as the ledger keeps it


def timed(form: Timed) -> Timed:
    """Let a form say when it happened, and carry the key by which it is done once."""
    form.fields["clock"] = TimeField(label=_("Klockan"))
    form.fields["key"] = forms.UUIDField(required=False, widget=forms.HiddenInput)
    form.order_fields(["clock"])
    return form


def key_of(form: forms.Form) -> uuid.UUID | None:
    """Give the key that came with the form."""
    return form.cleaned_data.get("key")


class ClockForm(LiveForm):
    """Something of which there is nothing more to say than when it happened."""

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        self.name = name
        super().__init__(*args, **options)


class OpenedForm(LiveForm):
    """The meeting was opened, on a day of its own."""

    name = "oppna"
    day = DateField(label=_("Dag"))


class RollCallForm(AttendanceForm):
    """Everybody who was there when the roll was called."""

    name = "upprop"
    present = forms.TypedMultipleChoiceField(
        label=_("Närvarande"), coerce=int, widget=forms.CheckboxSelectMultiple
    )


class TakenUpForm(LiveForm):
    """An item was taken up."""

    name = "take_up"
    item = forms.TypedChoiceField(label=_("Punkt"), coerce=int)
    election = forms.BooleanField(label=_("Val, eller ärende om anställning"), required=False)

    def __init__(self, *args: Any, items: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("item", items, empty=_("Välj punkt"))


class CountedForm(LiveForm):
    """An open vote as one notes it on paper: who said no, who abstained; the others who serve said yes."""

    name = "rostning"
    yes = forms.ChoiceField(label=_("Ja för"))
    no = forms.ChoiceField(label=_("Nej för"))
    against = forms.MultipleChoiceField(
        label=_("Röstade nej"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("De andra som tjänstgör röstade ja."),
    )  # fmt: skip
    abstain = forms.MultipleChoiceField(
        label=_("Avstod"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        proposals: Sequence[Choice],
        seats: Sequence[Choice],
        serving: Iterable[str],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.serving = list(serving)
        self.choose("yes", proposals)
        self.choose("no", proposals)
        self.fields["no"].initial = proposals[1][0]
        self.choose("against", seats)
        self.choose("abstain", seats)

    def clean(self) -> dict[str, Any]:
        """Refuse a vote between a proposal and itself, and two votes by one."""
        given = super().clean() or {}
        if given.get("yes") and given.get("yes") == given.get("no"):
            self.add_error("no", _("Ja och nej står för samma förslag. Välj två olika."))
        if set(given.get("against", ())) & set(given.get("abstain", ())):
            self.add_error("abstain", _("Någon står både för nej och som den som avstod."))
        return given

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        given = self.cleaned_data
        against, abstain = given["against"], given["abstain"]
        for_ = [key for key in self.serving if key not in against and key not in abstain]
        listed = {"for": for_, "against": against, "abstain": abstain}
        return {
            "kind": "counted",
            "yes": given["yes"],
            "no": given["no"],
            **{way: [*map(seat_values, keys)] for way, keys in listed.items()},
        }


class CountedBallotForm(BallotForm):
    """A closed ballot: only the proposals that got votes are told of."""

    def __init__(self, *args: Any, serving: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["voters"].initial = list(serving)
        for name in self.proposals:
            self.fields[f"votes-{name}"].required = False

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        told = super().values()
        return told | {"counts": {name: votes for name, votes in told["counts"].items() if votes}}


class JudgedForm(LiveForm):
    """What the committee found of a contested conflict of interest, as one notes it on paper."""

    name = "javsfraga"
    conflict = forms.ChoiceField(
        label=_("Vad fann nämnden?"),
        choices=(("yes", _("jäv föreligger")), ("no", _("jäv föreligger inte"))),
        widget=forms.RadioSelect,
    )
    otherwise = forms.MultipleChoiceField(
        label=_("Röstade för motsatsen"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Bara om någon begärde det. De andra röstade som nämnden fann."),
    )  # fmt: skip
    abstain = forms.MultipleChoiceField(
        label=_("Avstod"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, seats: Sequence[Choice], judges: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.judges = list(judges)
        self.choose("otherwise", seats)
        self.choose("abstain", seats)

    def values(self) -> dict[str, Any]:
        """Give the event's values; without a vote the sides are empty."""
        given = self.cleaned_data
        otherwise, abstain = given["otherwise"], given["abstain"]
        is_found, told = given["conflict"] == "yes", {*otherwise, *abstain}
        others = [key for key in self.judges if key not in told] if told else []
        sides = (others, otherwise) if is_found else (otherwise, others)
        listed = {"for": sides[0], "against": sides[1], "abstain": abstain}
        return {"conflict": is_found, **{way: [*map(seat_values, keys)] for way, keys in listed.items()}}


class OpenedDoorsForm(LiveForm):
    """The doors were opened to the public, as the committee had decided, or closed."""

    name = "offentlighet"
    way = forms.ChoiceField(
        label=_("Vad"),
        choices=(("open", _("öppnas för allmänheten")), ("close", _("stängs för allmänheten"))),
    )
    decision = forms.CharField(
        label=_("Nämndens beslut"),
        max_length=200,
        required=False,
        help_text=_("Till exempel § 3, eller dagen för ett tidigare beslut."),
    )

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        is_open = self.cleaned_data["way"] == "open"
        return {"open": is_open, "decision": (is_open and self.cleaned_data["decision"]) or None}


class ElectedForm(ApproverForm):
    """Who was elected to approve the minutes."""

    name = "justerare"

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        choices = list(people)
        super().__init__(*args, people=choices, **options)
        self.fields["person"].widget = forms.Select()
        offer(self, "person", [("", _("Välj")), *choices])


class DroppedForm(LiveForm):
    """Something that was written down without a network is not to be kept, and why."""

    name = "struket"
    told = forms.CharField(max_length=LONGEST_TOLD, widget=forms.HiddenInput)
    why = forms.CharField(max_length=REASON_LENGTH, widget=forms.HiddenInput)
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
