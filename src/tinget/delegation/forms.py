"""The forms of delegation: a scheme to bring in, the day it is shown for, and a decision to record."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.delegation.rules.schemes import MATTER_TEXTS, NAME_LENGTH, Matter, Point
from tinget.foundation.ui.forms import DateField, LongText, ReasonForm, SubmissionField, TableField, offer
from tinget.foundation.ui.words import thousands
from tinget.kernel.case_numbers import begins_with_number

TITLE_LENGTH = 300
MOST_RECORDS = 50


class DayForm(forms.Form):
    """The day for which the scheme is shown."""

    dag = DateField(label=_("Gällande den"), required=False)


class SchemeForm(forms.Form):
    """A version that the committee adopted; its points come as CSV, in a file or pasted."""

    name = forms.CharField(
        label=_("Namn"), max_length=NAME_LENGTH, help_text=_("Till exempel Delegationsordning 2026.")
    )
    adopted_on = DateField(label=_("Antagen den"))
    adopted_by = forms.CharField(
        label=_("Antagen genom"), max_length=NAME_LENGTH, help_text=_("Beslutet, till exempel § 12/2026.")
    )
    valid_from = DateField(label=_("Gäller från och med"), help_text=_("Tidigast den dag då den antogs."))
    file = TableField(label=_("Fil med punkterna"))
    points = forms.CharField(
        label=_("Punkterna som text"),
        required=False,
        strip=False,
        help_text=_(
            "En rad med rubriker, sedan en rad för varje punkt. Skilj åt med semikolon: punkt; ärende;"
            " delegat; funktion; villkor; beloppsgräns; anmäls; vidare; brådskande; överklagas; slag."
            " De tre första måste finnas med. Resten får vara tomt."
        ),
        widget=LongText,
    )

    def clean(self) -> dict[str, Any]:
        """Let the file's text take the place of what was pasted."""
        given: dict[str, Any] = super().clean() or {}
        given["points"] = given.get("file") or given.get("points") or ""
        if not given["points"].strip() and "file" not in self.errors:
            self.add_error("points", _("Välj en fil eller klistra in punkterna."))
        return given


class DelegatedForm(ReasonForm):
    """A decision by a delegate; its number is drawn when it is saved."""

    field_order = (
        "point",
        "decided_on",
        "decided_by",
        "case",
        "title",
        "text",
        "amount",
        "kind",
        "meets_conditions",
        "is_further",
        "records",
        "reason",
    )

    point = forms.TypedChoiceField(label=_("Punkt i delegationsordningen"), coerce=int)
    decided_on = DateField(label=_("Beslutat den"))
    decided_by = forms.CharField(
        label=_("Beslutat av"), max_length=NAME_LENGTH, help_text=_("Namnet på den som beslutade.")
    )
    case = forms.CharField(
        label=_("Ärende"),
        required=False,
        help_text=_("Ärendets nummer, som 2026/15."),
    )
    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Skriv inget som kan vara sekretess: rubriken kan bli offentlig."),
    )
    text = forms.CharField(label=_("Beslut"), widget=LongText)
    amount = forms.IntegerField(
        label=_("Belopp, kronor"), required=False, min_value=0, max_value=10**12, help_text=_("Hela kronor.")
    )
    kind = forms.TypedChoiceField(
        label=_("Gäller beslutet något av detta?"),
        coerce=Matter,
        choices=[(matter.value, text) for matter, text in MATTER_TEXTS.items()],
        initial=Matter.ORDINARY.value,
    )
    meets_conditions = forms.BooleanField(
        label=_("Punktens villkor är uppfyllda"),
        required=False,
        help_text=_("Kryssa bara om punkten har villkor, och de är uppfyllda."),
    )
    is_further = forms.BooleanField(
        label=_("Beslutat av någon som delegaten har gett uppdraget vidare till"), required=False
    )
    records = forms.CharField(
        label=_("Underlag"),
        required=False,
        max_length=1000,
        help_text=_("Handlingarnas id med komma emellan, som 2026.4, 2026.5."),
    )
    submission = SubmissionField()

    def __init__(self, *args: Any, points: Sequence[Point], pattern: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pattern = pattern
        offer(self, "point", [(point.id, point_text(point)) for point in points])

    def clean_case(self) -> tuple[int, int] | None:
        """Return (year, serial) of the case."""
        written = self.cleaned_data["case"]
        if not written:
            return None
        found = begins_with_number(self.pattern, written)
        if found is None:
            raise forms.ValidationError(_("Skriv ärendets nummer som 2026/15."))
        return found.year, found.serial

    def clean_records(self) -> list[str]:
        """Return the ids as they are printed."""
        printed = [part.strip() for part in self.cleaned_data["records"].split(",") if part.strip()]
        if len(printed) > MOST_RECORDS:
            raise forms.ValidationError(_("Högst 50 handlingar kan vara underlag."))
        return printed


def point_text(point: Point) -> str:
    """Say a point on one line: "3.2 Avrop (samordnaren, högst 500 000 kronor)"."""
    limit = f", högst {thousands(point.amount_limit)} kronor" if point.amount_limit is not None else ""
    return f"{point.number} {point.matter} ({point.delegate_text}{limit})"
