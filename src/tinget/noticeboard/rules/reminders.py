"""When a board that has not told is reminded, and when its silence reaches the secretary."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel.dates import DAY
from tinget.noticeboard.rules.appeal_time import Clock, Display
from tinget.noticeboard.rules.notices import PostingState, state_of


class Awaited(StrEnum):
    """What a board is waited for to tell."""

    UP = "up"
    UP_AGAIN = "up_again"
    DOWN = "down"


# Days after the day from which it can be told. A notice is due on the second day after approval (KL 8:12);
# one that was taken down too early stops the time to appeal for all (KL 13:5), so it is asked for each day.
REMINDED_AFTER: dict[Awaited, tuple[int, ...]] = {
    Awaited.UP: (1, 2, 3, 5, 8),
    Awaited.UP_AGAIN: (1, 2, 3, 5, 8),
    Awaited.DOWN: (0, 3, 7, 14),
}
SILENT_AFTER: dict[Awaited, int] = {Awaited.UP: 2, Awaited.UP_AGAIN: 1, Awaited.DOWN: 7}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a board is waited for to tell, and the day from which it could."""

    what: Awaited
    since: dt.date

    def reminder_due(self, today: dt.date, *, reminded_on: dt.date | None) -> bool:
        """Tell whether a reminder is due: one of its days has come since the last was sent."""
        come = [day for day in self._days() if day <= today]
        return bool(come) and (reminded_on is None or reminded_on < come[-1])

    def is_silent(self, today: dt.date) -> bool:
        """Tell whether the board has been silent so long that the secretary is told."""
        return today >= self.since + SILENT_AFTER[self.what] * DAY

    def _days(self) -> list[dt.date]:
        return [self.since + days * DAY for days in REMINDED_AFTER[self.what]]


def waiting_of(
    displays: Sequence[Display], *, running: Clock | None, approved_on: dt.date | None, today: dt.date
) -> Waiting | None:
    """Tell what the board is waited for, or None while there is nothing for it to tell."""
    if approved_on is None:
        return None
    state = state_of(displays, running=running, latest=None, today=today)
    if state is PostingState.WAITING:
        return Waiting(Awaited.UP, approved_on)
    if state is PostingState.DOWN_TOO_EARLY:
        return Waiting(Awaited.UP_AGAIN, displays[-1].down_on or approved_on)
    if state is PostingState.UP and running is not None and today >= running.removal.date:
        return Waiting(Awaited.DOWN, running.removal.date)
    return None
