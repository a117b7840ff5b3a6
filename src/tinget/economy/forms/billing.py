"""A year to bill, and the accounts to book it on."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.rules.billing import BY_HOST, Billing, VatCategory, has_check_digit
from tinget.foundation.ui.forms import DateField

BILLING_TEXTS = {
    Billing.ADVANCE: _("i förskott, i januari"),
    Billing.YEAR_END: _("efter förbrukning, vid årets slut"),
    Billing.ONCE: _("engångsavgift"),
    Billing.SUPPLIER: _("leverantören fakturerar direkt"),
}


class BillForm(forms.Form):
    """A year to bill, and on which terms."""

    year = forms.IntegerField(label=_("År som faktureras"), min_value=2000, max_value=2100)
    occasions = forms.MultipleChoiceField(
        label=_("Vad som faktureras"),
        choices=[(one.value, BILLING_TEXTS[one]) for one in BY_HOST],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Det som redan är fakturerat faktureras inte igen."),
    )
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

    bankgiro = forms.RegexField(
        r"^\d{3,4}-?\d{4}$",
        label=_("Bankgiro"),
        required=False,
        help_text=_("Värdkommunens, dit fakturorna betalas."),
    )

    def clean_bankgiro(self) -> str:
        """Write the number with its dash; its check digit has to hold."""
        digits = str(self.cleaned_data["bankgiro"]).replace("-", "")
        if digits and not has_check_digit(digits):
            raise forms.ValidationError(_("Kontrollsiffran i bankgironumret stämmer inte."))
        return f"{digits[:-4]}-{digits[-4:]}" if digits else ""


class BookingForm(forms.Form):
    """The accounts on which the bills are booked."""

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    receivable = forms.RegexField(r"^\d{4,8}$", label=_("Konto för kundfordringar"))
    income = forms.RegexField(r"^\d{4,8}$", label=_("Konto för intäkter"))
    vat = forms.RegexField(r"^\d{4,8}$", label=_("Konto för utgående moms"))
    carried = forms.RegexField(
        r"^\d{4,8}$",
        label=_("Konto för över- och underskott som avräknas"),
        required=False,
        help_text=_("Lämna tomt om de bokförs på kontot för intäkter."),
    )


class SettleForm(forms.Form):
    """The decision that takes a year's result to a later year's bills."""

    decision = forms.CharField(
        label=_("Beslut"),
        max_length=150,
        help_text=_("Vem som beslutade och var det står. Det skrivs på varje faktura."),
    )
    decided_on = DateField(label=_("Beslutat den"))
    to_year = forms.IntegerField(label=_("Avräknas på fakturorna för"), min_value=2000, max_value=2100)
