"""Reads of preparation; this file only gathers their names."""

from tinget.preparation.queries.group import GroupMeetingNotFound, group_meeting, group_meetings
from tinget.preparation.queries.preparations import (
    PreparationNotFound,
    of_case,
    preparation,
    preparations,
    unanswered_by,
)
from tinget.preparation.queries.ways import add_preparation_way, ways_from_preparation

__all__ = [
    "GroupMeetingNotFound",
    "PreparationNotFound",
    "add_preparation_way",
    "group_meeting",
    "group_meetings",
    "of_case",
    "preparation",
    "preparations",
    "unanswered_by",
    "ways_from_preparation",
]
