"""The documents' forms: a new version, a broken check-out, a template, its fields, a text written here."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.documents.rules import TITLE_LENGTH
from tinget.documents.rules.templates import VALUE_LENGTH, words_of
from tinget.documents.rules.writing import BODY_LENGTH
from tinget.foundation.ui.forms import LongText

COMMENT_LENGTH = 300


class VersionForm(forms.Form):
    """A new version: its file, and what was changed."""

    file = forms.FileField(
        label=_("Fil"), help_text=_("PDF, Office, OpenDocument, brev (.eml), text eller bild.")
    )
    comment = forms.CharField(
        label=_("Vad är ändrat?"), max_length=COMMENT_LENGTH, required=False,
        help_text=_("Kort, så att andra hittar rätt version."),
    )  # fmt: skip
    lock = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class UnlockForm(forms.Form):
    """Why another's check-out is broken."""

    reason = forms.CharField(
        label=_("Skäl"),
        max_length=500,
        help_text=_("Skälet antecknas i dokumentets historik."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TemplateForm(forms.Form):
    """A new template."""

    title = forms.CharField(label=_("Mallens namn"), max_length=TITLE_LENGTH)
    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Ett Word-dokument (DOCX) med fält som {{ rubrik }} där uppgifterna ska stå."),
    )


class FillForm(forms.Form):
    """A document made of a template: its title, and each field's text."""

    title = forms.CharField(label=_("Dokumentets rubrik"), max_length=TITLE_LENGTH)

    def __init__(self, *args: Any, names: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.names = tuple(names)
        for name in self.names:
            self.fields[f"field_{name}"] = forms.CharField(
                label=words_of(name),
                required=False,
                max_length=VALUE_LENGTH,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def values(self) -> dict[str, str]:
        """Return the text of each field."""
        return {name: self.cleaned_data[f"field_{name}"] for name in self.names}


class BeginReportForm(forms.Form):
    """A staff report to begin."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=TITLE_LENGTH,
        help_text=_("Vad skrivelsen gäller, som ”Delårsrapport 2”."),
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
    )
    case = forms.CharField(label=_("Ärende"), max_length=60, required=False)
    officer = forms.CharField(label=_("Handläggare"), max_length=200, required=False)


class WritingForm(forms.Form):
    """A text that is written here: with marks, or as the editor's HTML; what it was written upon."""

    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=BODY_LENGTH,
        strip=False,
        widget=LongText(attrs={"rows": 28, "class": "writing"}),
        help_text=_(
            "## gör en rubrik, - en punktlista, 1. en numrerad lista, | cell | en tabell,"
            " **fet**, _kursiv_ och ^[text] en fotnot. En tom rad skiljer stycken åt."
        ),
    )
    comment = forms.CharField(label=_("Vad är ändrat?"), max_length=COMMENT_LENGTH, required=False)
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    writing = forms.UUIDField(initial=uuid.uuid4, widget=forms.HiddenInput)
    written_as = forms.ChoiceField(
        choices=[("marks", ""), ("html", "")], initial="marks", widget=forms.HiddenInput
    )
