"""Accruals: a cost spread over the months it is for, a begun month counted whole, to the krona."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = 12
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Accrual:
    """A cost in SEK, the day it is booked, and the days that it is for, both included."""

    line: str
    amount: int
    booked_on: dt.date
    first: dt.date
    last: dt.date

    @property
    def months(self) -> int:
        """How many months the cost is for, begun ones counted whole."""
        return _number(self.last) - _number(self.first) + 1

    def through(self, year: int, month: int) -> int:
        """Return how much of the cost is for the time up to and including the month."""
        begun = year * MONTHS + month - _number(self.first)
        return self.amount * min(max(begun, 0), self.months) // self.months

    def within(self, year: int, month: int) -> int:
        """Return how much is for the year, from January up to and including the month."""
        return self.through(year, month) - self.through(year, 0)

    def booked_within(self, year: int, month: int) -> int:
        """Return how much of the cost is booked in the year, up to and including the month."""
        return self.amount if self.booked_on.year == year and self.booked_on.month <= month else 0

    def moved(self, year: int, month: int) -> int:
        """Return the cost booked in the year so far that is for another time; below 0: booked in another."""
        return self.booked_within(year, month) - self.within(year, month)


def moved_by_line(accruals: Iterable[Accrual], year: int, month: int) -> dict[str, int]:
    """Add up what is moved, by line; a line that nothing is moved on is left out."""
    moved: dict[str, int] = {}
    for one in accruals:
        moved[one.line] = moved.get(one.line, 0) + one.moved(year, month)
    return {line: amount for line, amount in moved.items() if amount}


def _number(day: dt.date) -> int:
    return day.year * MONTHS + day.month - 1
