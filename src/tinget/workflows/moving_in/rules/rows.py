"""A row of another system's table read as a case, a record or somebody's mandate; or why it cannot be."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tinget.kernel.identifiers import CaseNumber, CaseNumberMalformed, RecordId
from tinget.kernel.slugs import slug_of

LONGEST: Mapping[str, int] = {
    "number": 60,
    "record_id": 60,
    "case_number": 60,
    "title": 300,
    "class_code": 40,
    "unit": 120,
    "officer": 150,
    "counterpart": 300,
    "kind": 60,
    "name": 150,
    "email": 254,
}
_NUMBER = re.compile(r"(?:.*?[^\d])?((?:19|20)\d{2})[/.:\-_ ](\d{1,9})(?:[-./ ](\d+(?:\.\d+)*))?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[ T].*)?", re.ASCII)
_CLASS = re.compile(r"\d+(\.\d+)*", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")

STATUSES: Mapping[str, str] = {
    **dict.fromkeys(("oppet", "oppen", "pagaende", "pagar", "aktivt", "aktiv", "open"), "open"),
    **dict.fromkeys(("avslutat", "avslutad", "stangt", "stangd", "klart", "klar", "closed"), "closed"),
    **dict.fromkeys(("makulerat", "makulerad", "struket", "voided"), "voided"),
}  # fmt: skip
DIRECTIONS: Mapping[str, str] = {
    **dict.fromkeys(("inkommen", "inkommet", "inkommande", "in", "i", "received"), "received"),
    **dict.fromkeys(("upprattad", "upprattat", "intern", "internt", "u", "drawn-up"), "drawn_up"),
    **dict.fromkeys(("expedierad", "expedierat", "utgaende", "skickad", "ut", "dispatched"), "dispatched"),
}
MEDIA: Mapping[str, str] = {
    **dict.fromkeys(("digital", "digitalt", "elektronisk", "elektroniskt", "fil"), "digital"),
    **dict.fromkeys(("papper", "pa-papper", "paper"), "paper"),
    **dict.fromkeys(("annat", "annat-slag", "ovrigt", "other"), "other"),
}


class RowRefused(ValueError):
    """The row cannot be moved in; a Swedish sentence says why."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case of the other system; the number both as written there and as a place in a year's series."""

    as_printed: str
    year: int
    serial: int
    class_code: str
    title: str
    registered_on: dt.date
    status: str
    closed_on: dt.date | None
    officer: str
    unit: str
    deadline_on: dt.date | None


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record of the other system; year and serial only where its id is of the authority's own series."""

    as_printed: str
    year: int | None
    serial: int | None
    case: tuple[int, int] | None
    case_as_printed: str
    title: str
    direction: str
    dated_on: dt.date | None
    registered_on: dt.date
    counterpart: str
    kind: str
    media: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody with a mandate; the role is the word for it, as written."""

    name: str
    email: str
    role: str
    municipality: str
    first: dt.date | None
    last: dt.date | None


Values = Mapping[str, str]


def values_of(cells: Sequence[str], mapping: Mapping[str, int]) -> dict[str, str]:
    """Take the cells by the fields they hold; refuse what is longer than the register keeps."""
    values = {name: cells[at] if at < len(cells) else "" for name, at in mapping.items()}
    for name, longest in LONGEST.items():
        if len(values.get(name, "")) > longest:
            raise RowRefused(f"”{values[name][:40]}…” är längre än {longest} tecken.")
    return values


def read_case(values: Values) -> CaseRow:
    """Read a case, or RowRefused."""
    printed = _needed(values, "number", "Ärendenummer")
    place = case_place(printed)
    class_code = values.get("class_code", "") or place.class_code or ""
    if class_code and not _CLASS.fullmatch(class_code):
        raise RowRefused(f"Klassificeringen ”{class_code}” skrivs med siffror och punkter, som 2.2.0.2.")
    closed_on = _day(values, "closed_on", "Avslutat")
    registered_on = _day(values, "registered_on", "Registrerat")
    if registered_on is None:
        raise RowRefused("Registrerat: dagen saknas.")
    if closed_on is not None and closed_on < registered_on:
        raise RowRefused("Ärendet är avslutat före den dag då det registrerades.")
    status = _word(values, "status", STATUSES, "Läge") or ("closed" if closed_on else "open")
    return CaseRow(
        as_printed=printed,
        year=place.year,
        serial=place.serial,
        class_code=class_code,
        title=_needed(values, "title", "Rubrik"),
        registered_on=registered_on,
        status=status,
        closed_on=closed_on if status == "closed" else None,
        officer=values.get("officer", ""),
        unit=values.get("unit", ""),
        deadline_on=_day(values, "deadline_on", "Klart senast"),
    )


def read_record(values: Values, *, own_prefix: str) -> RecordRow:
    """Read a record, its id kept exactly as it is written, or RowRefused."""
    printed = _needed(values, "record_id", "Handlings-id")
    year, serial = record_place(printed, own_prefix=own_prefix)
    case_printed = values.get("case_number", "")
    place = case_place(case_printed) if case_printed else None
    registered_on = _day(values, "registered_on", "Registrerad")
    if registered_on is None:
        raise RowRefused("Registrerad: dagen saknas.")
    return RecordRow(
        as_printed=printed,
        year=year,
        serial=serial,
        case=(place.year, place.serial) if place else None,
        case_as_printed=case_printed,
        title=_needed(values, "title", "Rubrik"),
        direction=_word(values, "direction", DIRECTIONS, "Hur den kom till") or "unknown",
        dated_on=_day(values, "dated_on", "Datum"),
        registered_on=registered_on,
        counterpart=values.get("counterpart", ""),
        kind=values.get("kind", ""),
        media=_word(values, "media", MEDIA, "Medium") or "unknown",
    )


def read_person(values: Values) -> PersonRow:
    """Read somebody's mandate, or RowRefused."""
    email = _needed(values, "email", "E-post").lower()
    if not _EMAIL.fullmatch(email):
        raise RowRefused(f"”{email}” är ingen e-postadress.")
    first, last = _day(values, "first", "Från"), _day(values, "last", "Till")
    if first and last and last < first:
        raise RowRefused("Uppdraget slutar före den dag då det börjar.")
    role = _needed(values, "role", "Uppdrag")
    name = _needed(values, "name", "Namn")
    return PersonRow(name, email, role, values.get("municipality", ""), first, last)


def case_place(printed: str) -> CaseNumber:
    """Find year, serial and class in a case's number as any system writes it, or RowRefused."""
    try:
        number = CaseNumber.parse(printed)
    except CaseNumberMalformed:
        match = _NUMBER.fullmatch(printed)
        if match is None:
            raise RowRefused(f"Ärendenumret ”{printed}” har inget år och löpnummer, som 2023/15.") from None
        number = CaseNumber(int(match[1]), int(match[2]), match[3])
    if number.serial == 0:
        raise RowRefused(f"Ärendenumret ”{printed}” har löpnummer noll.")
    return number


def record_place(printed: str, *, own_prefix: str) -> tuple[int | None, int | None]:
    """Find year and serial of a record's id of our own series; others are kept but are no numbers of ours."""
    parsed = RecordId.parse(printed)
    if parsed.is_regular and parsed.serial and parsed.prefix.casefold() in {"", own_prefix.casefold()}:
        return parsed.year, parsed.serial
    return None, None


def _needed(values: Values, name: str, text: str) -> str:
    if not values.get(name, ""):
        raise RowRefused(f"{text} saknas.")
    return values[name]


def _word(values: Values, name: str, known: Mapping[str, str], text: str) -> str:
    written = values.get(name, "")
    if not written:
        return ""
    found = known.get(slug_of(written))
    if found is None:
        raise RowRefused(f"{text}: ”{written[:40]}” är inget känt ord.")
    return found


def _day(values: Values, name: str, text: str) -> dt.date | None:
    written = values.get(name, "")
    if not written:
        return None
    match = _DAY.fullmatch(written)
    try:
        return dt.date(*(int(part) for part in match.groups())) if match else _no_day(written, text)
    except ValueError as wrong:
        if isinstance(wrong, RowRefused):
            raise
        return _no_day(written, text)


def _no_day(written: str, text: str) -> dt.date:
    raise RowRefused(f"{text}: ”{written[:40]}” är ingen dag, som 2023-10-12.")
