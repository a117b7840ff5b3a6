"""The forms: which day to ask about, and which office to act in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText
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


class EndForm(forms.Form):
    """The last day of a working group or function, and why."""

    last = DateField(label=_("Sista dag"))
    reason = forms.CharField(label=_("Varför"), max_length=300, help_text=_("Till exempel ett beslut."))
