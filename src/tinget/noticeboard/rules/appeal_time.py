"""When the time to appeal runs and what interrupts it: one walk over every board's times of display."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tinget.kernel.dates import Reckoning, earliest_removal, last_day_to_appeal

Board = TypeVar("Board")


@dataclass(frozen=True, slots=True)
class Display:
    """A time on a board: the day it went up, and the first day without it (None: it is up)."""

    up_on: dt.date
    down_on: dt.date | None = None

    def covers(self, start: dt.date, end: dt.date) -> bool:
        """Tell whether the notice was up the whole time from start through end."""
        return self.up_on <= start and (self.down_on is None or self.down_on > end)


@dataclass(frozen=True, slots=True)
class Clock:
    """When the time to appeal runs: from the day all boards carry the notice without interruption."""

    runs_from: dt.date
    last_day: Reckoning
    removal: Reckoning

    def has_run_out(self, day: dt.date) -> bool:
        """Tell whether the last day to appeal has passed."""
        return day > self.last_day.date


@dataclass(frozen=True, slots=True)
class Interruption(Generic[Board]):
    """A board without the notice while the time ran: from which day, and when it was up again, if it was."""

    board: Board
    gone_on: dt.date
    again_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Run(Generic[Board]):
    """What the boards' displays amount to: the clock, None while it cannot run, and what interrupted it."""

    clock: Clock | None
    interruptions: tuple[Interruption[Board], ...]


def clock(boards: Mapping[Board, Sequence[Display]]) -> Clock | None:
    """Reckon the appeal time from every board's displays; None while some board does not carry the notice."""
    return run(boards).clock


def run(boards: Mapping[Board, Sequence[Display]]) -> Run[Board]:
    """Follow the displays from the day the notice is up on all boards.

    For a joint committee the time runs from then, and only while the notice is up the whole time
    (KL 13:5): an interruption on one board begins it anew when the notice is up there again.
    """
    if not boards or not all(boards.values()):
        return Run(None, ())
    start = max(min(display.up_on for display in displays) for displays in boards.values())
    told: list[Interruption[Board]] = []
    while True:
        last = last_day_to_appeal(start)
        found = [_interruption(board, displays, start, last.date) for board, displays in boards.items()]
        breaks = sorted(filter(None, found), key=lambda one: one.gone_on)
        if not breaks:
            return Run(Clock(start, last, earliest_removal(start)), tuple(told))
        if any(one.again_on is None for one in breaks):
            return Run(None, (*told, *breaks))
        first = [one for one in breaks if one.gone_on == breaks[0].gone_on]
        told += first
        start = max(one.again_on for one in first if one.again_on is not None)


def _interruption(
    board: Board, displays: Sequence[Display], start: dt.date, end: dt.date
) -> Interruption[Board] | None:
    """Find where the board lacks the notice between start and end; it has been up by start."""
    if any(display.covers(start, end) for display in displays):
        return None
    begun = [display for display in displays if display.up_on <= start and display.down_on is not None]
    gone_on = max(display.down_on for display in begun if display.down_on is not None)
    later = [display.up_on for display in displays if display.up_on > start and display.up_on >= gone_on]
    return Interruption(board, gone_on, min(later, default=None))
