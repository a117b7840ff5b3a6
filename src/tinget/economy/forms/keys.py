"""The parts of a key, and the short form in which one of two keys is tried."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.queries import AllocationView
from tinget.economy.rules.allocation import (
    Equal,
    Fixed,
    Given,
    Inhabitants,
    Part,
    PerInhabitant,
    Usage,
)
from tinget.economy.rules.reading import Known
from tinget.foundation.ui.forms import offer

PARTS = ("equal", "inhabitants", "at", "fixed", "per_inhabitant", "price", "earlier")
WHOLE = 100  # per cent


def amount_field(label: Any, *, most: int = 10**10, **options: Any) -> forms.DecimalField:
    """Make a field for an amount or a percentage that may be left out."""
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_value=most, max_digits=14, decimal_places=3, **options
    )


def percent_field(label: Any) -> forms.DecimalField:
    """Make a field for by how many per cent something is raised, or lowered."""
    return forms.DecimalField(
        label=label, required=False, min_value=-50, max_value=100, max_digits=6, decimal_places=3
    )


class KeyForm(forms.Form):
    """The parts of a key; every part that is filled in counts."""

    equal = amount_field(_("Procent lika"), most=WHOLE)
    inhabitants = amount_field(_("Procent efter invånare"), most=WHOLE)
    at = forms.ChoiceField(label=_("Invånare den"), required=False)
    fixed = amount_field(_("Fast belopp per kommun, kronor"))
    per_inhabitant = amount_field(_("Kronor per invånare"))
    price = amount_field(
        _("Pris per enhet, kronor"), help_text=_("För förbrukning; mängderna skrivs kommun för kommun.")
    )
    earlier = forms.ChoiceField(
        label=_("Rader ur en tidigare fördelning"), required=False, help_text=_("Räknas upp med index.")
    )

    def __init__(
        self, *arguments: Any, known: Known, earlier: Sequence[AllocationView], **options: Any
    ) -> None:
        super().__init__(*arguments, **options)
        days = [(day.isoformat(), day.isoformat()) for day in sorted(known.populations, reverse=True)]
        offer(self, "at", days)
        listed = [(one.slug, f"{one.service} {one.year} ({one.slug})") for one in earlier]
        offer(self, "earlier", [("", _("inga")), *listed])
        self.rows_of = {one.slug: one.rows for one in earlier}

    def clean(self) -> dict[str, Any]:
        """See that the key has a part."""
        given = super().clean() or self.cleaned_data
        if not any(given.get(name) for name in PARTS if name != "at"):
            self.add_error(None, _("Fyll i minst en del av nyckeln."))
        return given

    def key(self, quantities: Mapping[str, Fraction]) -> tuple[Part, ...]:
        """Return the parts that are filled in; `quantities` is what each municipality has used."""
        given = self.cleaned_data
        at = dt.date.fromisoformat(given["at"]) if given["at"] else dt.date.min
        numbers = {
            name: Fraction(given[name] or 0)
            for name in ("equal", "inhabitants", "fixed", "per_inhabitant", "price")
        }
        parts: dict[str, Part] = {
            "equal": Equal(numbers["equal"]),
            "inhabitants": Inhabitants(numbers["inhabitants"], at),
            "fixed": Fixed(numbers["fixed"]),
            "per_inhabitant": PerInhabitant(numbers["per_inhabitant"], at),
            "price": Usage(quantities, numbers["price"]),
        }
        chosen = [part for name, part in parts.items() if numbers[name]]
        if rows := self.rows_of.get(given["earlier"], ()):
            chosen.append(Given({place.name: Fraction(amount) for place, amount in rows}))
        return tuple(chosen)


class TriedKeyForm(KeyForm):
    """One of two keys to try: quantities are those of an allocation made by usage."""

    usage = forms.ChoiceField(
        label=_("Mängder ur en fördelning efter förbrukning"),
        required=False,
        help_text=_("Lämnas priset tomt gäller det som fördelningen har."),
    )
    index = percent_field(_("Uppräkning i procent"))
    field_order = (*PARTS[:5], "usage", "price", "earlier", "index")

    def __init__(self, *arguments: Any, earlier: Sequence[AllocationView], **options: Any) -> None:
        super().__init__(*arguments, earlier=earlier, **options)
        self.fields["inhabitants"].help_text = _("Lämnas det tomt delas resten av procenten efter invånare.")
        self.fields["price"].help_text = ""
        self.used = {one.slug: part for one in earlier if (part := _usage_of(one))}
        names = [(one.slug, f"{one.service} {one.year}") for one in earlier if one.slug in self.used]
        offer(self, "usage", [("", _("inga")), *names])

    def add_prefix(self, field_name: str) -> str:
        """Name the fields equal_a, equal_b, so that an address says what it is about."""
        return f"{field_name}_{self.prefix}"

    def clean(self) -> dict[str, Any]:
        """Fill in what is left out: the rest of the percentages, and the price of what was used."""
        given = self.cleaned_data
        if given.get("equal") is not None and given.get("inhabitants") is None:
            given["inhabitants"] = WHOLE - given["equal"]
        if (used := self.used.get(given.get("usage", ""))) and given.get("price") is None:
            given["price"] = used.price
        return super().clean()

    def tried(self) -> tuple[Part, ...]:
        """Return the key's parts."""
        used = self.used.get(self.cleaned_data["usage"])
        return self.key(used.quantities if used else {})

    def raised(self) -> tuple[Fraction, ...]:
        """Return the index as a factor, none where nothing is raised."""
        percent = self.cleaned_data["index"]
        return (1 + Fraction(percent) / WHOLE,) if percent else ()


def _usage_of(one: AllocationView) -> Usage | None:
    """Return the quantities and the price that an allocation was made with."""
    for part in (one.model or {}).get("key", ()):
        if "usage" in part:
            quantities = {name: Fraction(str(amount)) for name, amount in part["usage"].items()}
            return Usage(quantities, Fraction(str(part["price"])))
    return None
