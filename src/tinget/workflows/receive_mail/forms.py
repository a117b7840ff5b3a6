"""The form that registers a message: filled in from it, so that most often a press on Enter will do."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinget.foundation.ui.forms import DateField, SubmissionField
from tinget.kernel.case_numbers import begins_with_number
from tinget.messages import api as messages
from tinget.organisation.api import Authority
from tinget.registry import api as registry

TITLE_LENGTH = COUNTERPART_LENGTH = 300


class RegisterForm(forms.Form):
    """What the record says of the message, and which of its files become records of their own."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=gettext_lazy("Vad handlingen är. Skriv inget som kan vara sekretess."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    case = forms.CharField(
        label=gettext_lazy("Ärende"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ärendets nummer, som 2023/15. Utan ärende sorteras handlingen senare."),
        widget=forms.TextInput(attrs={"list": "oppna-arenden", "autocomplete": "off"}),
    )
    counterpart = forms.CharField(
        label=gettext_lazy("Avsändare"), max_length=COUNTERPART_LENGTH, required=False
    )
    dated_on = DateField(label=gettext_lazy("Kom in"))
    attached = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Bilagor som blir egna handlingar"),
        required=False,
        coerce=int,
        help_text=gettext_lazy("Meddelandet självt registreras alltid, med allt som följde med det."),
        widget=forms.CheckboxSelectMultiple,
    )
    submission = SubmissionField()

    def __init__(self, *args: Any, view: messages.MessageView, owner: Authority, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner
        attached = self.fields["attached"]
        kept = [(one.number, one.name) for one in view.files if one.is_kept]
        if not kept or not isinstance(attached, forms.TypedMultipleChoiceField):
            del self.fields["attached"]
        else:
            attached.choices = kept

    def clean_case(self) -> registry.CaseLine | None:
        """Find the case by its number, however much of its title was chosen along with it."""
        written = self.cleaned_data["case"]
        if not written.strip():
            return None
        number = begins_with_number(self.owner.case_number_pattern, written)
        if number is None:
            raise forms.ValidationError(_("Skriv ärendets nummer som 2023/15, eller lämna tomt."))
        found = registry.case_by_number(self.owner.id, number.year, number.serial)
        if found is None or found.authority_id != self.owner.id:
            raise forms.ValidationError(
                _("Det finns inget ärende med det numret. Kontrollera det, eller lämna tomt.")
            )
        return found
