"""Forms for what follows a decision: an assignment, how it goes, and what a council decided."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, ReasonForm, offer


class AssignForm(forms.Form):
    """What somebody is to do."""

    text = forms.CharField(label=_("Vad ska göras"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    owner = forms.CharField(
        label=_("Vem gör det"), max_length=200, help_text=_("Till exempel samordnaren, eller Bodens kommun.")
    )
    due_on = DateField(label=_("Senast"), required=False)
    earliest_on = DateField(label=_("Tidigast"), required=False)
    condition = forms.CharField(
        label=_("Varför inte tidigare"),
        max_length=300,
        required=False,
        help_text=_("Till exempel: avtalet skrivs under när avtalsspärren har gått ut."),
    )
    of_councils = forms.BooleanField(
        label=_("Beslutet gäller när alla kommuners fullmäktige har godkänt det"), required=False
    )


class StatusForm(ReasonForm):
    """How it goes."""

    status = forms.CharField(label=_("Läge"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    done_on = DateField(label=_("Utfört den"), required=False, help_text=_("Tomt om det pågår."))
    field_order = ("status", "done_on", "reason")


class CouncilForm(forms.Form):
    """What a council decided."""

    municipality_id = forms.TypedChoiceField(label=_("Kommun"), coerce=int)
    decided_on = DateField(label=_("Beslutat den"))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=60, required=False)
    approves = forms.TypedChoiceField(
        label=_("Beslut"),
        choices=(("yes", _("godkänner")), ("no", _("godkänner inte"))),
        coerce=lambda value: value == "yes",
    )
    legal_force_on = DateField(label=_("Fick laga kraft den"), required=False)

    def __init__(self, *args: Any, parties: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "municipality_id", [("", _("Välj kommun")), *parties])
