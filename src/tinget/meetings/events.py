"""What happened in meetings that others may listen to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """The chair closed the meeting; its minutes can be drawn up."""

    authority: int
    meeting_id: int


@dataclass(frozen=True, slots=True)
class ReservationExplained:
    """Written reasons for a reservation came in; minutes drawn up before that lack them."""

    authority: int
    meeting_id: int
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class MeetingMoved:
    """A planned meeting got another day, time or place."""

    authority: int
    meeting_id: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A planned meeting will not be held."""

    authority: int
    meeting_id: int
    reason: str
    at: datetime
