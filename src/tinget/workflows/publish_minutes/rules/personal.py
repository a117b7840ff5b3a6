"""Finding what is surely personal in a text: identity numbers whose check digit is right."""

import re

_IDENTITY = re.compile(r"(?<![\d/.-])(?:\d{2})?(\d{2})(\d{2})(\d{2})[-+]?(\d{4})(?!\d|[/.-]\d)")
_COORDINATION = 60  # added to the day in a coordination number (samordningsnummer)
_MONTHS, _DAYS, _TWO_DIGITS = 12, 31, 9


def identity_numbers(text: str) -> list[str]:
    """Find personal identity numbers and coordination numbers, each once, as they are written."""
    found = [match[0] for match in _IDENTITY.finditer(text) if _is_identity(match)]
    return list(dict.fromkeys(found))


def _is_identity(match: re.Match[str]) -> bool:
    month, day = int(match[2]), int(match[3])
    is_day = 1 <= month <= _MONTHS and 1 <= (day - _COORDINATION if day > _COORDINATION else day) <= _DAYS
    return is_day and _check_sum(match[1] + match[2] + match[3] + match[4]) == 0


def _check_sum(digits: str) -> int:
    """Reckon the check sum of ten digits (SFS 1991:481; the Luhn algorithm): 0 where it is right."""
    total = 0
    for place, digit in enumerate(digits):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - _TWO_DIGITS if value > _TWO_DIGITS else value
    return total % 10
