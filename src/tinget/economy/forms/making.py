"""An allocation made by hand: any mix of keys, an index by name, and how each municipality takes part."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.forms.keys import PARTS, KeyForm, amount_field, percent_field
from tinget.economy.forms.sharing import MODES
from tinget.economy.rules.allocation import (
    Allocation,
    Participant,
)
from tinget.economy.rules.indexing import IndexName
from tinget.economy.rules.rounding import UNITS, Mode, Rounding
from tinget.foundation.ui.forms import DateInput
from tinget.organisation.api import Municipality

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
INDEX_TEXTS = {
    IndexName.NONE: _("ingen uppräkning"),
    IndexName.PERCENT: _("en fast procentsats"),
    IndexName.PKV: _("PKV, prisindex för kommunal verksamhet"),
    IndexName.AKI: _("AKI, arbetskostnadsindex"),
}


class MakeForm(KeyForm):
    """What is shared out by which key; every part of the key that is filled in counts."""

    field_order = ("service", "year", "amount", *PARTS)

    service = forms.CharField(label=_("Tjänst"), max_length=200)
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    amount = amount_field(
        _("Belopp att dela, kronor"), help_text=_("Behövs när någon del av nyckeln är procent.")
    )
    index = forms.TypedChoiceField(
        label=_("Uppräkning"),
        choices=[(one.value, text) for one, text in INDEX_TEXTS.items()],
        coerce=IndexName,
        required=False,
        empty_value=IndexName.NONE,
    )
    index_month = forms.RegexField(
        MONTH,
        label=_("Index för månaden"),
        required=False,
        help_text=_("Som 2026-10. Behövs när ett index är valt."),
    )
    percent = percent_field(_("Uppräkning i procent"))
    to = forms.TypedChoiceField(
        label=_("Avrunda till"), choices=[(to, f"{to} kr") for to in UNITS], coerce=int
    )
    mode = forms.ChoiceField(label=_("Hur"), choices=MODES)
    per_month = forms.BooleanField(label=_("Avrunda månadsbeloppet"), required=False)
    source = forms.CharField(
        label=_("Underlag"),
        required=False,
        max_length=300,
        help_text=_("Varifrån priset och mängderna kommer, till exempel en mätning och dess dag."),
    )

    def clean(self) -> dict[str, Any]:
        """See that an index has its month and its value, and that the key has a part."""
        given = super().clean()
        index = given.get("index") or IndexName.NONE
        if index is not IndexName.NONE and given.get("percent") is None:
            self.add_error("percent", _("Skriv hur många procent uppräkningen är."))
        if index.is_published and not given.get("index_month"):
            self.add_error("index_month", _("Skriv vilken månads index det är."))
        return given

    def question(self, places: "PlaceForms") -> Allocation:
        """Make the question that the form and the municipalities' rows ask."""
        given = self.cleaned_data
        percent = given["percent"] if given["index"] is not IndexName.NONE else 0
        return Allocation(
            service=given["service"],
            year=given["year"],
            participants=places.participants(),
            key=self.key(places.quantities()),
            amount=Fraction(given["amount"]) if given["amount"] is not None else None,
            index=(1 + Fraction(percent) / 100,) if percent else (),
            rounding=Rounding(given["to"], Mode(given["mode"])),
            per_month=given["per_month"],
        )


class PlaceForm(forms.Form):
    """How one municipality takes part, and what it has used."""

    name = forms.CharField(widget=forms.HiddenInput)
    takes_part = forms.BooleanField(required=False)
    first = forms.DateField(required=False, widget=DateInput)
    last = forms.DateField(required=False, widget=DateInput)
    quantity = forms.DecimalField(required=False, min_value=0, max_digits=14, decimal_places=3)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        place = self.initial.get("name") or self.data.get(self.add_prefix("name"), "")
        labels = {"takes_part": _("Deltar"), "first": _("Från"), "last": _("Till"), "quantity": _("Mängd")}
        for field, label in labels.items():
            self.fields[field].widget.attrs["aria-label"] = f"{label}, {place}"
        self.place = place

    def clean(self) -> dict[str, Any]:
        """See that the last day does not lie before the first."""
        given = super().clean() or self.cleaned_data
        if given.get("first") and given.get("last") and given["last"] < given["first"]:
            self.add_error("last", _("Sista dagen ligger före den första."))
        return given


class PlaceForms(forms.BaseFormSet):  # type: ignore[type-arg] # is not generic when it runs
    """One row a municipality."""

    def participants(self) -> tuple[Participant, ...]:
        """Return who takes part, and when."""
        return tuple(
            Participant(one["name"], one["first"], one["last"])
            for one in self.cleaned_data
            if one["takes_part"]
        )

    def quantities(self) -> dict[str, Fraction]:
        """Return what each has used, where something is written."""
        return {one["name"]: Fraction(one["quantity"]) for one in self.cleaned_data if one["quantity"]}


def place_forms(data: Any, places: Sequence[Municipality], model: Mapping[str, Any]) -> PlaceForms:
    """Make the rows, as the model of an earlier allocation has them where one is given."""
    made = forms.formset_factory(PlaceForm, formset=PlaceForms, extra=0, max_num=len(places))
    initial = [_place(one.name, model) for one in places]
    return made(data, initial=initial, prefix="kommun")  # type: ignore[return-value] # made of PlaceForms


def initial_of(model: Mapping[str, Any], *, days: Sequence[dt.date], year: int) -> dict[str, Any]:
    """Return what the form begins with: the model of an earlier allocation, where there is one."""
    filled: dict[str, Any] = {
        "year": year,
        "at": max(days).isoformat() if days else "",
        "service": model.get("service", ""),
        "amount": model.get("amount"),
        "to": model.get("rounding", {}).get("to", 1),
        "mode": model.get("rounding", {}).get("mode", Mode.NEAREST.value),
        "per_month": model.get("per") == "month",
    }
    for part in model.get("key", ()):
        filled |= {name: value for name, value in part.items() if name not in ("usage", "rows")}
    return filled


def _place(name: str, model: Mapping[str, Any]) -> dict[str, Any]:
    listed = model.get("participants", "all")
    told = {} if listed == "all" else {_named(one): one for one in listed}
    used: dict[str, Decimal] = {}
    for part in model.get("key", ()):
        used |= {place: Decimal(str(amount)) for place, amount in part.get("usage", {}).items()}
    return {
        "name": name,
        "takes_part": listed == "all" or name in told,
        "quantity": used.get(name),
    }


def _named(one: Any) -> str:
    return str(one["name"] if isinstance(one, dict) else one)
