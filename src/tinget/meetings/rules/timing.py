"""The agenda's times: when each item is to begin, and how the sitting keeps to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

HOUR = 60
DAY = 24 * HOUR
LONGEST_ITEM = 10 * HOUR  # minutes


@dataclass(frozen=True, slots=True)
class Timing:
    """When an item was to begin and when it was taken up."""

    planned: time
    begun: time

    @property
    def minutes_late(self) -> int:
        """How many whole minutes behind the plan it was taken up; negative is ahead of it."""
        return _of_day(self.begun) - _of_day(self.planned)

    @property
    def in_words(self) -> str:
        """How the sitting keeps to the plan."""
        late = self.minutes_late
        if not late:
            return "enligt planen"
        unit = "minut" if abs(late) == 1 else "minuter"
        return f"{abs(late)} {unit} {'efter' if late > 0 else 'före'} planen"


def planned_starts(start: time | None, minutes: Sequence[int | None]) -> tuple[time | None, ...]:
    """Tell when each item is to begin; an item of no stated length takes none.

    None for all where the meeting has no hour or no item a length, and for what would begin after midnight.
    """
    if start is None or not any(minutes):
        return (None,) * len(minutes)
    begins, found = _of_day(start), list[time | None]()
    for length in minutes:
        found.append(time(*divmod(begins, HOUR)) if begins < DAY else None)
        begins += length or 0
    return tuple(found)


def minutes_over(start: time | None, end: time | None, minutes: Sequence[int | None]) -> int:
    """Tell by how many minutes the items' lengths pass the hour when the meeting is to end; 0 if they fit."""
    if start is None or end is None:
        return 0
    return max(0, _of_day(start) + sum(length or 0 for length in minutes) - _of_day(end))


def _of_day(moment: time) -> int:
    """Give the minutes since midnight."""
    return moment.hour * HOUR + moment.minute
