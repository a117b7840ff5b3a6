"""A right to attest, a supplier's invoice, and the reason for sending one back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.rules.attest import NewInvoice, Right, Step, read_invoice_lines
from tinget.foundation.ui.forms import DateField, LongText, offer
from tinget.kernel.periods import Period
from tinget.organisation.api import PersonName


class RightForm(forms.Form):
    """Who may check or approve what, up to which sum, and from when."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)
    step = forms.ChoiceField(
        label=_("Får göra"),
        choices=[
            (Step.CHECK.value, _("sakgranskning: varan eller tjänsten är levererad som avtalat")),
            (Step.APPROVE.value, _("beslutsattest: kostnaden ska betalas")),
        ],
    )
    service = forms.ChoiceField(label=_("För"), required=False)
    limit = forms.IntegerField(
        label=_("Beloppsgräns, kronor utan moms"),
        required=False,
        min_value=1,
        max_value=10**10,
        help_text=_("Gäller fakturans hela summa. Tomt är ingen gräns."),
    )
    first = DateField(label=_("Från och med"))
    last = DateField(label=_("Till och med"), required=False)
    decision = forms.CharField(
        label=_("Beslut"), max_length=200, help_text=_("Vem som gav rätten, och var det står.")
    )

    def __init__(
        self, *arguments: Any, people: Sequence[PersonName], services: Sequence[str], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        named = [(one.id, one.name) for one in people]
        offer(self, "person", named)
        lines = [("", _("alla rader")), *((name, name) for name in services)]
        offer(self, "service", lines)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("Den sista dagen kan inte vara tidigare än den första."))
        return given

    def right(self) -> Right:
        """Return what was asked for."""
        given = self.cleaned_data
        period = Period(given["first"], given["last"])
        return Right(given["person"], Step(given["step"]), given["service"], given["limit"], period)


class InvoiceForm(forms.Form):
    """A supplier's invoice with its lines."""

    supplier = forms.CharField(label=_("Leverantör"), max_length=200)
    number = forms.CharField(label=_("Fakturans nummer"), max_length=60)
    issued_on = DateField(label=_("Fakturadag"))
    due_on = DateField(label=_("Förfallodag"))
    concerns = forms.TypedChoiceField(
        label=_("Gäller någons egen kostnad"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Till exempel en resa. Den som det gäller kan då inte attestera fakturan."),
    )
    lines = forms.CharField(
        label=_("Raderna"),
        strip=False,
        help_text=_(
            "En rubrikrad rad;text;belopp;från;till och sedan fakturans rader, utan moms. Rad är budgetens "
            "rad. Från och till skrivs bara när kostnaden gäller en viss tid: då periodiseras den."
        ),
        widget=LongText,
    )

    def __init__(
        self, *arguments: Any, people: Sequence[PersonName], services: Sequence[str], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        named = [("", _("nej")), *((one.id, one.name) for one in people)]
        offer(self, "concerns", named)
        self.services = services

    def clean(self) -> dict[str, Any]:
        """Read the lines, each fault with its line."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("issued_on") and given.get("due_on") and given["due_on"] < given["issued_on"]:
            self.add_error("due_on", _("Förfallodagen kan inte ligga före fakturadagen."))
        if "lines" in given:
            given["lines"], faults = read_invoice_lines(given["lines"], self.services)
            for fault in faults:
                where = _("Rad %(line)s: ") % {"line": fault.line} if fault.line else ""
                self.add_error("lines", f"{where}{fault.text}")
        return given

    def invoice(self) -> NewInvoice:
        """Return what was entered."""
        given = self.cleaned_data
        names = ("supplier", "number", "issued_on", "due_on", "lines", "concerns")
        return NewInvoice(**{name: given[name] for name in names})


class ReturnForm(forms.Form):
    """Why an invoice is sent back."""

    reason = forms.CharField(
        label=_("Skäl"), max_length=300, help_text=_("Visas på fakturan och för den som tog emot den.")
    )
