"""Forms for what happens at the table; each gives the values that its event keeps."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import ReasonForm, offer
from tinget.meetings.rules.agenda import CLOSED_TEXTS, DECISION_KIND_TEXTS, ClosedFor, DecisionKind
from tinget.meetings.rules.proceedings.items import MotionKind
from tinget.meetings.rules.proceedings.telling import MOTION_TEXTS

Choice = tuple[str, str]
FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
COMES, COMES_REMOTE, WITHOUT_LEAVE, LEAVES, CONFLICT, IS_THERE, IS_NOT_THERE = (
    "comes", "comes_remote", "without_leave", "leaves", "conflict", "is_there", "is_not_there",
)  # fmt: skip
WAYS = (
    (COMES, _("kommer")),
    (COMES_REMOTE, _("kommer på distans, som ordföranden har medgett")),
    (WITHOUT_LEAVE, _("kommer på distans utan medgivande")),
    (LEAVES, _("lämnar sammanträdet")),
    (CONFLICT, _("anmäler jäv och lämnar ärendet")),
    (IS_THERE, _("rättelse: är närvarande")),
    (IS_NOT_THERE, _("rättelse: är inte närvarande")),
)


ARRIVALS: dict[str, dict[str, Any]] = {
    COMES: {},
    COMES_REMOTE: {"remote": True},
    WITHOUT_LEAVE: {"remote": True, "without_leave": True},
}


def seat_values(key: str) -> dict[str, Any]:
    """Read a seat from a choice, `Boden:member`, as events keep it."""
    municipality, _colon, as_ = key.rpartition(":")
    return {"municipality": municipality, "as": as_}


def listed_votes(given: Mapping[str, Any], keys: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """List the seats by how each voted; a seat whose vote is not given is not among them."""
    listed: dict[str, list[dict[str, Any]]] = {FOR: [], AGAINST: [], ABSTAIN: []}
    for number, key in enumerate(keys):
        if given[f"seat-{number}"]:
            listed[given[f"seat-{number}"]].append(seat_values(key))
    return listed


class LiveForm(ReasonForm):
    """A form at the table; its fields' ids begin with its name, since the page has many."""

    name = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, auto_id=f"{self.name}-%s", **options)

    def choose(self, field: str, choices: Iterable[Choice], *, empty: Any = None) -> None:
        """Give a field its choices, with a word for none chosen."""
        first = [("", empty)] if empty else []
        offer(self, field, [*first, *choices])


class PresenceForm(LiveForm):
    """Somebody comes or leaves, or the list is put right."""

    name = "narvaro"
    seat = forms.ChoiceField(label=_("Vem"), widget=forms.Select(attrs={"accesskey": "n"}))
    way = forms.ChoiceField(label=_("Vad"), choices=WAYS)

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("seat", seats, empty=_("Välj plats"))

    def event(self) -> tuple[str, dict[str, Any]]:
        """Give the event's kind and values."""
        seat, way = seat_values(self.cleaned_data["seat"]), self.cleaned_data["way"]
        if way in ARRIVALS:
            return "arrive", seat | ARRIVALS[way]
        if way in (LEAVES, CONFLICT):
            return "leave", seat | {"reason": "conflict" if way == CONFLICT else "other"}
        return "presence", seat | {"present": way == IS_THERE}


class PresideForm(LiveForm):
    """Somebody leads from here on."""

    name = "leda"
    seat = forms.ChoiceField(label=_("Vem leder"))
    right = forms.ChoiceField(
        label=_("Som"),
        choices=(
            ("chair", _("ordförande")),
            ("vice_chair", _("vice ordförande")),
            ("elected", _("vald av nämnden")),
            ("eldest", _("äldst, tills någon är vald")),
        ),
    )

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("seat", seats, empty=_("Välj bland dem som tjänstgör"))

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        return {"seat": seat_values(self.cleaned_data["seat"]), "as": self.cleaned_data["right"]}


class MotionForm(LiveForm):
    """Somebody moves something."""

    name = "yrkande"
    by = forms.ChoiceField(label=_("Vem yrkar"))
    kind = forms.ChoiceField(
        label=_("Yrkar"), choices=[(kind.value, text) for kind, text in MOTION_TEXTS.items()]
    )
    text = forms.CharField(
        label=_("Yrkandet med egna ord"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    unanimous = forms.BooleanField(label=_("Nämnden är enig om att ta upp det"), required=False)

    def __init__(self, *args: Any, seats: Iterable[Choice], is_frozen: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("by", seats, empty=_("Välj bland dem som tjänstgör"))
        self.fields["kind"].initial = MotionKind.REJECT.value
        if not is_frozen:
            del self.fields["unanimous"]

    def values(self, number: int) -> dict[str, Any]:
        """Give the event's values; the motion is called by its number."""
        given = self.cleaned_data
        return {
            "id": str(number),
            "by": seat_values(given["by"]),
            "kind": given["kind"],
            "text": given["text"] or None,
            "unanimous": given.get("unanimous", False),
        }


class SupportForm(LiveForm):
    """Others join what somebody has moved."""

    name = "instammande"
    id = forms.ChoiceField(label=_("Yrkande"))
    by = forms.MultipleChoiceField(label=_("Vilka instämmer"), widget=forms.CheckboxSelectMultiple)
    unanimous = forms.BooleanField(label=_("Nämnden är enig om att ta upp det"), required=False)

    def __init__(
        self, *args: Any, motions: Sequence[Choice], seats: Iterable[Choice], is_frozen: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.choose("id", motions, empty=_("Välj yrkande") if len(motions) > 1 else None)
        self.choose("by", seats)
        if not is_frozen:
            del self.fields["unanimous"]

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        given = self.cleaned_data
        return {
            "id": given["id"],
            "by": [seat_values(key) for key in given["by"]],
            "unanimous": given.get("unanimous", False),
        }


class OutcomeForm(LiveForm):
    """What the chair found the committee to want."""

    name = "acklamation"
    outcome = forms.ChoiceField(label=_("Ordföranden finner bifall till"))

    def __init__(self, *args: Any, proposals: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("outcome", proposals)

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        return {"kind": "acclamation", "outcome": self.cleaned_data["outcome"]}


class VoteForm(LiveForm):
    """An open vote between two proposals, seat by seat."""

    name = "votering"
    yes = forms.ChoiceField(label=_("Ja för"))
    no = forms.ChoiceField(label=_("Nej för"))

    def __init__(
        self, *args: Any, proposals: Sequence[Choice], seats: Sequence[Choice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.choose("yes", proposals)
        self.choose("no", proposals)
        self.keys = [key for key, _text in seats]
        for number, (_key, text) in enumerate(seats):
            self.fields[f"seat-{number}"] = forms.ChoiceField(
                label=text,
                choices=((FOR, _("Ja")), (AGAINST, _("Nej")), (ABSTAIN, _("Avstår"))),
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a vote between a proposal and itself."""
        given = super().clean() or {}
        if given.get("yes") and given.get("yes") == given.get("no"):
            self.add_error("no", _("Ja och nej står för samma förslag. Välj två olika."))
        return given

    @property
    def seats(self) -> list[forms.BoundField]:
        """The fields that hold a seat's vote."""
        return [self[f"seat-{number}"] for number in range(len(self.keys))]

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        given = self.cleaned_data
        return {"kind": "counted", "yes": given["yes"], "no": given["no"], **listed_votes(given, self.keys)}


class BallotForm(LiveForm):
    """A closed ballot: who took part, and how many each proposal got."""

    name = "sluten"
    voters = forms.MultipleChoiceField(label=_("Röstande"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, proposals: Sequence[Choice], seats: Sequence[Choice], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.choose("voters", seats)
        self.fields["voters"].initial = [key for key, _text in seats]
        self.proposals = [name for name, _text in proposals]
        for name, text in proposals:
            label = _("Röster för %(proposal)s") % {"proposal": text}
            self.fields[f"votes-{name}"] = forms.IntegerField(label=label, min_value=0, initial=0)

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        given = self.cleaned_data
        counts = {name: given[f"votes-{name}"] for name in self.proposals}
        return {"kind": "closed", "voters": [*map(seat_values, given["voters"])], "counts": counts}


class LotteryForm(OutcomeForm):
    """Whom the lot fell on."""

    name = "lottning"

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        return {"winner": self.cleaned_data["outcome"]}


class DecideForm(LiveForm):
    """What the gavel confirms."""

    name = "beslut"
    outcome = forms.ChoiceField(label=_("Beslut enligt"))
    text = forms.CharField(label=_("Beslutets text"), widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(
        label=_("Slag av beslut"),
        choices=[(kind.value, words) for kind, words in DECISION_KIND_TEXTS.items()],
    )

    def __init__(self, *args: Any, proposals: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("outcome", proposals)

    @property
    def decision_kind(self) -> DecisionKind:
        """What sort of decision was chosen."""
        return DecisionKind(self.cleaned_data["kind"])


class ReserveForm(LiveForm):
    """Somebody reserves themselves against the decision."""

    name = "reservation"
    by = forms.ChoiceField(label=_("Vem reserverar sig"))

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("by", seats, empty=_("Välj bland dem som deltog"))

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        return {"by": seat_values(self.cleaned_data["by"])}


class ApproveForm(LiveForm):
    """The § is approved at once."""

    name = "justera"
    approver = forms.ChoiceField(label=_("Justeras av ordföranden och"))
    text_shown = forms.BooleanField(label=_("Texten är redovisad skriftligt"), required=False)

    def __init__(self, *args: Any, seats: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("approver", seats, empty=_("Välj bland dem som deltog"))

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        given = self.cleaned_data
        return {"text_shown": given["text_shown"], "approver": seat_values(given["approver"])}


class DoorsForm(LiveForm):
    """The doors are opened to the public, as the committee has decided, or closed."""

    name = "offentlighet"
    decision = forms.CharField(
        label=_("Nämndens beslut"),
        max_length=200,
        required=False,
        help_text=_("Till exempel § 3, eller dagen för ett tidigare beslut."),
    )

    def __init__(self, *args: Any, is_public: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.is_public = is_public
        if is_public:
            del self.fields["decision"]

    def values(self) -> dict[str, Any]:
        """Give the event's values."""
        decision = self.cleaned_data.get("decision") or None
        return {"open": not self.is_public, "decision": decision}


class KeepForm(LiveForm):
    """An item is never handled in public."""

    name = "stangt"
    item = forms.TypedChoiceField(label=_("Punkt"), coerce=int)
    why = forms.ChoiceField(
        label=_("Varför"), choices=[(one.value or "-", text) for one, text in CLOSED_TEXTS.items()]
    )

    def __init__(self, *args: Any, items: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("item", [(str(number), text) for number, text in items], empty=_("Välj punkt"))
        self.fields["why"].initial = ClosedFor.SECRECY.value

    @property
    def closed_for(self) -> ClosedFor:
        """Why, as it was chosen."""
        return ClosedFor(self.cleaned_data["why"].strip("-"))


class CorrectForm(LiveForm):
    """Words that correct an earlier event."""

    name = "rattelse"
    number = forms.TypedChoiceField(label=_("Händelse"), coerce=int)
    text = forms.CharField(label=_("Vad som är rätt"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, events: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("number", [(str(number), text) for number, text in events], empty=_("Välj händelse"))
