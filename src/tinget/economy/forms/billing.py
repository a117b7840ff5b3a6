"""A year to bill, and the accounts to book it on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.rules.billing import VatCategory
from tinget.foundation.ui.forms import DateField


class BillForm(forms.Form):
    """A year to bill, and on which terms."""

    year = forms.IntegerField(label=_("År som faktureras"), min_value=2000, max_value=2100)
    issued_on = DateField(label=_("Fakturadag"))
    due_on = DateField(label=_("Förfallodag"))
    vat = forms.ChoiceField(
        label=_("Moms"),
        choices=[
            (VatCategory.STANDARD.value, _("25 procent")),
            (VatCategory.OUTSIDE.value, _("utanför momsens tillämpningsområde")),
        ],
    )
    reference = forms.CharField(
        label=_("Köparens referens"), max_length=60, help_text=_("Står på varje faktura.")
    )


class BookingForm(forms.Form):
    """The accounts on which the bills are booked."""

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    receivable = forms.RegexField(r"^\d{4,8}$", label=_("Konto för kundfordringar"))
    income = forms.RegexField(r"^\d{4,8}$", label=_("Konto för intäkter"))
    vat = forms.RegexField(r"^\d{4,8}$", label=_("Konto för utgående moms"))
