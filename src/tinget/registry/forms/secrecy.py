"""The forms of secrecy: a marking, the list of those who need to know, lifting, registering as secret."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, SubmissionField
from tinget.organisation.api import PersonName
from tinget.registry.forms.cases import ClassField
from tinget.registry.forms.records import GIVEN_DIRECTIONS
from tinget.registry.models import DIRECTION_TEXTS
from tinget.registry.rules import COUNTERPART_LENGTH, REASON_LENGTH, TITLE_LENGTH, one_line
from tinget.registry.rules.visibility import (
    PROVISION_LENGTH,
    PUBLIC_TEXT_LENGTH,
    Marking,
    is_provision,
)


class MarkingForm(forms.Form):
    """What a marking must name (OSL 5:5), who needs to know, and what the public entry says."""

    provision = forms.CharField(
        label=_("Bestämmelse"),
        max_length=PROVISION_LENGTH,
        help_text=_("Den bestämmelse som kan hindra att uppgiften lämnas ut, som 25 kap. 1 § OSL."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    marking_authority = forms.CharField(
        label=_("Myndighet som gör markeringen"), max_length=200, widget=forms.TextInput()
    )
    persons = forms.TypedMultipleChoiceField(
        label=_("De som behöver veta"),
        coerce=int,
        required=False,
        help_text=_("Bara de kan se uppgifterna. Du som markerar står alltid på listan."),
        widget=forms.CheckboxSelectMultiple,
    )
    public_title = forms.CharField(
        label=_("Rubrik som alla får se"),
        max_length=PUBLIC_TEXT_LENGTH,
        required=False,
        help_text=_("Lämna tomt, så visas: Uppgiften visas inte (sekretess)."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    public_counterpart = forms.CharField(
        label=_("Avsändare eller mottagare som alla får se"),
        max_length=PUBLIC_TEXT_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    covers_records = forms.BooleanField(
        label=_("Markera också ärendets handlingar, även de som kommer senare"), required=False, initial=True
    )

    def __init__(
        self, *args: Any, people: Sequence[PersonName], me: int | None, of_case: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        others = [(person.id, person.name) for person in people if person.id != me]
        choices_of(self, "persons", others)
        del self.fields["public_counterpart" if of_case else "covers_records"]

    def clean_provision(self) -> str:
        """Refuse what names no provision."""
        provision = one_line(self.cleaned_data["provision"])
        if not is_provision(provision):
            raise forms.ValidationError(_("Skriv kapitel och paragraf, som 25 kap. 1 § OSL."))
        return provision

    def marking(self) -> Marking:
        """Give what was written as a marking."""
        told = self.cleaned_data
        return Marking(
            provision=told["provision"],
            marking_authority=told["marking_authority"],
            persons=frozenset(told["persons"]),
            public_title=one_line(told["public_title"]),
            public_counterpart=one_line(told.get("public_counterpart", "")),
            covers_records=told.get("covers_records", False),
        )


class NeedToKnowForm(forms.Form):
    """Who stands on the list from now on."""

    persons = forms.TypedMultipleChoiceField(
        label=_("De som behöver veta"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en person: någon måste kunna se uppgifterna.")},
    )

    def __init__(self, *args: Any, people: Sequence[PersonName], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "persons", [(person.id, person.name) for person in people])


class LiftForm(forms.Form):
    """Why a marking is lifted."""

    reason = forms.CharField(
        label=_("Varför hävs markeringen?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SecretCaseForm(MarkingForm):
    """A case that is registered as secret at once."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Visas bara för dem som behöver veta."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    class_code = ClassField(label=_("Klassificering"))
    submission = SubmissionField()
    field_order = ("title", "class_code", "public_title")


class SecretRecordForm(MarkingForm):
    """A record that is registered as secret at once."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Visas bara för dem som behöver veta."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(
        label=_("Handlingen är"),
        choices=[(direction.value, DIRECTION_TEXTS[direction]) for direction in GIVEN_DIRECTIONS],
        widget=forms.RadioSelect,
    )
    dated_on = DateField(
        label=_("Datum"), help_text=_("Den dag handlingen kom in, upprättades eller skickades.")
    )
    counterpart = forms.CharField(
        label=_("Avsändare eller mottagare"), max_length=COUNTERPART_LENGTH, required=False
    )
    file = forms.FileField(label=_("Fil"), required=False)
    submission = SubmissionField()
    field_order = ("title", "direction", "dated_on", "counterpart", "file", "public_title")


def choices_of(form: forms.Form, name: str, choices: Sequence[tuple[int, str]]) -> None:
    """Offer these choices in the field."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
