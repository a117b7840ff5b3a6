"""What preparation tells others of."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearPlanDecided:
    """The committee has decided its plan of meetings: each with day, beginning, end and place."""

    authority: int
    year: int
    days: tuple[tuple[dt.date, dt.time | None, dt.time | None, str], ...]
    at: dt.datetime
    is_demonstration: bool
