"""Reads of meetings: lists and pages, seats, what to load for a change, and the content of minutes."""

from tinget.meetings.queries.addenda import addenda_of, addendum, meeting_of_addendum, words_of
from tinget.meetings.queries.at_once import approved_at_once, approver_at_once, paragraph_content
from tinget.meetings.queries.calendar import calendar_meetings
from tinget.meetings.queries.convening import judged_whole
from tinget.meetings.queries.follow_up import assignment, assignments, assignments_of_item
from tinget.meetings.queries.grounds import grounds_of
from tinget.meetings.queries.live import item_left_by, live, must_leave, others_there
from tinget.meetings.queries.meetings import (
    MeetingNotFound,
    items_of_case,
    meeting_by_address,
    meeting_by_id,
    meeting_id_by_address,
    meeting_line,
    meeting_of_item,
    meetings,
)
from tinget.meetings.queries.minutes import minutes_content
from tinget.meetings.queries.naming import (
    approved_on,
    cases_handled_at,
    items_about_cases,
    items_naming,
    planned_on,
    seats_filled,
)
from tinget.meetings.queries.panels import (
    add_agenda_panel,
    add_meeting_panel,
    panels_of_agenda,
    panels_of_meeting,
)
from tinget.meetings.queries.playing import Playing, closed_for, events_of, events_to_show, play, version_of
from tinget.meetings.queries.reservations import reasons_wanted, reservations_of
from tinget.meetings.queries.rolls import movers_at, names_of, votes_told
from tinget.meetings.queries.screen import cut_screen_of, public_screen, public_version, screen
from tinget.meetings.queries.seating import (
    SeatRow,
    committee_name,
    filled_by,
    seat_rows,
    seats_of,
    seats_on,
    serving_of,
)
from tinget.meetings.queries.standstill import provide_standstill, standstill_of
from tinget.meetings.queries.statistics import attendance_times, statistics
from tinget.meetings.queries.to_change import ItemNotFound, item_as_it_is, item_to_change, meeting_to_change
from tinget.meetings.queries.visitors import as_read_by, as_seen, provide_web_version

__all__ = [
    "ItemNotFound",
    "MeetingNotFound",
    "Playing",
    "SeatRow",
    "add_agenda_panel",
    "add_meeting_panel",
    "addenda_of",
    "addendum",
    "approved_at_once",
    "approved_on",
    "approver_at_once",
    "as_read_by",
    "as_seen",
    "assignment",
    "assignments",
    "assignments_of_item",
    "attendance_times",
    "calendar_meetings",
    "cases_handled_at",
    "closed_for",
    "committee_name",
    "cut_screen_of",
    "events_of",
    "events_to_show",
    "filled_by",
    "grounds_of",
    "item_as_it_is",
    "item_left_by",
    "item_to_change",
    "items_about_cases",
    "items_naming",
    "items_of_case",
    "judged_whole",
    "live",
    "meeting_by_address",
    "meeting_by_id",
    "meeting_id_by_address",
    "meeting_line",
    "meeting_of_addendum",
    "meeting_of_item",
    "meeting_to_change",
    "meetings",
    "minutes_content",
    "movers_at",
    "must_leave",
    "names_of",
    "others_there",
    "panels_of_agenda",
    "panels_of_meeting",
    "paragraph_content",
    "planned_on",
    "play",
    "provide_standstill",
    "provide_web_version",
    "public_screen",
    "public_version",
    "reasons_wanted",
    "reservations_of",
    "screen",
    "seat_rows",
    "seats_filled",
    "seats_of",
    "seats_on",
    "serving_of",
    "standstill_of",
    "statistics",
    "version_of",
    "votes_told",
    "words_of",
]
