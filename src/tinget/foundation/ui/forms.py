"""How forms are rendered (one column, label above, help below, errors between), inputs, and trying an act."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django import forms
from django.core.files import File
from django.db import transaction
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from tinget.foundation.errors import NeedsReason, NotPossible, RuleRefused
from tinget.foundation.files import FileRefused

REASON_LENGTH = 500
MOST_FILES = 50
TABLE_LIMIT = 1_000_000  # bytes

MISSING: dict[type[forms.Field], Any] = {
    forms.CharField: _("Skriv något här."),
    forms.EmailField: _("Skriv en e-postadress."),
    forms.IntegerField: _("Skriv ett tal."),
    forms.DateField: _("Skriv eller välj en dag."),
    forms.TimeField: _("Skriv ett klockslag."),
    forms.FileField: _("Välj en fil."),
    forms.ChoiceField: _("Välj ett av alternativen."),
    forms.MultipleChoiceField: _("Välj minst ett av alternativen."),
    forms.BooleanField: _("Kryssa i rutan för att gå vidare."),
}

Made = TypeVar("Made")


class SwedishFormRenderer(DjangoTemplates):
    """Renders every form in the house's look; named in the settings as FORM_RENDERER."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


def say_what_is_missing() -> None:
    """Let each kind of empty field say what to do, where its form says nothing of its own."""
    for kind, words in MISSING.items():
        kind.default_error_messages = {**kind.default_error_messages, "required": words}


class DateInput(forms.DateInput):
    """The browser's own calendar; always ISO on the wire."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own clock; hours and minutes."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")


class LongText(forms.Textarea):
    """Long text: kept in the reader's tab while written, and offered again if it may not have been saved."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        words = {
            "data-keep": _("Det finns text som kanske inte blev sparad."),
            "data-keep-fetch": _("Hämta texten"),
            "data-keep-drop": _("Släng texten"),
        }
        super().__init__(attrs={"rows": 8, **words, **(attrs or {})})


class DateField(forms.DateField):
    """A day."""

    widget = DateInput


class TimeField(forms.TimeField):
    """A time of day."""

    widget = TimeInput


class ManyFiles(forms.ClearableFileInput):
    """The browser's own choice of files, where many can be dropped at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """Many files; their names and sizes are told to the submission's key."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Clean each file by itself."""
        given = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        if not given:
            return super().clean(None, initial) or []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Högst 50 filer åt gången. Ta de andra efteråt."))
        return [super(FilesField, self).clean(one, initial) for one in given]


class TableField(forms.FileField):
    """A table that a spreadsheet saved as CSV, cleaned to its text; empty without a file."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, help_text=_("CSV, utskriven ur ett kalkylblad."), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Read the file as text; a spreadsheet may have written it in the older Swedish encoding."""
        file = super().clean(data, initial)
        if not file:
            return ""
        if file.size > TABLE_LIMIT:
            raise forms.ValidationError(_("Filen är för stor för en tabell. Gränsen är 1 MB."))
        content: bytes = file.read()
        if b"\0" in content:
            raise forms.ValidationError(_("Filen är ingen text. Spara kalkylbladet som CSV och försök igen."))
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")


class SubmissionField(forms.UUIDField):
    """A key that goes with the form once; see `submission_of`."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, initial=uuid.uuid4, **options)


def offer(form: forms.Form, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """Give a field of a form, which is one of choices, what there is to choose among."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is no field of choices")
    field.choices = list(choices)


def submission_of(form: forms.Form) -> uuid.UUID | None:
    """Return the key bound to what was written: sent twice it is done once, changed it is done anew."""
    key = form.cleaned_data.get("submission")
    told = {
        name: (value.name, value.size) if isinstance(value, File) else value
        for name, value in form.cleaned_data.items()
        if name != "submission"
    }
    return uuid.uuid5(key, repr(sorted(told.items()))) if key else None


class ReasonForm(forms.Form):
    """A form whose act may depart from a rule; the reason is asked for only then."""

    reason = forms.CharField(
        label=_("Skäl"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Skälet antecknas tillsammans med regeln."),
        widget=forms.HiddenInput,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.is_bound and self.data.get(self.add_prefix("reason")):
            self._show_reason()

    def ask_reason(self, needed: NeedsReason) -> None:
        """Show the field, with the rule and what it says."""
        self._show_reason()
        self.add_error("reason", f"{needed.message} ({needed.source})")

    def expect_reason(self, why: str) -> None:
        """Show the field from the start, with the rule that the act departs from."""
        self._show_reason()
        self.fields["reason"].help_text = why

    def _show_reason(self) -> None:
        self.fields["reason"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["reason"].required = True


def attempt(form: forms.Form, act: Callable[[], Made], *, rule_field: str | None = None) -> Made | None:
    """Do it, or undo it whole and tell on the form what is to be done; None when it was refused.

    A rule's refusal is told at `rule_field`. NeedsReason goes on to the caller unless the form asks for it.
    """
    try:
        with transaction.atomic():
            return act()
    except NeedsReason as needed:
        if not isinstance(form, ReasonForm):
            raise
        form.ask_reason(needed)
    except RuleRefused as refused:
        form.add_error(rule_field, f"{refused.message} ({refused.source})")
    except FileRefused as refused:
        form.add_error("file" if "file" in form.fields else None, refused.message)
    except NotPossible as refused:
        form.add_error(None, refused.message)
    return None
