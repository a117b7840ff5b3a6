"""The forms: which day to ask about, and which office to act in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText, offer
from tinget.organisation.permissions import ROLE_TEXTS
from tinget.organisation.rules.assignments import KIND_TEXTS
from tinget.organisation.rules.offices import MandateChoice


class DayForm(forms.Form):
    """The day for which the page answers."""

    dag = DateField(
        label=_("Dag"),
        help_text=_("Sidan visar vem som hade vilket uppdrag den dagen."),
        error_messages={"invalid": _("Skriv dagen som ett datum, till exempel 2023-10-12.")},
    )


class RoleForm(forms.Form):
    """The mandate that the person will act in."""

    mandate = forms.TypedChoiceField(
        coerce=int,
        widget=forms.RadioSelect,
        label=_("Uppdrag"),
        error_messages={
            "required": _("Välj vilket uppdrag du ska arbeta i."),
            "invalid_choice": _("Välj ett av dina uppdrag i listan."),
        },
    )

    def __init__(self, *args: Any, choices: Iterable[MandateChoice], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].choices = [  # type: ignore[attr-defined] # the field above has choices
            (choice.id, f"{ROLE_TEXTS[choice.role]}, {choice.place_name}") for choice in choices
        ]


class AssignmentForm(forms.Form):
    """A working group or a function."""

    kind = forms.ChoiceField(
        label=_("Slag"), choices=[(kind.value, _(text)) for kind, text in KIND_TEXTS.items()]
    )
    name = forms.CharField(
        label=_("Arbetsgruppens namn"),
        max_length=200,
        required=False,
        help_text=_("Bara för en arbetsgrupp."),
    )
    held_by = forms.CharField(label=_("Vem eller vilka"), max_length=500, required=False)
    task = forms.CharField(label=_("Uppgift"), required=False, widget=LongText())
    decision = forms.CharField(label=_("Beslut"), max_length=200, help_text=_("Till exempel § 24/2026."))
    first = DateField(label=_("Från"))
    last = DateField(label=_("Till"), required=False, help_text=_("En arbetsgrupp har alltid en sista dag."))


class ReplaceForm(forms.Form):
    """Which office ends, when and by what decision, and who takes it over."""

    mandate_id = forms.TypedChoiceField(label=_("Uppdrag som upphör"), coerce=int)
    last = DateField(label=_("Sista dag"), help_text=_("Den nya har uppdraget från dagen efter."))
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_("Det beslut som uppdraget upphör genom, till exempel fullmäktiges och dess paragraf."),
    )
    reason = forms.CharField(
        label=_("Varför"),
        max_length=300,
        help_text=_("Till exempel egen begäran. Skriv inget om hälsa eller annat privat."),
    )
    name = forms.CharField(
        label=_("Ny innehavare"),
        max_length=150,
        required=False,
        help_text=_("Lämna tomt om platsen är vakant."),
    )
    email = forms.EmailField(
        label=_("E-post"),
        required=False,
        help_text=_("Dit går kallelser. Den som redan har konto känns igen."),
    )
    party = forms.CharField(label=_("Parti"), max_length=20, required=False)

    def __init__(self, *args: Any, offices: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "mandate_id", [("", _("Välj uppdrag")), *offices])

    def clean(self) -> dict[str, Any]:
        """See that a successor has both a name and an address."""
        given = super().clean() or {}
        if bool(given.get("name")) != bool(given.get("email")) and "email" not in self.errors:
            self.add_error("email", _("Skriv både namn och e-post för den nya, eller inget av dem."))
        return given


class EndForm(forms.Form):
    """The last day of a working group or function, and why."""

    last = DateField(label=_("Sista dag"))
    reason = forms.CharField(label=_("Varför"), max_length=300, help_text=_("Till exempel ett beslut."))
