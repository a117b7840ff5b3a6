"""A year of meetings in figures; what is not known is left out of the reckoning and counted as such."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tinget.meetings.rules.agenda import DECISION_KIND_TEXTS, DecisionKind


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held, as far as it is known: who was there is None where no list is known."""

    day: date
    minutes: int | None
    decisions: tuple[DecisionKind, ...]
    there: frozenset[tuple[str, str, str]] | None  # municipality, name, as what
    municipalities: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many; `percent` is None where there is nothing to reckon by."""

    name: str
    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down: a goal that is nearly reached is not reached."""
        return 100 * self.count // self.of if self.of else None


@dataclass(frozen=True, slots=True)
class YearInFigures:
    """A year: meetings, their length, decisions by kind, and who was there, as far as lists are known."""

    year: int
    meetings: int
    minutes: int
    of_known_length: int
    with_list: int
    decisions: tuple[Share, ...]
    municipalities: tuple[Share, ...]
    people: tuple[tuple[str, str, Share], ...]  # municipality, as what, and the share

    @property
    def attendance(self) -> int | None:
        """The share of the municipalities' places that somebody filled, as whole per cent (rule 42)."""
        places = sum(one.of for one in self.municipalities)
        return 100 * sum(one.count for one in self.municipalities) // places if places else None

    @property
    def mean_minutes(self) -> int | None:
        """The length of a meeting, of those whose hours are known."""
        return round(self.minutes / self.of_known_length) if self.of_known_length else None


def by_year(held: Iterable[Held], parties: Sequence[str]) -> list[YearInFigures]:
    """Reckon each year, the latest first; `parties` are the municipalities that hold a place."""
    years: dict[int, list[Held]] = {}
    for one in held:
        years.setdefault(one.day.year, []).append(one)
    return [_year(year, years[year], parties) for year in sorted(years, reverse=True)]


def _year(year: int, held: list[Held], parties: Sequence[str]) -> YearInFigures:
    known = [one.minutes for one in held if one.minutes is not None]
    lists = [one for one in held if one.there is not None]
    kinds = Counter(kind for one in held for kind in one.decisions)
    decisions = sum(kinds.values())
    filled = Counter(name for one in lists for name in one.municipalities or ())
    came = Counter(person for one in lists for person in one.there or ())
    return YearInFigures(
        year=year,
        meetings=len(held),
        minutes=sum(known),
        of_known_length=len(known),
        with_list=len(lists),
        decisions=tuple(
            Share(text, kinds[kind], decisions) for kind, text in DECISION_KIND_TEXTS.items() if kinds[kind]
        ),
        municipalities=tuple(Share(name, filled[name], len(lists)) for name in parties if lists),
        people=tuple(
            (municipality, as_, Share(name, count, len(lists)))
            for (municipality, name, as_), count in sorted(came.items())
        ),
    )
