"""The form by which a visitor asks for letters."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.organisation.api import Municipality
from tinget.workflows.follow_by_mail.subscribing import Wanted

MEETINGS, DECISIONS = "meetings", "decisions"


class AskForm(forms.Form):
    """An address, what the letters are to be about, and whose decisions."""

    email = forms.EmailField(
        label=_("Din e-postadress"),
        error_messages={"invalid": _("Skriv en e-postadress, till exempel namn@exempel.se.")},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    about = forms.MultipleChoiceField(
        label=_("Vad vill du få brev om?"),
        choices=[(MEETINGS, _("Nya sammanträden")), (DECISIONS, _("Nya beslut"))],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett slag.")},
    )
    municipality = forms.ChoiceField(
        label=_("Vilka beslut?"),
        required=False,
        help_text=_("Välj en kommun om du bara vill ha beslut som rör den."),
    )

    def __init__(self, *args: Any, places: Sequence[Municipality], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["municipality"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", _("Alla beslut")), *((one.id, one.org_name) for one in places)]

    @property
    def wanted(self) -> Wanted:
        """What was asked for."""
        about, place = self.cleaned_data["about"], self.cleaned_data["municipality"]
        return Wanted(MEETINGS in about, DECISIONS in about, int(place) if place else None)
