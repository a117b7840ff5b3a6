"""Forms about a case: registering it, its facts, parties, related cases, notes, follow-ups, voiding."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText, ReasonForm, SubmissionField
from tinget.organisation.api import PersonName
from tinget.registry.rules import (
    CLASS_CODE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    WrittenCase,
    is_class_code,
    read_related,
    read_tags,
)

CLASS_LIST = "klasser"
TAG_LIST = "etiketter"
NOBODY = ""


class OfficerField(forms.TypedChoiceField):
    """Who is responsible; the form's maker gives the people to choose among."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, coerce=int, empty_value=None, choices=[(NOBODY, "–")], **options)

    def offer(self, people: Iterable[PersonName], *, nobody: str = "") -> None:
        """Offer these people, and nobody."""
        self.choices = [
            (NOBODY, nobody or _now("ingen än")),
            *((person.id, person.name) for person in people),
        ]


class ClassField(forms.CharField):
    """A class of the classification scheme, suggested from it and written by hand."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"list": CLASS_LIST, "autocomplete": "off", "inputmode": "decimal"})
        help_text = _("Siffror och punkter ur klassificeringsstrukturen, som 2.2.0.2.")
        super().__init__(max_length=CLASS_CODE_LENGTH, help_text=help_text, widget=widget, **options)

    def clean(self, value: Any) -> str:
        """Refuse what is no class."""
        code: str = super().clean(value).strip()
        if code and not is_class_code(code):
            raise forms.ValidationError(_("Skriv klassen med siffror och punkter, som 2.2.0.2."))
        return code


class _CaseFacts(ReasonForm):
    """What registering and changing a case have in common."""

    class_code = ClassField(label=_("Klassificering"))
    officer_id = OfficerField(label=_("Handläggare"))
    unit = forms.CharField(label=_("Enhet"), max_length=UNIT_LENGTH, required=False)
    deadline_on = DateField(
        label=_("Ska vara klart"), required=False, help_text=_("Den sista dagen, om det finns en.")
    )

    def __init__(
        self, *args: Any, officers: Sequence[PersonName], class_is_needed: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        field = self.fields["officer_id"]
        if isinstance(field, OfficerField):
            field.offer(officers)
        self.fields["class_code"].required = class_is_needed


class CaseForm(_CaseFacts):
    """A case to register; its number is drawn when it is saved."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Vad ärendet gäller, kort. Skriv inget som kan vara sekretess: rubriken blir offentlig."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    submission = SubmissionField()
    field_order = ("title", "class_code", "officer_id", "unit", "deadline_on", "reason")


class CaseFactsForm(_CaseFacts):
    """The facts of a case, to change."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=TITLE_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    tags = forms.CharField(
        label=_("Etiketter"),
        required=False,
        help_text=_("Ord som ärendet hittas under tillsammans med andra, med komma emellan."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    field_order = ("title", "class_code", "officer_id", "unit", "deadline_on", "tags", "reason")

    def clean_tags(self) -> list[str]:
        """Read the words between the commas."""
        return read_tags(self.cleaned_data["tags"])


class PartyForm(forms.Form):
    """Somebody whom the case concerns."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    part = forms.CharField(
        label=_("Roll"), max_length=60, required=False, help_text=_("Som sökande, motpart eller ombud.")
    )
    contact = forms.CharField(label=_("Kontaktuppgift"), max_length=300, required=False)


class RelatedForm(forms.Form):
    """Cases about the same matter, one a line."""

    others = forms.CharField(
        label=_("Ärenden om samma sak"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Ett på varje rad: vårt nummer, som 2023/15, eller myndighet och nummer med komma emellan,"
            " som Kiruna kommunfullmäktige, 2023/118."
        ),
    )

    def __init__(self, *args: Any, pattern: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pattern = pattern

    def clean_others(self) -> list[WrittenCase]:
        """Read the lines, and say which could not be read."""
        read, unread = read_related(self.cleaned_data["others"], pattern=self.pattern)
        if unread:
            wrong = "; ".join(f"{_now('rad')} {one.line}: {one.text}" for one in unread)
            raise forms.ValidationError(_now("Det här är inget ärende: %(wrong)s.") % {"wrong": wrong})
        return read


class NoteForm(forms.Form):
    """A working note."""

    text = forms.CharField(label=_("Anteckning"), widget=LongText(attrs={"rows": 4}))


class FollowUpForm(forms.Form):
    """A day on which somebody is to look at the case again."""

    due_on = DateField(label=_("Dag"))
    text = forms.CharField(label=_("Vad som ska bevakas"), max_length=300)
    person_id = OfficerField(label=_("Vem"))

    def __init__(self, *args: Any, officers: Sequence[PersonName], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person_id"]
        if isinstance(field, OfficerField):
            field.offer(officers, nobody=_now("den som sköter diariet"))


class VoidForm(forms.Form):
    """Why a wrong registration is voided."""

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=REASON_LENGTH,
        help_text=_("Till exempel: registrerat två gånger, se 2023/15. Skälet syns i diariet."),
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )
