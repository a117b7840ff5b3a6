"""The form of a version of the classification scheme: its days, and its classes one a line or from a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText
from tinget.registry.rules import TITLE_LENGTH, read_classes

LARGEST_FILE = 1_000_000


class SchemeForm(forms.Form):
    """A version of the scheme."""

    name = forms.CharField(label=_("Namn"), max_length=TITLE_LENGTH)
    valid_from = DateField(label=_("Gäller från"))
    valid_to = DateField(label=_("Gäller till och med"), required=False)
    source = forms.CharField(
        label=_("Källa"),
        max_length=300,
        required=False,
        help_text=_("Till exempel det beslut som antog den."),
    )
    is_complete = forms.BooleanField(
        label=_("Strukturen är fullständig"),
        required=False,
        help_text=_("Då frågar Tinget efter ett skäl när ett ärende får en klass som inte finns här."),
    )
    classes = forms.CharField(
        label=_("Klasser"),
        required=False,
        widget=LongText(attrs={"rows": 16, "spellcheck": "false"}),
        help_text=_(
            "En på varje rad: koden, semikolon och rubriken. Rubriken kan utelämnas om den inte är känd."
        ),
    )
    file = forms.FileField(
        label=_("CSV-fil"), required=False, help_text=_("Ersätter det som står i rutan ovanför.")
    )

    def clean(self) -> dict[str, Any]:
        """Read the classes of the file, or else of the box; say which lines hold none."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        field, text = "classes", cleaned.get("classes") or ""
        if cleaned.get("file"):
            field, text = "file", self._text_of(cleaned["file"])
        read, unread = read_classes(text)
        if unread:
            wrong = "; ".join(f"{_now('rad')} {one.line}: {one.text[:60]}" for one in unread[:5])
            self.add_error(field, _now("Det här kan inte läsas som en klass: %(wrong)s.") % {"wrong": wrong})
        elif not read and not self.errors:
            self.add_error(field, _now("Skriv minst en klass, eller välj en fil."))
        cleaned["read"] = read
        return cleaned

    def _text_of(self, upload: Any) -> str:
        if upload.size > LARGEST_FILE:
            self.add_error("file", _now("Filen är större än en klassificeringsstruktur kan vara."))
            return ""
        content: bytes = upload.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")
