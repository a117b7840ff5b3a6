"""Case numbers by an authority's own pattern: how they are printed, and the ways in which they are read."""

import re
from dataclasses import dataclass

WITH_CLASS = "{year}/{serial}-{class_code}"
MOST_WORDS = 4  # of a number that other words follow
_WITHOUT_CLASS = re.compile(r"[\s\-–:./]*\{class_code\}|^\{class_code\}[\s\-–:./]*")
_FIELD = re.compile(r"\{(year|serial|class_code)(?::[^{}]*)?\}")
_PLAIN = re.compile(
    r"(?P<year>\d{4})\s*[/-]\s*(?P<serial>\d{1,9})(?:-(?P<class_code>\d+(?:\.\d+)*))?", re.ASCII
)
_SLASHED = r"(?P<year>\d{4})/(?P<serial>\d{1,9})"
_ALONE = r"(?<![\d/])(?!\d{{4}}-\d\d-\d\d(?!\d)){form}(?![\d/])"  # a day is no number
_CODE = r"(?P<class_code>\d+(?:\.\d+)*)"
_READ_AS = {"year": r"(?P<year>\d{4})", "serial": r"(?P<serial>\d{1,9})", "class_code": _CODE}
_DASHES = "[-–]"


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A case's number as somebody wrote it; the class is None where it was left out."""

    year: int
    serial: int
    class_code: str | None = None


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
    for form in (*map(_compiled, _readings(pattern)), _PLAIN):
        match = form.fullmatch(folded)
        if match is not None:
            return _written(match)
    return None


def begins_with_number(pattern: str, text: str) -> WrittenNumber | None:
    """Read the number that the text begins with, as "2023/15 Delårsrapport", or None."""
    words = text.split()
    for count in range(min(len(words), MOST_WORDS), 0, -1):
        found = read_case_number(pattern, " ".join(words[:count]))
        if found is not None:
            return found
    return None


def numbers_named(pattern: str, text: str) -> list[WrittenNumber]:
    """List the numbers that stand in a text, in order: by the authority's pattern, or as `2023/15`."""
    found: dict[int, WrittenNumber] = {}
    for form in (*_readings(pattern), _SLASHED):
        for match in _compiled(_ALONE.format(form=form)).finditer(text):
            found.setdefault(match.start("year"), _written(match))
    return [found[place] for place in sorted(found)]


def _readings(pattern: str) -> tuple[str, str]:
    """Say how a number is read with its class, and without."""
    return _reading(pattern), _reading(_WITHOUT_CLASS.sub("", pattern))


def _reading(pattern: str) -> str:
    """Turn the pattern for printing into one for reading; letters in any case, spaces as they come."""
    parts, end = [], 0
    for field in _FIELD.finditer(pattern):
        parts += [_literal(pattern[end : field.start()]), _READ_AS[field[1]]]
        end = field.end()
    parts.append(_literal(pattern[end:]))
    return "".join(parts)


def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.ASCII | re.IGNORECASE)


def _written(match: re.Match[str]) -> WrittenNumber:
    found = match.groupdict()
    return WrittenNumber(int(found["year"]), int(found["serial"]), found.get("class_code"))


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s*").replace(r"\-", _DASHES)
