"""Numbers of cases, records and paragraphs, in any way they are written, as exact words of the index.

`N=2023/15` is an entry's own number, `n=2023/15` one that it names, `l=2023~15` its own with whatever sign
between. So a search for 2023-15 finds the case 2023/15 and the record 2023.15, and what is written exactly
comes first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d{2}"
_DATE = re.compile(rf"\b{_YEAR}-\d{{2}}-\d{{2}}\b")
_CASE = re.compile(
    rf"(?<![\d/.])(?P<year>{_YEAR})(?P<sign>[/:.-])(?P<serial>\d{{1,6}})(?P<more>(?:\.\d{{1,6}}){{0,2}})"
    r"(?P<class>-\d{1,3}(?:\.\d{1,3})+)?(?![\d/])"
)
_PARAGRAPHS = re.compile(
    r"(?:§+\s*|\bparagraf(?:en|er|erna)?\s+)(?P<numbers>\d{1,4}(?:\s*(?:[-–,]|och)\s*\d{1,4})*)"
)
_RANGE = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")
LONGEST_RANGE = 60
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in a text: how it begins and ends there, and its exact forms, the most exact first."""

    start: int
    end: int
    forms: tuple[str, ...]
    loose: tuple[str, ...] = ()


def numbers_in(text: str) -> Iterator[Number]:
    """Find case numbers, record ids and paragraphs; dates are none."""
    dates = [match.span() for match in _DATE.finditer(text)]
    for match in _CASE.finditer(text):
        if not any(start <= match.start() < end for start, end in dates):
            yield _numbered(match)
    for match in _PARAGRAPHS.finditer(text):
        forms = tuple(f"§{number}" for number in _paragraphs(match["numbers"]))
        yield Number(match.start(), match.end(), forms)


def own_lexemes(numbers: list[str]) -> list[str]:
    """Return the exact words for numbers that are the entry's own."""
    found = [number for text in numbers for number in numbers_in(text)]
    exact = [f"{mark}={form}" for number in found for form in number.forms for mark in "Nn"]
    return list(dict.fromkeys(exact + [f"l={form}" for number in found for form in number.loose]))


def named_lexemes(text: str) -> list[str]:
    """Return the exact words for numbers that a text names, at most 2,000."""
    found = dict.fromkeys(f"n={form}" for number in numbers_in(text) for form in number.forms)
    return list(found)[:MOST]


def _numbered(match: re.Match[str]) -> Number:
    year, serial, more, class_code = match["year"], match["serial"], match["more"], match["class"] or ""
    short = f"{year}.{serial}" if match["sign"] in ".-" else f"{year}/{serial}"
    forms = [short + more] if more else [short]
    if more:
        forms.append(f"{year}.{more.rpartition('.')[2]}")  # 2022.2022.9 was meant to be 2022.9
    if class_code:
        forms.append(short + class_code)
    return Number(match.start(), match.end(), tuple(dict.fromkeys(forms)), (f"{year}~{int(serial)}",))


def _paragraphs(text: str) -> Iterator[int]:
    for match in _RANGE.finditer(text):
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        yield from range(first, min(last, first + LONGEST_RANGE) + 1) if last >= first else (first, last)
