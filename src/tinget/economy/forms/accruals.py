"""A cost to spread over the months that it is for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.rules.accruals import Accrual
from tinget.foundation.ui.forms import DateField, offer


class AccrualForm(forms.Form):
    """A cost with the day it is booked and the days that it is for."""

    line = forms.ChoiceField(label=_("Rad i budgeten"))
    text = forms.CharField(
        label=_("Vad det gäller"), max_length=200, help_text=_("Till exempel licens för ett år.")
    )
    amount = forms.IntegerField(label=_("Belopp, hela kronor utan moms"), min_value=1, max_value=10**10)
    booked_on = DateField(label=_("Bokförd den"))
    first = DateField(label=_("Gäller från och med"))
    last = DateField(
        label=_("Gäller till och med"),
        help_text=_("Kostnaden delas lika på månaderna; påbörjade räknas hela."),
    )
    source = forms.CharField(
        label=_("Underlag"), max_length=200, help_text=_("Fakturans eller verifikationens nummer.")
    )

    def __init__(self, *arguments: Any, lines: list[str], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer(self, "line", [(name, name) for name in lines])

    def accrual(self) -> Accrual:
        """Return what was asked for."""
        given = self.cleaned_data
        return Accrual(given["line"], given["amount"], given["booked_on"], given["first"], given["last"])
