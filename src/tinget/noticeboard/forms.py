"""The forms: the day that a notice went up or came down, and a new address for a link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField

UP, DOWN = "up", "down"


class ConfirmForm(forms.Form):
    """The day, and a note where one is needed: a reason for a departure, or how the staff know."""

    what = forms.ChoiceField(choices=[(UP, UP), (DOWN, DOWN)], widget=forms.HiddenInput)
    on = DateField(error_messages={"invalid": _("Skriv dagen som ett datum, till exempel 2026-11-23.")})
    note = forms.CharField(
        required=False, max_length=1000, strip=True, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, what: str, entered_for_board: bool, asks_reason: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = (
            _("Vilken dag sattes anslaget upp?") if what == UP else _("Vilken dag togs anslaget ned?")
        )
        if entered_for_board:
            self.fields["note"].label = _("Hur vet du det?")
            self.fields["note"].help_text = _(
                "Till exempel: registratorn ringde, eller du har sett anslaget."
            )
            self.fields["note"].required = True
        elif asks_reason:
            self.fields["note"].label = _("Orsak, om dagen avviker från regeln")
            self.fields["note"].help_text = _("Det som hände antecknas som det var, med orsaken.")
        else:
            del self.fields["note"]


class AddressForm(forms.Form):
    """Where a new link is sent."""

    email = forms.EmailField(
        label=_("Registratorns e-postadress"),
        error_messages={"invalid": _("Skriv en e-postadress, till exempel registrator@kommunen.se.")},
    )
