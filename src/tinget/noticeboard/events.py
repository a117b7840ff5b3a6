"""What the noticeboard tells the rest of the house."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class NoticeUpEverywhere:
    """Every board has confirmed the notice for the first time; `since` is the day the appeal time began."""

    authority: int
    notice_id: int
    about: str
    since: dt.date | None
    at: dt.datetime
    is_demonstration: bool


@dataclass(frozen=True)
class NoticeDownEverywhere:
    """Every board has confirmed that the notice came down, none of them too early."""

    authority: int
    notice_id: int
    about: str
    at: dt.datetime
    is_demonstration: bool
