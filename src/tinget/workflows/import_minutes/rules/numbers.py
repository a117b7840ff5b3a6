"""What is written with digits: days, ranges of paragraphs, case numbers, record ids."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tinget.kernel.dates import MONTHS
from tinget.workflows.import_minutes.rules.lines import fold

FIRST_YEAR, LAST_YEAR = 1950, 2100
MOST_IN_RANGE = 400
CENTURY = 100
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, start=1)}
_DAY = re.compile(
    r"(?:(?<![\d/.-])|(?<=\d{4}-\d\d-\d\d-)|(?<=--))"
    r"(?:(?P<y>(?:19|20)\d\d)[-.–/](?P<m>\d{1,2})[-.–/](?P<d>\d{1,2})(?!\d|[-/]\d(?!\d{3}-\d\d-\d\d))"
    r"|(?:den )?(?P<d2>\d{1,2})(?::e|:a)?\.? (?P<name>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov"
    r"|dec)[a-z]{0,6}\.?,? (?P<y2>(?:19|20)\d\d)"
    r"|(?P<d3>\d{1,2})[/](?P<m3>\d{1,2})[ -](?P<y3>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\s*(?:[-–—]{1,2}|(?:och )?(?:till(?: och med)?|t\.?o\.?m\.?))\s*(?:den )?", re.IGNORECASE
)
_RANGE = re.compile(r"(?P<first>\d{1,4})(?:\s*[-–—]\s*(?:§+\s*)?(?P<last>\d{1,4}))?")
_PARAGRAPHS = re.compile(
    r"(?:§§?|paragraf(?:er|erna)?)\s*(?P<list>\d{1,4}(?:\s*(?:[-–—,]|och|samt|t\.?o\.?m\.?)\s*(?:§+\s*)?\d{1,4})*)(?!\s*kap)",
    re.IGNORECASE,
)
_PREFIX = r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,11}(?:[-/][A-ZÅÄÖ]{1,6})?)"
_DOTTED = r"\d{1,2}(?:\.\d{1,3}){1,6}"
_CLASS = (
    rf"(?:(?:[ -]{{1,2}}(?:{_DOTTED}|\d{{3}}|[A-Z]?\d{{2,3}})| [-–] (?:{_DOTTED}|\d{{3}}))(?![\w/.:-]*\w))?"
)
_OWNER = r"(?: [A-ZÅÄÖ]{2,5}(?: \d{3})?(?=\)?\s*$|\s{2}))?"  # `2019/123 KS`
_LABEL = re.compile(
    r"\(?\b(?:ärende(?:nr|nummer|beteckning|-?id)|ärende (?:nr|nummer)|dnr|diarie(?:nr|nummer|beteckning)"
    r"|diarie (?:nr|nummer)|d\.?nr|beteckning|ärendenr)\b"
    r"\.?\s*:?\s*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:{_PREFIX}[ ./:-]{{0,2}})?(?:\d{{4}}\.\d{{1,6}}\.\d{{1,4}}|\d{{1,6}}[/:.-]\d{{1,7}}"
    rf"|\d{{2,4}}[/:-]?{_PREFIX} ?\d{{1,6}}|\d{{5,}})"
    rf"(?:-{_DOTTED}|(?:[-/]\d{{1,5}}(?!\.\d))?{_CLASS}{_OWNER})"
)
_SHORT_PREFIX = r"(?:[A-ZÅÄÖ]{1,6}|[A-ZÅÄÖ][a-zåäö]{1,3})"
_BARE = re.compile(
    rf"(?:(?P<sure>{_SHORT_PREFIX}[ ./:-]{{0,2}}(?:(?:19|20)\d\d[/:.-]\d{{1,6}}|\d\d[/:]\d{{1,6}}))"
    rf"|(?:19|20)\d\d[/:]\d{{1,6}}|\d{{1,6}}/(?:19|20)\d\d|\d{{3,6}}/\d\d)(?:-{_DOTTED}|{_CLASS})"
)
_HID = re.compile(
    r"(?:(?<![\w-])(?P<prefix>(?-i:[A-ZÅÄÖ]{1,12}(?:-[A-ZÅÄÖ]{2,12})?)|e-nämnd|[a-zåäö]{2,9}nämnd)[ :]+)?"
    r"\b(?:Hid|handlings-?id"
    r"|handlingsnr|dok(?:ument)?\.?[- ]?id)\b\.?\s*:?\s*"
    r"(?P<id>(?:[A-ZÅÄÖ]{1,6}[ -])?\d[\w./:-]*)?",
    re.IGNORECASE,
)
_NOT_PREFIX = frozenset(
    [
        "med",
        "och",
        "från",
        "enligt",
        "se",
        "i",
        "till",
        "av",
        "på",
        "för",
        "bilaga",
        "beslut",
        "protokoll",
        "dokument",
    ]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of text that was recognised, and where it stands in its line."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PrintedId:
    """A record id as printed: the series before the word Hid, and what follows it or nothing."""

    prefix: str
    number: str
    start: int
    end: int


def days_in(text: str) -> list[tuple[dt.date, int]]:
    """Find the days written in a text, each with its place; what is no day of the calendar is left out."""
    return [(day, match.start()) for match in _DAY.finditer(text) if (day := _day_of(match))]


def periods_in(text: str) -> list[tuple[dt.date, dt.date, int]]:
    """Find two days with `till` or a dash between, the earlier first, each pair with its place."""
    found = []
    for match, later in pairwise(_DAY.finditer(text)):
        first, last = _day_of(match), _day_of(later)
        if first and last and first < last and _UNTIL.fullmatch(text[match.end() : later.start()]):
            found.append((first, last, match.start()))
    return found


def _day_of(match: re.Match[str]) -> dt.date | None:
    year = int(match["y"] or match["y2"] or match["y3"])
    month = int(match["m"] or match["m3"] or _SHORT[(match["name"] or "jan")[:3].lower()])
    try:
        return dt.date(year, month, int(match["d"] or match["d2"] or match["d3"]))
    except ValueError:
        return None


def without_days(text: str) -> str:
    """Take the days out of a text."""
    return _DAY.sub(" ", text)


def paragraphs_in(text: str, *, bare: bool = False) -> list[str]:
    """Find the paragraphs named in a text (`§§ 20–22`); `bare` takes numbers without the sign too."""
    lists = [match["list"] for match in _PARAGRAPHS.finditer(text)]
    if not lists and bare:
        lists = [without_days(text)]
    found: list[str] = []
    for one in lists:
        for number in _expanded(re.sub(r"t\.?o\.?m\.?", "-", one)):
            if number not in found:
                found.append(number)
    return found


def _expanded(text: str) -> Iterator[str]:
    for match in _RANGE.finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if first <= last <= first + MOST_IN_RANGE:
            yield from (str(number) for number in range(first, last + 1))


def case_number_in(text: str, *, bare: bool = False) -> Found | None:
    """Find a case number after its label (`Dnr`, `Ärendenr` …); `bare` takes one that has no label."""
    for label in _LABEL.finditer(text):
        if match := _LABELLED.match(text, label.end()):
            end = match.end() + (text[match.end() : match.end() + 1] == ")" and label[0].startswith("("))
            return Found(fold(match[0]), label.start(), end)
    return _bare_case(text) if bare else None


def _bare_case(text: str) -> Found | None:
    """Find a case number without label: with its prefix, alone, in brackets, or set apart by wide space."""
    for match in _BARE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if re.search(r"[\w/.:-]$", before) or re.match(r"[\w/:-]", after):
            continue
        apart = not before.strip() or before.endswith(("  ", "("))
        if match["sure"] or (
            apart and (not after.strip(" )") or after.startswith("  ") or not before.strip())
        ):
            return Found(fold(match[0]), match.start(), match.end())
    return None


def has_case_label(text: str) -> bool:
    """Whether the line begins with the label of a case number."""
    return bool(_LABEL.match(text.strip()))


def record_ids_in(text: str) -> list[PrintedId]:
    """Find the record ids that carry the word Hid, or another word for it."""
    found = []
    for match in _HID.finditer(text):
        prefix, start = match["prefix"] or "", match.start()
        if prefix.lower() in _NOT_PREFIX:
            start, prefix = match.start("prefix") + len(prefix), ""
        found.append(PrintedId(prefix, (match["id"] or "").rstrip(".,:;-/"), start, match.end()))
    return found


def years_in(text: str) -> set[int]:
    """Find the years a text speaks of; days, case numbers, record ids and references are none."""
    plain = re.sub(r"\S*\d[/:.]\d\S*", " ", without_days(text))
    plain = re.sub(r"§+\s*\d+", " ", plain)
    found: set[int] = set()
    for match in re.finditer(r"(?<![\d:-])((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)?\d\d))?(?![\d:])", plain):
        first = int(match[1])
        last = int(match[2]) if match[2] else first
        last = last if last > CENTURY else first - first % CENTURY + last
        found |= set(range(first, last + 1)) if first <= last <= first + 20 else {first}
    return {year for year in found if FIRST_YEAR <= year <= LAST_YEAR}
