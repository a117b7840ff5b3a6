"""Holding a meeting, so that two who call or answer at once do it one after the other."""

import uuid

from tinget.foundation import submissions

_MEETING = uuid.UUID("6a4f9a52-6b7b-4f5e-9d0c-1f6a0a4c8f11")  # the space of keys that hold a meeting


def hold(authority: int, meeting_id: int) -> None:
    """Let any other act on the meeting's summons end first."""
    submissions.hold(authority, uuid.uuid5(_MEETING, str(meeting_id)))
