"""Forms for a solution's state and for who takes part."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, offer
from tinget.solutions.rules import PHASE_TEXTS, TAKING_TEXTS


class StatusForm(forms.Form):
    """The state from a day on."""

    on = DateField(label=_("Gäller från"))
    phase = forms.ChoiceField(
        label=_("Fas"), choices=[(phase.value, _(text)) for phase, text in PHASE_TEXTS.items()]
    )
    text = forms.CharField(label=_("Läget i ord"), max_length=300)
    decision = forms.CharField(
        label=_("Beslut"),
        max_length=100,
        required=False,
        help_text=_("Sammanträde och paragraf, till exempel 2023-10-12 § 16."),
    )
    source = forms.CharField(label=_("Källa"), max_length=300, help_text=_("Handlingen och stället i den."))


class ParticipationForm(forms.Form):
    """A municipality begins or ceases to pay, be connected or use."""

    municipality = forms.ChoiceField(label=_("Kommun"))
    taking = forms.ChoiceField(
        label=_("Vad"), choices=[(taking.value, _(text)) for taking, text in TAKING_TEXTS.items()]
    )
    change = forms.ChoiceField(
        label=_("Ändring"),
        choices=[("begin", _("börjar")), ("end", _("slutar"))],
        widget=forms.RadioSelect,
    )
    day = DateField(label=_("Första eller sista dag"), help_text=_("Dagen räknas med."))
    source = forms.CharField(
        label=_("Källa"),
        max_length=300,
        required=False,
        help_text=_("Handlingen och stället i den. Behövs när något börjar."),
    )

    def __init__(self, *arguments: Any, municipalities: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*arguments, **options)
        offer(self, "municipality", municipalities)

    def clean(self) -> dict[str, Any]:
        """Ask for the source of what begins."""
        given = super().clean() or {}
        if given.get("change") == "begin" and not given.get("source"):
            self.add_error("source", _("Skriv var uppgiften kommer ifrån."))
        return given
