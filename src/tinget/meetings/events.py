"""What happened in meetings that others may listen to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MeetingClosed:
    """The chair closed the meeting; its minutes can be drawn up."""

    authority: int
    meeting_id: int
