"""The form of a letter: to whom, about what, in which case, and what goes along."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinget.foundation.ui.forms import FilesField, LongText, SubmissionField
from tinget.kernel.case_numbers import begins_with_number
from tinget.messages import api as messages
from tinget.organisation.api import Authority
from tinget.registry import api as registry
from tinget.workflows.write_mail.writing import may_go_along, why_not

CASE_LIST = "oppna-arenden"


class LetterForm(forms.Form):
    """A letter; the records that can go along are those of the case that is named."""

    to = messages.AddressesField(
        label=gettext_lazy("Till"),
        max_length=5_000,
        help_text=gettext_lazy("E-postadresser, med komma emellan. Var och en får ett eget brev."),
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Skriv minst en e-postadress.")},
    )
    subject = forms.CharField(
        label=gettext_lazy("Ämne"),
        max_length=180,
        help_text=gettext_lazy("Blir också handlingens rubrik. Skriv inget som kan vara sekretess."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(label=gettext_lazy("Text"), max_length=50_000, widget=LongText)
    case = forms.CharField(
        label=gettext_lazy("Ärende"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Ärendets nummer, som 2023/15. Utan ärende sorteras handlingen senare."),
        widget=forms.TextInput(attrs={"list": CASE_LIST, "autocomplete": "off"}),
    )
    records = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Handlingar i ärendet som följer med"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": gettext_lazy(
                "En handling hör inte till ärendet. Tryck på Visa ärendets handlingar och välj igen."
            )
        },
    )
    uploads = FilesField(
        label=gettext_lazy("Filer"),
        required=False,
        help_text=gettext_lazy("Välj filer sist. Allt som följer med får vara högst 20 MB."),
    )
    register = forms.BooleanField(
        label=gettext_lazy("Registrera brevet som en expedierad handling"), required=False, initial=True
    )
    submission = SubmissionField()

    def __init__(self, *args: Any, owner: Authority, **options: Any) -> None:
        super().__init__(*args, **options)
        self.owner = owner
        self.named = self._named()
        offered = may_go_along(self.named) if self.named and not why_not(self.named) else []
        records = self.fields["records"]
        if offered and isinstance(records, forms.TypedMultipleChoiceField):
            records.choices = [(one.id, f"{one.label} {one.title} ({file.name})") for one, file in offered]
        elif "records" not in self.data:
            del self.fields["records"]

    def clean_case(self) -> registry.CaseLine | None:
        """Give the case that is named, where one can write from it."""
        if not self.cleaned_data["case"].strip():
            return None
        if self.named is None:
            raise ValidationError(
                _("Det finns inget ärende med det numret. Kontrollera det, eller lämna tomt.")
            )
        if reason := why_not(self.named):
            raise ValidationError(reason)
        return self.named

    def _named(self) -> registry.CaseLine | None:
        written = self.data.get("case", "") if self.is_bound else self.initial.get("case", "")
        number = begins_with_number(self.owner.case_number_pattern, str(written))
        return registry.case_by_number(self.owner.id, number.year, number.serial) if number else None
