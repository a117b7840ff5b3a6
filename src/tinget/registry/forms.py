"""The register's forms: a new case, a new record, and which cases the list shows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, SubmissionField
from tinget.registry.models import DIRECTION_TEXTS
from tinget.registry.rules import (
    CLASS_CODE_LENGTH,
    COUNTERPART_LENGTH,
    TITLE_LENGTH,
    CaseStatus,
    Direction,
    is_class_code,
)

CLASS_LIST = "klasser"
GIVEN_DIRECTIONS = (Direction.RECEIVED, Direction.DRAWN_UP, Direction.DISPATCHED)


class CaseForm(forms.Form):
    """A case to register; its number is drawn when it is saved."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Vad ärendet gäller, kort. Skriv inget som kan vara sekretess: rubriken blir offentlig."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    class_code = forms.CharField(
        label=_("Klassificering"),
        max_length=CLASS_CODE_LENGTH,
        help_text=_("Siffror och punkter ur klassificeringsstrukturen, som 2.2.0.2."),
        widget=forms.TextInput(attrs={"list": CLASS_LIST, "autocomplete": "off", "inputmode": "decimal"}),
    )
    submission = SubmissionField()

    def clean_class_code(self) -> str:
        """Refuse what is no class."""
        code: str = self.cleaned_data["class_code"].strip()
        if not is_class_code(code):
            raise forms.ValidationError(_("Skriv klassen med siffror och punkter, som 2.2.0.2."))
        return code


class RecordForm(forms.Form):
    """A record to register; its id is drawn when it is saved."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Vad handlingen är, som ”Tjänsteskrivelse, delårsrapport 2”."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(
        label=_("Handlingen är"),
        choices=[(direction.value, DIRECTION_TEXTS[direction]) for direction in GIVEN_DIRECTIONS],
        widget=forms.RadioSelect,
    )
    dated_on = DateField(
        label=_("Datum"), help_text=_("Den dag handlingen kom in, upprättades eller skickades.")
    )
    counterpart = forms.CharField(
        label=_("Avsändare eller mottagare"), max_length=COUNTERPART_LENGTH, required=False
    )
    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("PDF, Office, OpenDocument, text eller bild. Handlingen kan registreras utan fil."),
    )
    submission = SubmissionField()


class ListForm(forms.Form):
    """Which cases the list shows, and after which number it goes on."""

    SHOWN: dict[str, CaseStatus | None] = {
        "alla": None,
        "oppna": CaseStatus.OPEN,
        "avslutade": CaseStatus.CLOSED,
    }

    visa = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[("alla", _("alla")), ("oppna", _("öppna")), ("avslutade", _("avslutade"))],
    )
    efter = forms.RegexField(r"^\d{4}-\d{1,9}$", required=False, widget=forms.HiddenInput)

    def status(self) -> CaseStatus | None:
        """Return the state asked for; None is all."""
        return self.SHOWN.get(self._clean("visa"))

    def after(self) -> tuple[int, int] | None:
        """Return (year, serial) that the page goes on after, or None for the first page."""
        year, dash, serial = self._clean("efter").partition("-")
        return (int(year), int(serial)) if dash else None

    def _clean(self, name: str) -> str:
        self.is_valid()
        value: Any = self.cleaned_data.get(name)
        return str(value or "")
