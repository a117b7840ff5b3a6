"""Forms for what is written: the plan, the agenda, attendance, an item, the approver."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import REASON_LENGTH, DateField, ReasonForm, SubmissionField, TimeField, offer
from tinget.foundation.ui.words import clock_time
from tinget.meetings.rules.agenda import DECISION_KIND_TEXTS, KIND_TEXTS, DecisionKind, ItemKind
from tinget.meetings.rules.convening import GROUND_TEXTS, Convening, Ground
from tinget.meetings.rules.lines import ItemLine
from tinget.meetings.rules.timing import LONGEST_ITEM
from tinget.meetings.rules.wording import ItemWording
from tinget.registry.api import CaseLine, RecordLine

TITLE_LENGTH = 300
SHORT, LONG = 3, 6  # rows of a text box

OF_MEMBERS = ("asking", "matters")
# What may be added without a case of ours; a case of another authority is told by its number.
ADDED_KINDS = (
    (ItemKind.INFORMATION, KIND_TEXTS[ItemKind.INFORMATION]),
    (ItemKind.CASE, _("ärende hos en annan myndighet")),
    (ItemKind.OTHER, KIND_TEXTS[ItemKind.OTHER]),
)


def lines_of(text: str) -> tuple[str, ...]:
    """Give the lines that have something on them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def text_area(rows: int = SHORT) -> forms.Textarea:
    """Give a text box of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class PlanForm(forms.Form):
    """A meeting to plan."""

    planned_on = DateField(label=_("Dag"))
    start = TimeField(label=_("Börjar"), required=False)
    end = TimeField(label=_("Slutar"), required=False)
    place = forms.CharField(
        label=_("Plats"), max_length=200, required=False, help_text=_("Till exempel Kulturens hus, Luleå.")
    )
    submission = SubmissionField()

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        given = super().clean() or {}
        start, end = given.get("start"), given.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Sammanträdet slutar före det börjar. Ändra någon av tiderna."))
        return given


class ConveneForm(PlanForm, ReasonForm):
    """A meeting to plan, with why it is held."""

    ground = forms.ChoiceField(
        label=_("Varför hålls det?"),
        choices=[(one.value, text) for one, text in GROUND_TEXTS.items()],
        widget=forms.RadioSelect,
        initial=Ground.DECIDED.value,
        required=False,
    )
    asking = forms.MultipleChoiceField(
        label=_("Vilka ledamöter begär det?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bara om ledamöter har begärt det. Minst en tredjedel behövs (KL 6:23)."),
    )
    matters = forms.CharField(
        label=_("Ärenden som de vill ta upp"),
        required=False,
        widget=text_area(),
        help_text=_("Ett på varje rad. De sätts upp på dagordningen."),
    )
    field_order = ("planned_on", "start", "end", "place", "ground", "asking", "matters", "reason")

    def __init__(self, *args: Any, municipalities: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "asking", [(name, name) for name in municipalities])

    def usual(self) -> list[forms.BoundField]:
        """Give the fields of every meeting."""
        return [field for field in self.visible_fields() if field.name not in OF_MEMBERS]

    def of_members(self) -> list[forms.BoundField]:
        """Give the fields of a meeting that members ask for."""
        return [self[name] for name in OF_MEMBERS]

    def convening(self) -> Convening:
        """Give why it is held; who asks is told only where members do."""
        given = self.cleaned_data
        ground = Ground(given["ground"] or Ground.DECIDED)
        if ground is not Ground.MEMBERS:
            return Convening(ground)
        return Convening(ground, tuple(given["asking"]), lines_of(given["matters"]))


class MoveForm(PlanForm):
    """Another day, time or place for a planned meeting."""

    why = forms.CharField(label=_("Varför flyttas det?"), max_length=REASON_LENGTH, widget=text_area())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["submission"]


class CancelForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Varför ställs sammanträdet in?"), max_length=REASON_LENGTH, widget=text_area()
    )


class PlaceCaseForm(forms.Form):
    """A case to put on the agenda."""

    case = forms.TypedChoiceField(label=_("Ärende"), coerce=int)
    rapporteur = forms.CharField(
        label=_("Föredragande"), max_length=200, required=False, help_text=_("Till exempel Samordnaren.")
    )
    proposal = forms.CharField(label=_("Förslag till beslut"), required=False, widget=text_area())

    def __init__(self, *args: Any, cases: Iterable[CaseLine], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(case.id, f"{case.number} {case.title}") for case in cases]
        offer(self, "case", [("", _("Välj ärende")), *choices])


class AddItemForm(forms.Form):
    """An item without a case of ours."""

    kind = forms.ChoiceField(
        label=_("Vad är det?"), choices=[(kind.value, text) for kind, text in ADDED_KINDS]
    )
    title = forms.CharField(label=_("Rubrik"), max_length=TITLE_LENGTH)
    external_case_number = forms.CharField(
        label=_("Den andra myndighetens ärendenummer"), max_length=60, required=False
    )
    rapporteur = forms.CharField(label=_("Föredragande"), max_length=200, required=False)


class TimesForm(forms.Form):
    """How many minutes each item is meant to take; empty is no stated length."""

    def __init__(self, *args: Any, items: Iterable[ItemLine], **options: Any) -> None:
        super().__init__(*args, **options)
        self.ids = {f"item-{item.id}": item.id for item in items}
        for item in items:
            begins = _("Börjar kl. %(time)s.") % {"time": clock_time(item.begins)} if item.begins else ""
            self.fields[f"item-{item.id}"] = forms.IntegerField(
                label=_("%(item)s, minuter") % {"item": f"{item.number or item.position} {item.title}"},
                help_text=begins,
                required=False,
                min_value=1,
                max_value=LONGEST_ITEM,
                initial=item.minutes,
            )

    def minutes(self) -> dict[int, int | None]:
        """Give the lengths by the item's id."""
        return {item: self.cleaned_data[name] for name, item in self.ids.items()}


class AttendanceForm(ReasonForm):
    """Who is there, who presides, and others."""

    present = forms.TypedMultipleChoiceField(label=_("Närvarande"), coerce=int, required=False)
    chair = forms.TypedChoiceField(
        label=_("Ordförande vid sammanträdet"),
        coerce=int,
        help_text=_("Den som leder sammanträdet ska vara närvarande och tjänstgöra."),
    )
    others = forms.CharField(
        label=_("Övriga närvarande"),
        required=False,
        widget=text_area(),
        help_text=_("En person på varje rad: namn, uppdrag."),
    )
    field_order = ("present", "chair", "others", "reason")

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(people)
        offer(self, "present", choices)
        offer(self, "chair", [("", _("Välj ordförande")), *choices])

    def others_there(self) -> list[tuple[str, str]]:
        """Give the others as name and office."""
        pairs = [line.partition(",") for line in lines_of(self.cleaned_data["others"])]
        return [(name.strip(), office.strip()) for name, _comma, office in pairs]


class ApproverForm(ReasonForm):
    """Who approves the minutes, and until when."""

    person = forms.TypedChoiceField(label=_("Justerare"), coerce=int, widget=forms.RadioSelect)
    reserve = forms.TypedChoiceField(
        label=_("Ersättare om justeraren får förhinder"), coerce=int, required=False, empty_value=None
    )
    due = DateField(label=_("Justeras senast"))
    place = forms.CharField(
        label=_("Plats för justering"), max_length=200, required=False, help_text=_("Till exempel Digitalt.")
    )
    field_order = ("person", "reserve", "due", "place", "reason")

    def __init__(self, *args: Any, people: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = list(people)
        offer(self, "person", choices)
        offer(self, "reserve", [("", _("Ingen")), *choices])


class ItemForm(ReasonForm):
    """An item's texts; which of them a kind of item has is said by FIELDS_OF."""

    title = forms.CharField(label=_("Rubrik"), max_length=TITLE_LENGTH)
    rapporteur = forms.CharField(label=_("Föredragande"), max_length=200, required=False)
    proposal = forms.CharField(label=_("Förslag till beslut"), required=False, widget=text_area())
    summary = forms.CharField(label=_("Sammanfattning av ärendet"), required=False, widget=text_area(LONG))
    records = forms.TypedMultipleChoiceField(
        label=_("Beslutsunderlag"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    recipients = forms.CharField(
        label=_("Beslutet skickas till"),
        required=False,
        widget=text_area(),
        help_text=_("En mottagare på varje rad."),
    )
    meeting_text = forms.CharField(label=_("Sammanträdet"), required=False, widget=text_area())
    procedure = forms.CharField(
        label=_("Beslutsgång"),
        required=False,
        widget=text_area(),
        help_text=_("Hur ordföranden ställde förslagen och vad nämnden kom fram till."),
    )
    decision_text = forms.CharField(label=_("Beslut"), required=False, widget=text_area())
    decision_points = forms.CharField(
        label=_("Beslutspunkter"),
        required=False,
        widget=text_area(),
        help_text=_("Om beslutet har flera punkter: en på varje rad."),
    )
    decision_kind = forms.ChoiceField(
        label=_("Slag av beslut"),
        choices=[
            (kind.value, text) for kind, text in DECISION_KIND_TEXTS.items() if kind is not DecisionKind.TABLE
        ],
        required=False,
    )
    until = DateField(
        label=_("Om ärendet bordläggs: till sammanträdet den"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        kind: ItemKind,
        records: Iterable[RecordLine] = (),
        is_meeting_open: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        choices = [(one.id, " ".join(filter(None, (one.label, one.title)))) for one in records]
        offer(self, "records", choices)
        # Deciding without a text is refused by the action; only saving the texts may leave it empty.
        self.fields["decision_text"].required = not self.is_bound
        wanted = FIELDS_OF[kind] & (DURING if is_meeting_open else BEFORE)
        for name in list(self.fields):
            if name not in wanted | {"reason"} or (name == "records" and not choices):
                del self.fields[name]

    def at_the_meeting(self) -> list[forms.BoundField]:
        """Give the fields that are written while the meeting goes on."""
        return [field for field in self if field.name in DURING - BEFORE]

    def prepared(self) -> list[forms.BoundField]:
        """Give the fields that were prepared before the meeting."""
        return [field for field in self if field.name in BEFORE]

    def wording(self, before: ItemWording) -> ItemWording:
        """Give the texts as written; those that the form does not show stay as they were."""
        given = self.cleaned_data
        points = given.get("decision_points")
        return ItemWording(
            title=given["title"],
            rapporteur=given.get("rapporteur", before.rapporteur),
            proposal=given.get("proposal", before.proposal),
            summary=given.get("summary", before.summary),
            meeting_text=given.get("meeting_text", before.meeting_text),
            procedure=given.get("procedure", before.procedure),
            decision_text=given.get("decision_text", before.decision_text),
            decision_points=before.decision_points if points is None else lines_of(points),
        )


BEFORE = frozenset({"title", "rapporteur", "proposal", "summary", "records", "recipients"})
DURING = BEFORE | {"meeting_text", "procedure", "decision_text", "decision_points", "decision_kind", "until"}
SHORT_ITEM = frozenset({"title", "meeting_text"})
FIELDS_OF: dict[ItemKind, frozenset[str]] = {
    ItemKind.ROLL_CALL: SHORT_ITEM,
    ItemKind.APPROVER_ELECTION: SHORT_ITEM,
    ItemKind.AGENDA: SHORT_ITEM | {"decision_text"},
    ItemKind.CASE: DURING,
    ItemKind.INFORMATION: DURING,
    ItemKind.OTHER: SHORT_ITEM | {"decision_text"},
}
