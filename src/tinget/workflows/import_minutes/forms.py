"""The forms that correct what was read: lists are written a line each, as they are explained beside."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinget.foundation.ui.forms import DateField, LongText
from tinget.workflows.import_minutes.accept import ROLE_TEXTS
from tinget.workflows.import_minutes.rules.numbers import days_in, paragraphs_in

_ATTENDEE = re.compile(
    r"(?P<name>[^(),]+?)(?: \((?P<party>[^()]{1,10})\))?(?:, (?P<municipality>[^,–]+?))?(?: – "
    r"(?P<role>[a-zåäö ]+))?"
)
_ROLES = {text or "övrig": role for role, text in ROLE_TEXTS.items()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(forms.CharField):
    """A list written a line each."""

    def __init__(self, *, rows: int = 3, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)

    def prepare_value(self, value: Any) -> Any:
        """Write a list a line each."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Give the lines that hold something."""
        return _lines(super().clean(value))


class UploadForm(forms.Form):
    """A file of old minutes."""

    file = forms.FileField(
        label=_("Protokoll"),
        help_text=_(
            "En PDF med text, eller en textfil. Inget registreras förrän du har godkänt det som lästes."
        ),
    )


class MeetingForm(forms.Form):
    """What the front page and the certificates say."""

    date = DateField(label=_("Sammanträdets dag"), required=False)
    place = forms.CharField(label=_("Plats"), max_length=200, required=False)
    chair = forms.CharField(label=_("Ordförande"), max_length=100, required=False)
    secretary = forms.CharField(label=_("Sekreterare"), max_length=100, required=False)
    approvers = LinesField(label=_("Justerare"), rows=2, help_text=_("En på varje rad."))
    attendance = LinesField(
        label=_("Närvarande"),
        rows=8,
        help_text=_(
            "En på varje rad. Först namn och parti, sedan kommun och sist uppdrag, så här:"
            " ”Prov Björk (S), Boden – ledamot”. Uppdrag är ett av dessa: ordförande, vice ordförande,"
            " ledamot, tjänstgörande ersättare, ersättare, övrig."
        ),
    )
    immediate = LinesField(
        label=_("Omedelbart justerade paragrafer"), rows=2, help_text=_("Ett nummer på varje rad.")
    )
    notices = LinesField(
        label=_("Anslag"),
        rows=3,
        help_text=_(
            "Ett på varje rad: paragrafer, dagen upp och dagen ned, som ”15–16: 2023-10-17 – 2023-11-08”."
        ),
    )
    signatures = LinesField(label=_("Underskrifter"), rows=3, help_text=_("Ett namn på varje rad."))

    def clean_date(self) -> str | None:
        """Give the day as it is kept."""
        day: date | None = self.cleaned_data["date"]
        return day.isoformat() if day else None

    def clean_place(self) -> str | None:
        """Take an empty field as unknown."""
        return self.cleaned_data["place"] or None

    def clean_chair(self) -> str | None:
        """Take an empty field as unknown."""
        return self.cleaned_data["chair"] or None

    def clean_secretary(self) -> str | None:
        """Take an empty field as unknown."""
        return self.cleaned_data["secretary"] or None

    def clean_attendance(self) -> list[dict[str, Any]]:
        """Read the people, or say which line is not understood."""
        return _each(self.cleaned_data["attendance"], attendee_of)

    def clean_immediate(self) -> list[str]:
        """Read the paragraphs."""
        return paragraphs_in(" ".join(self.cleaned_data["immediate"]), bare=True)

    def clean_notices(self) -> list[dict[str, Any]]:
        """Read the certificates, or say which line is not understood."""
        return _each(self.cleaned_data["notices"], notice_of)


class ItemForm(forms.Form):
    """What a paragraph says."""

    title = forms.CharField(label=_("Rubrik"), max_length=300)
    case_number = forms.CharField(label=_("Ärendenummer"), max_length=60, required=False)
    decision = forms.CharField(label=_("Beslut"), required=False, widget=LongText)
    points = LinesField(label=_("Beslutspunkter"), help_text=_("En på varje rad, utan nummer."))
    summary = forms.CharField(label=_("Sammanfattning"), required=False, widget=LongText)
    procedure = forms.CharField(
        label=_("Beslutsgång"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reservations = LinesField(label=_("Reservationer"), help_text=_("En på varje rad."))
    basis = LinesField(
        label=_("Beslutsunderlag"),
        rows=4,
        help_text=_(
            "En handling på varje rad; handlings-id efter ett lodrätt streck, som ”Verksamhetsplan 2023 | "
            "2023.43”."
        ),
    )
    recipients = LinesField(label=_("Beslutet skickas till"), help_text=_("En på varje rad."))

    def clean_basis(self) -> list[dict[str, str | None]]:
        """Read the documents with their ids."""
        rows = [
            line.rpartition("|") if "|" in line else (line, "", "") for line in self.cleaned_data["basis"]
        ]
        return [{"title": title.strip(), "record_id": found.strip() or None} for title, _bar, found in rows]

    def clean(self) -> dict[str, Any]:
        """Empty texts are unknown; line breaks are written one way."""
        given = super().clean() or {}
        for name in ("case_number", "decision", "summary", "procedure"):
            text = (given.get(name) or "").replace("\r\n", "\n").strip()
            given[name] = text or None
        return given


def _each(lines: Sequence[str], read: Callable[[str], dict[str, Any] | None]) -> list[dict[str, Any]]:
    found = []
    for line in lines:
        one = read(line)
        if one is None:
            raise forms.ValidationError(
                _("Raden ”%(line)s” kan inte läsas. Skriv den som i exemplet.") % {"line": line[:80]}
            )
        found.append(one)
    return found


def attendee_of(line: str) -> dict[str, Any] | None:
    """Read `Prov Björk (S), Boden – ledamot`; None where it is something else."""
    match = _ATTENDEE.fullmatch(line.replace(" - ", " – "))
    role = _ROLES.get((match["role"] or "ledamot").strip()) if match else None
    if match is None or role is None:
        return None
    return {
        "name": match["name"].strip(),
        "party": match["party"],
        "municipality": match["municipality"],
        "as": role,
    }


def attendee_text(one: Mapping[str, Any]) -> str:
    """Write a person as the form takes them."""
    party = f" ({one['party']})" if one["party"] else ""
    place = f", {one['municipality']}" if one["municipality"] else ""
    return f"{one['name']}{party}{place} – {ROLE_TEXTS[one['as']] or 'övrig'}"


def notice_of(line: str) -> dict[str, Any] | None:
    """Read `15–16: 2023-10-17 – 2023-11-08`; None where it is something else."""
    paragraphs, colon, days = line.partition(":")
    found = [day.isoformat() for day, _at in days_in(days)]
    named = paragraphs_in(paragraphs, bare=True)
    if not colon or not named or not 1 <= len(found) <= 2:  # noqa: PLR2004 -- up, or up and down
        return None
    return {
        "paragraphs": named,
        "up": found[0],
        "down": found[1] if len(found) > 1 else None,
        "kept_at": None,
    }


def notice_text(one: Mapping[str, Any]) -> str:
    """Write a certificate as the form takes it."""
    return f"{', '.join(one['paragraphs'])}: {one['up'] or '?'} – {one['down'] or '?'}"


def basis_text(one: Mapping[str, Any]) -> str:
    """Write a document as the form takes it."""
    return f"{one['title']} | {one['record_id']}" if one["record_id"] else str(one["title"])


def meeting_initial(meeting: Mapping[str, Any]) -> dict[str, Any]:
    """Give the meeting as its form begins."""
    return {
        **meeting,
        "attendance": [attendee_text(one) for one in meeting["attendance"]],
        "notices": [notice_text(one) for one in meeting["notices"]],
    }


def item_initial(item: Mapping[str, Any]) -> dict[str, Any]:
    """Give an item as its form begins."""
    return {**item, "basis": [basis_text(one) for one in item["basis"]]}
