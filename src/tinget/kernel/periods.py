"""A period of days whose bounds may be unknown."""

from dataclasses import dataclass
from datetime import date


class PeriodBackwards(ValueError):
    """The last day lies before the first."""


@dataclass(frozen=True, slots=True)
class Period:
    """From first to last, both days included; None is unknown or open, and counts as open."""

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise PeriodBackwards(f"{self.first} – {self.last}")

    def holds_on(self, day: date) -> bool:
        """Whether nothing known puts the day outside the period."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two may have a day in common."""
        begins_in_time = self.first is None or other.last is None or self.first <= other.last
        ends_late_enough = self.last is None or other.first is None or other.first <= self.last
        return begins_in_time and ends_late_enough
