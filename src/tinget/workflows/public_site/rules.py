"""What is reckoned from meetings that were held: how many, and how often the seats were filled."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Held:
    """A held meeting: its day, its paragraphs, and the municipalities that served; None is unknown."""

    day: dt.date
    paragraphs: int
    served: frozenset[int] | None


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year: `filled` of `seats` is known of `known` meetings only, and None where none is known."""

    year: int
    meetings: int
    paragraphs: int
    known: int
    filled: int | None
    seats: int

    @property
    def percent(self) -> int | None:
        """How often the seats were filled, in whole percent rounded down; None where it is unknown."""
        return self.filled * HUNDRED // self.seats if self.filled is not None and self.seats else None


def by_year(held: Iterable[Held], *, seats: int) -> list[YearLine]:
    """Count meetings, paragraphs and filled seats year by year, newest first."""
    found: dict[int, list[Held]] = {}
    for one in held:
        found.setdefault(one.day.year, []).append(one)
    return [_year(year, found[year], seats) for year in sorted(found, reverse=True)]


def filled_by(held: Iterable[Held], municipality: int) -> tuple[int, int]:
    """Tell at how many meetings a municipality served, and of how many that is known."""
    known = [one.served for one in held if one.served is not None]
    return sum(municipality in served for served in known), len(known)


def _year(year: int, held: list[Held], seats: int) -> YearLine:
    known = [one.served for one in held if one.served is not None]
    return YearLine(
        year=year,
        meetings=len(held),
        paragraphs=sum(one.paragraphs for one in held),
        known=len(known),
        filled=sum(len(served) for served in known) if known else None,
        seats=seats * len(known),
    )
