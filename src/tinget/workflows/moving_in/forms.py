"""The forms of moving in: a file with what its rows are, and which column holds what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinget.workflows.moving_in.rules.mapping import FIELDS, Kind, MappingIncomplete, checked
from tinget.workflows.moving_in.rules.tables import TableUnreadable, read_table

MOST_BYTES = 30_000_000
KIND_TEXTS: Mapping[Kind, str | Promise] = {
    Kind.CASES: gettext_lazy("ärenden"),
    Kind.RECORDS: gettext_lazy("handlingar"),
    Kind.PEOPLE: gettext_lazy("personer med uppdrag"),
}


class TableForm(forms.Form):
    """A table of another system."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Raderna är"),
        choices=[(kind.value, text) for kind, text in KIND_TEXTS.items()],
        help_text=gettext_lazy("Flytta in personerna först, sedan ärendena och sist handlingarna."),
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy(
            "CSV eller Excel (xlsx) med rubriker på första raden, högst 100 000 rader och 30 MB."
        ),
    )

    def clean_file(self) -> Any:
        """Read the table at once, so that what is wrong with it is told here."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen är större än 30 MB. Dela upp den."))
        try:
            self.table = read_table(file.read(), file.name)
        except TableUnreadable as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return file


class MappingForm(forms.Form):
    """Which column holds each fact; the guess is chosen from the start."""

    def __init__(
        self, *args: Any, kind: Kind, headings: Sequence[str], mapping: Mapping[str, int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.headings = kind, headings
        columns = [
            (str(at), heading or _("kolumn %(number)s utan rubrik") % {"number": at + 1})
            for at, heading in enumerate(headings)
        ]
        for field in FIELDS[kind]:
            guess = mapping.get(field.name)
            self.fields[field.name] = forms.ChoiceField(
                label=field.text,
                required=field.is_required,
                choices=[("", _("finns inte i filen")), *columns],
                initial="" if guess is None else str(guess),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse one column for two facts."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.mapping = checked(
                self.kind,
                {name: int(value) for name, value in cleaned.items() if value},
                columns=len(self.headings),
            )
        except MappingIncomplete as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return cleaned
