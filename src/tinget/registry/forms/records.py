"""Forms about a record: registering one or many, becoming official, correcting, a file, sorting."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, FilesField, SubmissionField
from tinget.organisation.api import PersonName
from tinget.registry.forms.cases import ClassField, OfficerField
from tinget.registry.models import DIRECTION_TEXTS, MADE_OFFICIAL_TEXTS, MEDIA_TEXTS
from tinget.registry.rules import (
    COUNTERPART_LENGTH,
    KIND_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
    Direction,
    MadeOfficial,
    Media,
)

GIVEN_DIRECTIONS = (Direction.RECEIVED, Direction.DRAWN_UP, Direction.DISPATCHED)
KIND_LIST = "handlingstyper"
CASE_LIST = "arenden"
COUNTERPART_LIST = "motparter"


class RegisterForm(forms.Form):
    """What has come in, been drawn up or is to be sent: one record, or one for each file."""

    direction = forms.ChoiceField(
        label=_("Handlingen är"),
        choices=[(direction.value, DIRECTION_TEXTS[direction]) for direction in GIVEN_DIRECTIONS],
        widget=forms.RadioSelect(attrs={"autofocus": True}),
        initial=Direction.RECEIVED.value,
    )
    dated_on = DateField(
        label=_("Datum"), help_text=_("Den dag handlingen kom in, upprättades eller skickades.")
    )
    counterpart = forms.CharField(
        label=_("Avsändare eller mottagare"),
        max_length=COUNTERPART_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"list": COUNTERPART_LIST, "autocomplete": "off"}),
    )
    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Vad handlingen gäller, kort. Med flera filer får var och en sin egen rubrik."),
        error_messages={"required": _("Skriv en rubrik, eller lägg till en fil.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    kind = forms.CharField(
        label=_("Handlingstyp"),
        max_length=KIND_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"list": KIND_LIST, "autocomplete": "off"}),
    )
    file = FilesField(
        label=_("Filer"),
        required=False,
        help_text=_(
            "PDF, Office, OpenDocument, text eller bild. Släpp gärna flera här: var och en blir en handling."
        ),
    )
    case = forms.CharField(
        label=_("Ärende"),
        required=False,
        help_text=_("Nummer, eller ord ur rubriken. Lämna tomt för att sortera senare."),
        widget=forms.TextInput(attrs={"list": CASE_LIST, "autocomplete": "off"}),
    )
    is_draft = forms.BooleanField(label=_("Ett utkast, som inte är allmän handling än"), required=False)
    submission = SubmissionField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].required = not self.files  # files bring a subject in their names

    def clean(self) -> dict[str, Any]:
        """Refuse a draft of what has come in."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_draft") and cleaned.get("direction") == Direction.RECEIVED.value:
            self.add_error("is_draft", _("Det som har kommit in är en allmän handling direkt."))
        return cleaned

    def submission_key(self) -> uuid.UUID | None:
        """Bind the key to what was written, so that the same page sent twice is done once."""
        key = self.cleaned_data.get("submission")
        names = ("direction", "dated_on", "counterpart", "title", "kind", "case", "is_draft")
        told = repr([str(self.cleaned_data.get(name)) for name in names])
        return uuid.uuid5(key, told) if key else None


class OfficialForm(forms.Form):
    """What made a draft an official record."""

    why = forms.ChoiceField(
        label=_("Utkastet blir allmän handling därför att"),
        choices=[(why.value, MADE_OFFICIAL_TEXTS[why]) for why in MadeOfficial],
        widget=forms.RadioSelect,
    )
    counterpart = forms.CharField(
        label=_("Mottagare, om den har skickats"), max_length=COUNTERPART_LENGTH, required=False
    )


class RecordFactsForm(forms.Form):
    """The facts of a record, to change in a draft and to correct for a reason in what is official."""

    title = forms.CharField(label=_("Rubrik"), max_length=TITLE_LENGTH)
    direction = forms.ChoiceField(
        label=_("Handlingen är"),
        choices=[(direction.value, DIRECTION_TEXTS[direction]) for direction in Direction],
        widget=forms.RadioSelect,
    )
    dated_on = DateField(label=_("Datum"), required=False)
    counterpart = forms.CharField(
        label=_("Avsändare eller mottagare"), max_length=COUNTERPART_LENGTH, required=False
    )
    kind = forms.CharField(
        label=_("Handlingstyp"),
        max_length=KIND_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"list": KIND_LIST, "autocomplete": "off"}),
    )
    kept_on = forms.ChoiceField(
        label=_("Förvaras"), choices=[(media.value, MEDIA_TEXTS[media]) for media in Media]
    )
    reason = forms.CharField(
        label=_("Skäl till rättelsen"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Det som stod förut finns kvar bland händelserna."),
    )

    def __init__(self, *args: Any, is_draft: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_draft:
            del self.fields["reason"]


class FileForm(forms.Form):
    """The file of a record that was registered without one."""

    file = forms.FileField(label=_("Fil"), help_text=_("PDF, Office, OpenDocument, text eller bild."))


class SortForm(forms.Form):
    """Records to lay in a case: those chosen, and the case by its number."""

    records = forms.TypedMultipleChoiceField(
        coerce=int,
        choices=(),
        error_messages={
            "required": _("Välj minst en handling."),
            "invalid_choice": _("En av handlingarna är redan sorterad. Läs in sidan på nytt."),
        },
    )
    case = forms.CharField(
        label=_("Ärende"),
        error_messages={"required": _("Skriv ärendets nummer.")},
        widget=forms.TextInput(attrs={"list": CASE_LIST, "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, record_ids: Sequence[int], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["records"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(one, str(one)) for one in record_ids]


class NewCaseForm(forms.Form):
    """A case that is opened by the record being registered."""

    new_case = forms.BooleanField(label=_("Öppna ett nytt ärende av handlingen"), required=False)
    class_code = ClassField(label=_("Klassificering"), required=False)
    officer_id = OfficerField(label=_("Handläggare"))

    def __init__(self, *args: Any, officers: Sequence[PersonName], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["officer_id"]
        if isinstance(field, OfficerField):
            field.offer(officers)


def titles_in(data: "MultiValueDict[str, str]", files: Sequence["UploadedFile[Any]"]) -> list[str]:
    """Return the subjects written for each file, as far as there are any."""
    return [title.strip() for title in data.getlist("titles")][: len(files)]
