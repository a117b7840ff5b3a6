"""A budget, an outcome or a forecast to enter, and the decision that adopts it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.rules.entering import read_lines
from tinget.economy.rules.facts import TableKind
from tinget.foundation.ui.forms import DateField, LongText, TableField
from tinget.kernel.dates import MONTHS


class TableForm(forms.Form):
    """A table of a year; its lines come as CSV, in a file or pasted."""

    kind = forms.ChoiceField(
        label=_("Vad"),
        choices=[
            (TableKind.BUDGET.value, _("budget för året")),
            (TableKind.OUTCOME.value, _("utfall från årets början")),
            (TableKind.FORECAST.value, _("prognos för hela året")),
        ],
    )
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    month = forms.TypedChoiceField(
        label=_("Till och med"),
        choices=list(enumerate(MONTHS, start=1)),
        coerce=int,
        help_text=_("Månaden som utfallet eller prognosen gäller. En budget gäller alltid hela året."),
    )
    why = forms.CharField(
        label=_("Varför en ny version"),
        required=False,
        max_length=300,
        help_text=_("Till exempel att index blev känt. Visas med tabellen."),
    )
    file = TableField(label=_("Fil med raderna"))
    lines = forms.CharField(
        label=_("Raderna som text"),
        required=False,
        strip=False,
        help_text=_(
            "Klistra in ur kalkylbladet eller skriv: en rubrikrad rad;intäkt;kostnad;förklaring och sedan en "
            "rad för varje tjänst, i hela kronor. En sista rad som heter Summa jämförs med raderna."
        ),
        widget=LongText,
    )

    def clean(self) -> dict[str, Any]:
        """Let the file's text take the place of what was pasted, and read it."""
        given: dict[str, Any] = super().clean() or {}
        if "file" in self.errors or "kind" not in given:
            return given
        text = given.get("file") or given.get("lines") or ""
        given["lines"], given["printed_total"], faults = read_lines(text, TableKind(given["kind"]))
        for fault in faults:
            where = _("Rad %(line)s: ") % {"line": fault.line} if fault.line else ""
            self.add_error("lines", f"{where}{fault.text}")
        return given


class AdoptTableForm(forms.Form):
    """The decision that adopts a table."""

    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_(
            "Vem som beslutade och var det står, som Luleå kommunfullmäktige § 210."
            " Ett utfall eller en prognos läggs fram för nämnden. Skriv då dess paragraf."
        ),
    )
    decided_on = DateField(label=_("Beslutat den"))
