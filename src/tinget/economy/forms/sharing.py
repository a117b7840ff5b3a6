"""Two keys to compare, and the decision that adopts an allocation."""

from fractions import Fraction
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.economy.forms.billing import BILLING_TEXTS
from tinget.economy.forms.keys import TriedKeyForm, amount_field
from tinget.economy.queries import AllocationView
from tinget.economy.rules.allocation import Allocation, Equal, Inhabitants, Participant
from tinget.economy.rules.billing import Billing
from tinget.economy.rules.reading import Known
from tinget.economy.rules.rounding import UNITS, Mode, Rounding
from tinget.foundation.ui.forms import DateField, offer

MODES = [
    (Mode.NEAREST.value, _("till närmaste")),
    (Mode.UP.value, _("uppåt")),
    (Mode.DOWN.value, _("nedåt")),
    (Mode.LARGEST_REMAINDER.value, _("största rest")),
]


class CompareForm(forms.Form):
    """One amount to share by two keys: the rounding, and who takes part in another way by the second."""

    service = forms.CharField(label=_("Tjänst"), max_length=200)
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    amount = amount_field(
        _("Belopp att dela, kronor"), help_text=_("Behövs när någon del av en nyckel är procent.")
    )
    to = forms.TypedChoiceField(
        label=_("Avrunda till"), choices=[(to, f"{to} kr") for to in UNITS], coerce=int
    )
    mode = forms.ChoiceField(label=_("Hur"), choices=MODES)
    changing = forms.ChoiceField(
        label=_("Kommun som ändras i nyckel B"),
        required=False,
        help_text=_("Lämna tomt om alla deltar hela året."),
    )
    first = DateField(
        label=_("Deltar från"),
        required=False,
        help_text=_("Utan dagar deltar kommunen inte alls i nyckel B."),
    )
    last = DateField(label=_("Deltar till"), required=False)

    def __init__(self, *arguments: Any, known: Known, **options: Any) -> None:
        super().__init__(*arguments, **options)
        places = [("", _("ingen")), *((name, name) for name in known.everybody)]
        offer(self, "changing", places)
        self.everybody = known.everybody

    def question(self, side: str, key: TriedKeyForm) -> Allocation:
        """Make the question of side a or b; only side b has the municipality that changes."""
        given = self.cleaned_data
        changing = given["changing"] if side == "b" else ""
        changed = Participant(changing, given["first"], given["last"])
        taking_part = [
            changed if name == changing else Participant(name)
            for name in self.everybody
            if name != changing or given["first"] or given["last"]
        ]
        parts = key.tried()
        shares = any(isinstance(part, Equal | Inhabitants) for part in parts)
        return Allocation(
            service=given["service"],
            year=given["year"],
            participants=tuple(taking_part),
            key=parts,
            amount=Fraction(given["amount"]) if shares and given["amount"] is not None else None,
            index=key.raised(),
            rounding=Rounding(given["to"], Mode(given["mode"])),
        )


class PickForm(forms.Form):
    """Two allocations to hold beside each other."""

    a = forms.ChoiceField(label=_("A"))
    b = forms.ChoiceField(label=_("B"))

    def __init__(self, *arguments: Any, listed: list[AllocationView], **options: Any) -> None:
        super().__init__(*arguments, **options)
        told = [(one.slug, f"{one.service} {one.year} ({one.slug})") for one in listed]
        for name in ("a", "b"):
            offer(self, name, told)


class AdoptForm(forms.Form):
    """The decision that adopts an allocation."""

    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_(
            "Vem som beslutade och var det står, till exempel Luleå kommunfullmäktige 2026-11-23 § 210."
        ),
    )
    billing = forms.TypedChoiceField(
        label=_("Hur den faktureras"),
        choices=[(one.value, text) for one, text in BILLING_TEXTS.items()],
        coerce=Billing,
    )
    replaces = forms.ChoiceField(
        label=_("Ersätter"),
        required=False,
        help_text=_("Lämna tomt om den gäller bredvid de andra, som en engångsavgift eller en förbrukning."),
    )

    def __init__(self, *arguments: Any, standing: list[AllocationView], **options: Any) -> None:
        super().__init__(*arguments, **options)
        told = [(one.slug, f"{one.slug}: {one.decision or one.source}") for one in standing]
        offer(self, "replaces", [("", _("ingen")), *told])
        if not standing:
            self.fields["replaces"].widget = forms.HiddenInput()
