"""The forms of messages: why one is not registered, which ones a list shows, and many addresses."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinget.foundation.mail import MailState
from tinget.messages.actions.handling import OUTCOME_LENGTH
from tinget.messages.rules.letters import read_addresses
from tinget.messages.rules.lines import State

TOLD_LENGTH = 500


class AddressesField(forms.CharField):
    """E-mail addresses with commas between them, each once; it says which one is none."""

    def clean(self, value: Any) -> tuple[str, ...]:
        """Find the addresses in what is written."""
        found, wrong = read_addresses(super().clean(value))
        for address in found:
            try:
                validate_email(address)
            except ValidationError:
                wrong = (*wrong, address)
        if wrong:
            told = {"wrong": ", ".join(wrong)[:TOLD_LENGTH]}
            raise ValidationError(gettext("Det här är ingen e-postadress: %(wrong)s.") % told)
        if self.required and not found:
            raise ValidationError(self.error_messages["required"])
        return found


class SetAsideForm(forms.Form):
    """Why a message need not be registered."""

    reason = forms.CharField(
        label=_("Varför det inte registreras"),
        max_length=OUTCOME_LENGTH,
        help_text=_("Till exempel reklam, eller av uppenbart liten betydelse (OSL 5 kap. 1 §)."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class _ListForm(forms.Form):
    efter = forms.IntegerField(min_value=1, max_value=2**62, required=False, widget=forms.HiddenInput)

    def after(self) -> int | None:
        """Return the id that the page goes on after."""
        self.is_valid()
        found: int | None = self.cleaned_data.get("efter")
        return found

    def shown(self) -> str:
        """Return which ones are asked for."""
        self.is_valid()
        value: Any = self.cleaned_data.get("visa")
        return str(value or "")


class InboxForm(_ListForm):
    """Which messages the inbox shows."""

    SHOWN = {
        "": (State.WAITING,),
        "registrerade": (State.REGISTERED,),
        "ovriga": (State.SET_ASIDE, State.TIED),
        "alla": tuple(State),
    }

    visa = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[
            ("", _("att registrera")),
            ("registrerade", _("registrerade")),
            ("ovriga", _("som inte registreras, och returer")),
            ("alla", _("alla")),
        ],
    )


class SentForm(_ListForm):
    """Which sent messages the list shows."""

    SHOWN: dict[str, MailState | None] = {
        "": None,
        "koade": MailState.QUEUED,
        "misslyckade": MailState.FAILED,
        "returer": MailState.RETURNED,
    }

    visa = forms.ChoiceField(
        label=_("Visa"),
        required=False,
        choices=[
            ("", _("alla")),
            ("koade", _("som väntar")),
            ("misslyckade", _("som misslyckades")),
            ("returer", _("som kom i retur")),
        ],
    )
