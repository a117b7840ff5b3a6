"""Forms of preparation: an idea, its proposal, a move, an answer, a meeting of the group."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText, ReasonForm, SubmissionField, TimeField, offer
from tinget.foundation.ui.words import month_name
from tinget.kernel.stances import STANCE_WORDS
from tinget.organisation.api import Municipality
from tinget.preparation.rules.lines import GroupMeetingView, PreparationLine
from tinget.preparation.rules.steps import BY_CHAIR, ORDER, Step
from tinget.preparation.rules.wheel import KIND_TEXTS, MOST_WEEKS, WEEKS_AHEAD
from tinget.preparation.rules.year_plan import DaysNotRead, PlannedDay, read_days
from tinget.registry.api import CaseLine

SHORT = 3  # rows of a text box
MOVE_TEXTS = {
    Step.COORDINATOR: _("tillbaka till samordnaren"),
    Step.GROUP: _("till beredningsgruppen"),
    Step.REFERRAL: _("på remiss till kommunerna"),
    Step.CHAIR: _("till ordföranden för godkännande"),
    Step.READY: _("klart för dagordningen"),
    Step.ENDED: _("avsluta utan sammanträde"),
}


def lines_of(text: str) -> tuple[str, ...]:
    """Give the lines that have something on them."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class BeginForm(forms.Form):
    """An idea, or a case that is open already."""

    case = forms.TypedChoiceField(label=_("Ärende"), coerce=int, empty_value=None, required=False)
    title = forms.CharField(
        label=_("Vad gäller det?"),
        max_length=300,
        required=False,
        help_text=_("Blir ärendets rubrik. Lämna tomt om du har valt ett ärende."),
    )
    class_code = forms.CharField(
        label=_("Klass"),
        max_length=30,
        required=False,
        help_text=_("Till exempel 2.2.0.2. Ärendet registreras när det lämnar samordnaren."),
    )
    background = forms.CharField(label=_("Bakgrund"), required=False, widget=LongText())
    submission = SubmissionField()

    def __init__(self, *args: Any, cases: Iterable[CaseLine], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(
            self,
            "case",
            [("", _("Ett nytt ärende")), *((one.id, f"{one.number} {one.title}") for one in cases)],
        )

    def clean(self) -> dict[str, Any]:
        """Ask what it is about where no case is chosen."""
        given = super().clean() or {}
        if not given.get("case") and not given.get("title"):
            self.add_error("title", _("Skriv vad det gäller, eller välj ett ärende."))
        return given


class RaiseForm(forms.Form):
    """A matter that a member raises."""

    title = forms.CharField(label=_("Vad gäller det?"), max_length=300, help_text=_("Blir ärendets rubrik."))
    background = forms.CharField(
        label=_("Vad vill du att nämnden gör, och varför?"), required=False, widget=LongText()
    )
    submission = SubmissionField()


class ProposalForm(forms.Form):
    """The background, and the proposal with its points."""

    background = forms.CharField(label=_("Bakgrund"), required=False, widget=LongText())
    rapporteur = forms.CharField(
        label=_("Föredragande"), max_length=200, required=False, help_text=_("Till exempel samordnaren.")
    )
    lead = forms.CharField(
        label=_("Förslaget börjar"), max_length=500, help_text=_("Till exempel E-nämnden beslutar att")
    )
    points = forms.CharField(
        label=_("Beslutspunkter"),
        required=False,
        widget=LongText(),
        help_text=_("En punkt på varje rad. De numreras och följer med till dagordningen och protokollet."),
    )


class MoveForm(ReasonForm):
    """Where the matter goes now; a departure asks for its reason."""

    to = forms.TypedChoiceField(label=_("Vart ska ärendet?"), coerce=Step, widget=forms.RadioSelect)
    answer_by = DateField(label=_("Svar senast"), required=False, help_text=_("Behövs för en remiss."))
    question = forms.CharField(
        label=_("Vad vill du ha svar på?"), required=False, widget=forms.Textarea(attrs={"rows": SHORT})
    )
    field_order = ("to", "answer_by", "question", "reason")

    def __init__(self, *args: Any, here: Step, is_chair: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        ahead = [step for step in (*ORDER, Step.ENDED) if step in MOVE_TEXTS and step is not here]
        offer(self, "to", [(step.value, MOVE_TEXTS[step]) for step in ahead])
        if is_chair:
            del self.fields["answer_by"], self.fields["question"]
            offer(self, "to", [(step.value, MOVE_TEXTS[step]) for step in BY_CHAIR])


class AnswerForm(forms.Form):
    """A municipality's answer."""

    municipality = forms.TypedChoiceField(label=_("Kommun"), coerce=int)
    stance = forms.ChoiceField(
        label=_("Kommunen"),
        choices=[(stance.value, _(words)) for stance, words in STANCE_WORDS.items()],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Svaret i ord"), required=False, widget=LongText())

    def __init__(self, *args: Any, places: Sequence[Municipality], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "municipality", [(place.id, place.name) for place in places])
        if len(places) == 1:
            self.fields["municipality"].widget = forms.HiddenInput()
            self.fields["municipality"].initial = places[0].id


class GroupMeetingForm(forms.Form):
    """A meeting of the group: its day, who was there, and what was said of each matter."""

    held_on = DateField(label=_("Dag"))
    starts_at = TimeField(label=_("Börjar"), required=False)
    place = forms.CharField(label=_("Plats"), max_length=200, required=False)
    present = forms.TypedMultipleChoiceField(
        label=_("Närvarande kommuner"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    notes = forms.CharField(label=_("Anteckningar"), required=False, widget=LongText())

    def __init__(
        self,
        *args: Any,
        places: Sequence[Municipality],
        matters: Sequence[PreparationLine],
        meeting: GroupMeetingView | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "present", [(place.id, place.name) for place in places])
        said = {line.id: text for line, text in meeting.matters} if meeting else {}
        self.matters = [line.id for line in matters]
        for line in matters:
            self.fields[f"said_{line.id}"] = forms.CharField(
                label=_("Gruppen om: %(title)s") % {"title": line.title},
                required=False,
                initial=said.get(line.id, ""),
                widget=forms.Textarea(attrs={"rows": SHORT}),
            )

    def said(self) -> dict[int, str]:
        """Give what was said, by the preparation's id."""
        return {number: self.cleaned_data[f"said_{number}"] for number in self.matters}


class MatterForm(forms.Form):
    """A matter that comes back each year."""

    month = forms.TypedChoiceField(
        label=_("Månad"),
        coerce=int,
        choices=[(number, month_name(number)) for number in range(1, 13)],
    )
    title = forms.CharField(
        label=_("Vad"),
        max_length=200,
        help_text=_("Året läggs till av sig självt, som Delårsrapport 2 2027."),
    )
    kind = forms.ChoiceField(
        label=_("Slag"), choices=[(kind.value, _(words)) for kind, words in KIND_TEXTS.items()]
    )
    class_code = forms.CharField(label=_("Klass"), max_length=30, required=False)
    weeks_ahead = forms.IntegerField(
        label=_("Veckor i förväg"),
        min_value=1,
        max_value=MOST_WEEKS,
        initial=WEEKS_AHEAD,
        help_text=_("Så lång tid före månaden som ärendet ska börja beredas."),
    )
    note = forms.CharField(label=_("Anmärkning"), max_length=300, required=False)


class YearPlanForm(forms.Form):
    """The days of a year's meetings."""

    days = forms.CharField(
        label=_("Dagar"),
        widget=LongText(),
        help_text=_(
            "Ett sammanträde på varje rad, som 2027-03-10 13:00-16:00 Luleå. Tid och plats får vänta."
        ),
    )

    def __init__(self, *args: Any, year: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.year = year

    def clean_days(self) -> tuple[PlannedDay, ...]:
        """Read the days, or say which line cannot be read."""
        try:
            return read_days(self.cleaned_data["days"], year=self.year)
        except DaysNotRead as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class DecidedForm(forms.Form):
    """The committee's decision on the plan."""

    decided_on = DateField(label=_("Beslutad den"))
    decision = forms.CharField(label=_("Paragraf"), max_length=100, help_text=_("Till exempel § 25/2026."))
