"""The forms: the signature itself, and the reason for not signing."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """Carries the SHA-256 of the file that was read, so that nothing else is signed."""

    read = forms.RegexField(regex=r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


class DeclineForm(forms.Form):
    """Why somebody does not sign."""

    reason = forms.CharField(
        label=_("Varför skriver du inte under?"),
        help_text=_("Sekreteraren och de andra som ska skriva under ser vad du skriver."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som är fel, så att sekreteraren kan rätta det.")},
    )
