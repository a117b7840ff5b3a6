"""How forms are rendered (one column, label above, help below, errors between) and date and time inputs."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _


class SwedishFormRenderer(DjangoTemplates):
    """Renders every form in the house's look; named in the settings as FORM_RENDERER."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


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
