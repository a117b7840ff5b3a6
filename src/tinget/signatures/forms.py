"""The forms: the signature itself, the reason for not signing, and the one-time code."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SHA256 = r"^[0-9a-f]{64}$"


class SignForm(forms.Form):
    """Carries the SHA-256 of each file that was read, so that nothing else is signed.

    `read` is that of the paper whose page it is; `read-<signer id>` those of papers signed together with it.
    """

    read = forms.RegexField(regex=SHA256, widget=forms.HiddenInput)

    def __init__(self, *args: Any, own: int, others: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.own, self.others = own, tuple(others)
        for signer_id in self.others:
            self.fields[f"read-{signer_id}"] = forms.RegexField(regex=SHA256, widget=forms.HiddenInput)

    @property
    def reads(self) -> dict[int, str]:
        """What was read, by the signer's id."""
        told = {one: self.cleaned_data[f"read-{one}"] for one in self.others}
        return {self.own: self.cleaned_data["read"], **told}


class DeclineForm(forms.Form):
    """Why somebody does not sign."""

    reason = forms.CharField(
        label=_("Varför skriver du inte under?"),
        help_text=_("Den som begärde underskriften och de andra som ska skriva under ser vad du skriver."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv vad som är fel, så att det kan rättas.")},
    )


class CodeForm(forms.Form):
    """The code that was sent to the signer's address."""

    code = forms.CharField(
        label=_("Koden i brevet"),
        help_text=_("Sex siffror."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": _("Skriv koden som kom med e-post.")},
    )
