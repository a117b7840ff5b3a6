"""The forms for one's keys, in our words."""

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class NewKey(AddWebAuthnForm):
    """A key to add."""

    name = forms.CharField(label=_("Namn"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("Ersätter lösenordet"),
        required=False,
        initial=True,
        help_text=_("Nyckeln frågar då själv efter fingeravtryck, ansikte eller kod."),
    )


class RenamedKey(EditWebAuthnForm):
    """Another name for a key."""

    name = forms.CharField(label=_("Namn"), max_length=100)
