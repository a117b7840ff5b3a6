"""Case numbers by the authority's own pattern, and record ids as they are printed."""

import re
from dataclasses import dataclass

from tinget.kernel.identifiers import RecordId

NUMBER_PATTERN = "{year}/{serial}-{class_code}"
AS_PRINTED_LENGTH = 60
_WITHOUT_CLASS = re.compile(r"[\s\-–:./]*\{class_code\}|^\{class_code\}[\s\-–:./]*")
_FIELD = re.compile(r"\{(year|serial|class_code)(?::[^{}]*)?\}")
_PLAIN = re.compile(
    r"(?P<year>\d{4})\s*[/-]\s*(?P<serial>\d{1,9})(?:-(?P<class_code>\d+(?:\.\d+)*))?", re.ASCII
)
_CODE = r"(?P<class_code>\d+(?:\.\d+)*)"
_READ_AS = {"year": r"(?P<year>\d{4})", "serial": r"(?P<serial>\d{1,9})", "class_code": _CODE}
_DASHES = "[-–]"


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A case's number as somebody wrote it; the class is None where it was left out."""

    year: int
    serial: int
    class_code: str | None = None


@dataclass(frozen=True, slots=True)
class GivenId:
    """A record id that was printed before us: year and serial only where it is of our own series."""

    year: int | None
    serial: int | None
    as_printed: str


def case_number(pattern: str, *, year: int, serial: int, class_code: str) -> str:
    """Print a case's number by the authority's pattern; without a class its part is left out."""
    if not class_code:
        pattern = _WITHOUT_CLASS.sub("", pattern)
    return pattern.format(year=year, serial=serial, class_code=class_code)


def read_case_number(pattern: str, text: str) -> WrittenNumber | None:
    """Read a number in the ways it is written: with or without the class, the authority's letters, spaces.

    `2023/15`, `2023-15`, `2023/15-2.2.0.2` are always read; None for anything else.
    """
    folded = " ".join(text.split())
    for form in (_reading(pattern), _reading(_WITHOUT_CLASS.sub("", pattern)), _PLAIN):
        match = form.fullmatch(folded)
        if match is not None:
            found = match.groupdict()
            return WrittenNumber(int(found["year"]), int(found["serial"]), found.get("class_code"))
    return None


def begins_with_number(pattern: str, text: str) -> WrittenNumber | None:
    """Read the number that the text begins with, as "2023/15 Delårsrapport", or None."""
    words = text.split()
    for count in range(min(len(words), 4), 0, -1):
        found = read_case_number(pattern, " ".join(words[:count]))
        if found is not None:
            return found
    return None


def given_id(text: str, *, own_prefix: str) -> GivenId:
    """Read an id as printed: misprints and other authorities' ids are kept but are no numbers of ours."""
    parsed = RecordId.parse(text)
    if parsed.is_regular and parsed.prefix.casefold() in {"", own_prefix.casefold()}:
        return GivenId(parsed.year, parsed.serial, f"{parsed.year}.{parsed.serial}")
    return GivenId(None, None, parsed.as_printed)


def record_label(label: str, as_printed: str) -> str | None:
    """Say a record's id with its label, "Hid 2023.42"; an id with another authority's name has its own."""
    if not as_printed:
        return None
    return f"{label} {as_printed}" if as_printed[0].isdigit() else as_printed


def _reading(pattern: str) -> re.Pattern[str]:
    """Turn the pattern for printing into one for reading; letters in any case, spaces as they come."""
    parts, end = [], 0
    for field in _FIELD.finditer(pattern):
        parts += [_literal(pattern[end : field.start()]), _READ_AS[field[1]]]
        end = field.end()
    parts.append(_literal(pattern[end:]))
    return re.compile("".join(parts), re.ASCII | re.IGNORECASE)


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s*").replace(r"\-", _DASHES)
