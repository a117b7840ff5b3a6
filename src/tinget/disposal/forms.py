"""The forms of disposal: a plan to bring in, a hold, a reason, and the words that confirm."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.disposal.rules import CODE_LENGTH, TEXT_LENGTH
from tinget.foundation.ui.forms import REASON_LENGTH, DateField, LongText, TableField
from tinget.kernel.case_numbers import begins_with_number

_CODE = re.compile(r"\d+(\.\d+)*", re.ASCII)


class PlanForm(forms.Form):
    """A version that the committee adopted; its rules come as CSV, in a file or pasted."""

    name = forms.CharField(
        label=_("Namn"), max_length=TEXT_LENGTH, help_text=_("Till exempel Informationshanteringsplan 2026.")
    )
    adopted_by = forms.CharField(
        label=_("Antagen genom"), max_length=TEXT_LENGTH, help_text=_("Beslutet, till exempel § 12/2026.")
    )
    valid_from = DateField(label=_("Gäller från och med"))
    file = TableField(label=_("Fil med reglerna"))
    rules = forms.CharField(
        label=_("Reglerna som text"),
        required=False,
        strip=False,
        help_text=_(
            "En rubrikrad och en rad för varje regel, med semikolon emellan: klass; slag; gallras;"
            " räknas från; beslut; media; sekretess. De tre första måste finnas."
            " Gallras är bevaras eller ett antal år, klass * är alla klasser."
        ),
        widget=LongText,
    )

    def clean(self) -> dict[str, Any]:
        """Let the file's text take the place of what was pasted."""
        given: dict[str, Any] = super().clean() or {}
        given["rules"] = given.get("file") or given.get("rules") or ""
        if not given["rules"].strip() and "file" not in self.errors:
            self.add_error("rules", _("Välj en fil eller klistra in reglerna."))
        return given


class HoldForm(forms.Form):
    """What must not be disposed of, why and for how long."""

    case = forms.CharField(
        label=_("Ärende"),
        required=False,
        help_text=_("Ärendets nummer, som 2026/15. Lämna tomt för en klass eller hela diariet."),
    )
    class_code = forms.RegexField(
        _CODE,
        label=_("Klass"),
        required=False,
        max_length=CODE_LENGTH,
        help_text=_("Som 2.2: gäller också klasserna under. Tomt här och ovan är hela diariet."),
        error_messages={"invalid": _("Skriv klassen med siffror och punkter, som 2.2.0.2.")},
    )
    reason = forms.CharField(
        label=_("Skäl"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )
    first = DateField(label=_("Gäller från och med"))
    last = DateField(label=_("Gäller till och med"), required=False, help_text=_("Tomt är tills det hävs."))

    def __init__(self, *args: Any, pattern: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pattern = pattern

    def clean_case(self) -> tuple[int, int] | None:
        """Return (year, serial) of the case."""
        written = self.cleaned_data["case"]
        if not written:
            return None
        found = begins_with_number(self.pattern, written)
        if found is None:
            raise forms.ValidationError(_("Skriv ärendets nummer som 2026/15."))
        return found.year, found.serial


class WhyForm(forms.Form):
    """A reason, where an act needs one."""

    reason = forms.CharField(
        label=_("Skäl"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConfirmForm(forms.Form):
    """The words that say what will happen, typed by hand."""

    words = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, expected: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].label = _("Skriv ”%(words)s” för att bekräfta") % {"words": expected}
