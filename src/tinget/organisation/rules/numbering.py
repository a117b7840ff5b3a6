"""How an authority may number its cases: a pattern by which each number it prints can be read again."""

import re
from collections.abc import Sequence
from string import Formatter

from tinget.kernel.case_numbers import MOST_WORDS, WITH_CLASS, WrittenNumber, case_number, read_case_number
from tinget.kernel.words import word as _

Part = tuple[str, str | None, str | None, str | None]  # a text, and the field after it
PLAIN = "{year}/{serial}"
PATTERN_TEXTS = {  # those that are offered by name, each with an example
    PLAIN: _("2026/17, år och löpnummer"),
    WITH_CLASS: _("2026/17-2.2.0.2, med klassen sist"),
    "{year}-{serial}": _("2026-17, med bindestreck"),
    "{year}/{serial:04d}": _("2026/0017, med nollor först"),
}
LONGEST_PATTERN = 60
LONGEST_LETTERS = 12
OF_OTHER_PARTS = _("Mönstret får bara ha delarna {year}, {serial}, {serial:04d} och {class_code}.")
NOT_ONCE = _("Mönstret ska ha {year} och {serial} en gång var. Delen {class_code} får stå en gång.")
SERIAL_FIRST = _("Året ska stå före löpnumret i mönstret.")
OTHER_SIGNS = _("Använd bara bokstäver, mellanslag, snedstreck, punkt, kolon och bindestreck runt delarna.")
TOO_LONG = _("Mönstret är för långt. Det får ha 60 tecken och tre mellanslag.")
NOT_READ_BACK = _("Ett nummer efter mönstret går inte att läsa igen. Sätt ett tecken mellan delarna.")
_SERIAL_WIDTH = re.compile(r"0[2-6]d")
_BETWEEN = re.compile(r"(?:[^\W\d_]|[ /\-–.:])*")
_TRIED = ((17, ""), (17, "2.2.0.2"), (17, "12.3"), (123456, "1"))


def with_letters(letters: str, pattern: str) -> str:
    """Put the authority's letters before its numbers: "MN" makes "MN 2026/17"."""
    return f"{letters.strip()} {pattern}".strip()


def fault_of_pattern(pattern: str) -> str:
    """Tell what stands against a pattern for case numbers; empty when each number can be read again."""
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        return OF_OTHER_PARTS
    fault = _fault_of_fields([part for part in parts if part[1] is not None])
    if fault:
        return fault
    if not all(_BETWEEN.fullmatch(part[0]) for part in parts) or pattern != " ".join(pattern.split()):
        return OTHER_SIGNS
    if len(pattern) > LONGEST_PATTERN or pattern.count(" ") >= MOST_WORDS:
        return TOO_LONG
    return "" if all(_is_read_back(pattern, serial, code) for serial, code in _TRIED) else NOT_READ_BACK


def _fault_of_fields(fields: Sequence[Part]) -> str:
    if not all(_is_known(name, form, conversion) for _text, name, form, conversion in fields):
        return OF_OTHER_PARTS
    names = [field[1] for field in fields]
    if names.count("year") != 1 or names.count("serial") != 1 or names.count("class_code") > 1:
        return NOT_ONCE
    return SERIAL_FIRST if names.index("serial") < names.index("year") else ""


def _is_known(name: str | None, form: str | None, conversion: str | None) -> bool:
    if form:
        return name == "serial" and not conversion and _SERIAL_WIDTH.fullmatch(form) is not None
    return name in {"year", "serial", "class_code"} and not conversion


def _is_read_back(pattern: str, serial: int, code: str) -> bool:
    printed = case_number(pattern, year=2026, serial=serial, class_code=code)
    kept = code if "{class_code}" in pattern and code else None
    return read_case_number(pattern, printed) == WrittenNumber(2026, serial, kept)
