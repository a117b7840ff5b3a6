"""Which cases and records a list shows, after which place it goes on, and the columns somebody chose."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinget.registry.queries import CaseFilter, RecordFilter
from tinget.registry.rules import CaseStatus, Direction, RecordState

LONGEST = 200
EARLIEST, LATEST = 1900, 2199


class _ListForm(forms.Form):
    """What lists have in common: what cannot be read is left out, so mangled addresses begin anew."""

    text = forms.CharField(label=_("med orden eller numret"), required=False, max_length=LONGEST)
    ar = forms.IntegerField(label=_("från år"), required=False, min_value=EARLIEST, max_value=LATEST)
    efter = forms.RegexField(r"^\d{1,9}-\d{1,18}$", required=False, widget=forms.HiddenInput)

    def after(self) -> tuple[int, int] | None:
        """Return the place that the page goes on after, or None for the first page."""
        first, dash, second = str(self.given("efter") or "").partition("-")
        return (int(first), int(second)) if dash else None

    def given(self, name: str) -> Any:
        """Return a filter's value; None where it is not given or cannot be read."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered at all."""
        return any(self.given(name) for name in self.fields if name != "efter")


class CaseListForm(_ListForm):
    """Which cases the list shows."""

    SHOWN: dict[str, CaseStatus | None] = {
        "alla": None,
        "oppna": CaseStatus.OPEN,
        "avslutade": CaseStatus.CLOSED,
        "makulerade": CaseStatus.VOIDED,
        "forsenade": None,
    }
    CHOICES: Sequence[tuple[str, str | Promise]] = [
        ("alla", _("alla")),
        ("oppna", _("öppna")),
        ("avslutade", _("avslutade")),
        ("makulerade", _("makulerade")),
        ("forsenade", _("öppna vars tid har gått ut")),
    ]

    visa = forms.ChoiceField(label=_("Visa"), required=False, choices=CHOICES)
    klass = forms.CharField(label=_("i klass"), required=False, max_length=LONGEST)
    handlaggare = forms.TypedChoiceField(label=_("hos"), required=False, coerce=int, empty_value=None)
    etikett = forms.CharField(label=_("med etiketten"), required=False, max_length=LONGEST)
    field_order = ("visa", "ar", "klass", "handlaggare", "etikett", "text")

    def __init__(self, *args: Any, officers: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["handlaggare"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = [("", _("alla")), *officers]

    def shown(self, today: dt.date) -> CaseFilter:
        """Return the filter for the query."""
        visa = self.given("visa")
        return CaseFilter(
            status=self.SHOWN.get(visa or ""),
            year=self.given("ar"),
            class_code=(self.given("klass") or "").strip(),
            officer_id=self.given("handlaggare"),
            tag=(self.given("etikett") or "").strip(),
            text=self.given("text") or "",
            late_on=today if visa == "forsenade" else None,
        )


class RecordListForm(_ListForm):
    """Which records the list shows."""

    STATES = {"utkast": RecordState.DRAFT, "makulerade": RecordState.VOIDED, "allmanna": RecordState.OFFICIAL}
    DIRECTIONS = {
        "inkomna": Direction.RECEIVED,
        "upprattade": Direction.DRAWN_UP,
        "expedierade": Direction.DISPATCHED,
    }
    CHOICES: Sequence[tuple[str, str | Promise]] = [
        ("alla", _("alla")),
        ("inkomna", _("inkomna")),
        ("upprattade", _("upprättade")),
        ("expedierade", _("expedierade")),
        ("utkast", _("utkast till")),
        ("makulerade", _("makulerade")),
    ]

    visa = forms.ChoiceField(label=_("Visa"), required=False, choices=CHOICES)
    typ = forms.CharField(label=_("av typen"), required=False, max_length=LONGEST)
    field_order = ("visa", "ar", "typ", "text")

    def shown(self, case_id: int | None) -> RecordFilter:
        """Return the filter for the query."""
        visa = self.given("visa") or ""
        return RecordFilter(
            case_id=case_id,
            state=self.STATES.get(visa),
            direction=self.DIRECTIONS.get(visa),
            kind=(self.given("typ") or "").strip(),
            year=self.given("ar"),
            text=self.given("text") or "",
        )


def day_in(text: str) -> dt.date | None:
    """Read a day from an address; None for anything else."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
