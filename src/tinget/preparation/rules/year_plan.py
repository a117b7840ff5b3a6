"""A year's plan of meetings: how its days are written and read, and what is told about them."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tinget.kernel.dates import holidays, in_words

FEWEST = 4  # meetings a year, the committee's own indicator (verksamhetsplan 2023)
LINE = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:\s+(\d{1,2}[:.]\d{2})(?:\s*[-–]\s*(\d{1,2}[:.]\d{2}))?)?(?:\s+(.+))?"
)
SATURDAY = 5


class DaysNotRead(ValueError):
    """The days are not written so that they can be read; the sentence says where."""


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day with its times and place, where they are known."""

    day: dt.date
    start: dt.time | None = None
    end: dt.time | None = None
    place: str = ""

    @property
    def as_line(self) -> str:
        """The day as it is written in the form: 2027-03-10 13:00-16:00 Luleå."""
        times = "-".join(f"{one:%H:%M}" for one in (self.start, self.end) if one)
        return " ".join(part for part in (self.day.isoformat(), times, self.place) if part)

    @property
    def in_words(self) -> str:
        """The day in words: onsdag 10 mars 2027 kl. 13.00–16.00, Luleå."""
        times = "–".join(f"{one:%H.%M}" for one in (self.start, self.end) if one)
        told = f"{in_words(self.day)} kl. {times}" if times else in_words(self.day)
        return f"{told}, {self.place}" if self.place else told


@dataclass(frozen=True, slots=True)
class YearPlanView:
    """A year's plan as pages show it."""

    year: int
    days: tuple[PlannedDay, ...]
    decided_on: dt.date | None
    decision: str
    is_demonstration: bool


def read_days(text: str, *, year: int) -> tuple[PlannedDay, ...]:
    """Read one day a line, sorted; raises DaysNotRead with a sentence about the first that is wrong."""
    days = [_read(line.strip(), year) for line in text.splitlines() if line.strip()]
    taken = [one.day for one in days]
    twice = next((day for day in taken if taken.count(day) > 1), None)
    if twice is not None:
        raise DaysNotRead(f"{twice.isoformat()} står två gånger.")
    return tuple(sorted(days, key=lambda one: one.day))


def remarks(days: Sequence[PlannedDay], *, year: int) -> list[str]:
    """Tell what is unusual about the plan; nothing of it is refused."""
    known = holidays(year)
    told = []
    if len(days) < FEWEST:
        meetings = "ett sammanträde" if len(days) == 1 else f"{len(days)} sammanträden"
        told.append(f"Planen har {meetings}. Nämnden har som mål att ha minst {FEWEST} om året.")
    for one in days:
        if one.day in known:
            told.append(f"{in_words(one.day).capitalize()} är en helgdag: {known[one.day]}.")
        elif one.day.weekday() >= SATURDAY:
            told.append(f"{in_words(one.day).capitalize()} är en helg.")
    return told


def _read(line: str, year: int) -> PlannedDay:
    read = _parsed(line)
    if read is None:
        raise DaysNotRead(f"”{line}” kan inte läsas. Skriv till exempel {year}-03-10 13:00-16:00 Luleå.")
    if read.day.year != year:
        raise DaysNotRead(f"{read.day.isoformat()} ligger inte i {year}.")
    if read.start and read.end and read.end <= read.start:
        raise DaysNotRead(f"{read.day.isoformat()} slutar före det börjar.")
    return read


def _parsed(line: str) -> PlannedDay | None:
    match = LINE.fullmatch(line)
    if match is None:
        return None
    day, start, end, place = match.groups()
    try:
        return PlannedDay(dt.date.fromisoformat(day), _time(start), _time(end), place or "")
    except ValueError:  # a day or an hour that does not exist
        return None


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text.replace(".", ":").zfill(5)) if text else None
