"""Reads of preparation; this file only gathers their names."""

from tinget.preparation.queries.group import (
    GroupMeetingNotFound,
    Said,
    group_meeting,
    group_meetings,
    said_of,
    said_whole,
)
from tinget.preparation.queries.preparations import (
    PreparationNotFound,
    of_case,
    preparation,
    preparation_whole,
    preparations,
    secret_to,
    unanswered_by,
)
from tinget.preparation.queries.ways import add_preparation_way, ways_from_preparation
from tinget.preparation.queries.wheel import MatterNotFound, wheel, wheel_matter, wheel_matter_behind
from tinget.preparation.queries.year_plans import YearPlanNotFound, year_plan, year_plans

__all__ = [
    "GroupMeetingNotFound",
    "MatterNotFound",
    "PreparationNotFound",
    "Said",
    "YearPlanNotFound",
    "add_preparation_way",
    "group_meeting",
    "group_meetings",
    "of_case",
    "preparation",
    "preparation_whole",
    "preparations",
    "said_of",
    "said_whole",
    "secret_to",
    "unanswered_by",
    "ways_from_preparation",
    "wheel",
    "wheel_matter",
    "wheel_matter_behind",
    "year_plan",
    "year_plans",
]
