"""Writes of meetings: one verb, one function, one entry in the ledger."""

from tinget.meetings.actions.addenda import addendum_drawn_up, addendum_signed, write_addendum
from tinget.meetings.actions.afterwards import drop_unsent, note_late_entry
from tinget.meetings.actions.calling import items_called
from tinget.meetings.actions.conduct import close_meeting, open_meeting, register_presence
from tinget.meetings.actions.deciding import (
    decide_item,
    elect_approver,
    note_item,
    reopen_item,
    table_item,
    write_item,
)
from tinget.meetings.actions.facts import load_published_meeting
from tinget.meetings.actions.follow_up import (
    assign,
    await_standstill,
    record_council_decision,
    report_at_next_meeting,
    report_status,
)
from tinget.meetings.actions.minutes import (
    announce,
    approve_minutes,
    let_reserve_approve,
    minutes_drawn_up,
    publish,
    take_minutes_back,
)
from tinget.meetings.actions.own_words import explain_reservation, write_motion
from tinget.meetings.actions.planning import (
    Whereabouts,
    add_item,
    cancel_meeting,
    move_item,
    move_meeting,
    place_case_on_agenda,
    plan_meeting,
    remove_item,
)
from tinget.meetings.actions.secrecy import follow_marking
from tinget.meetings.actions.sitting import correct_event, keep_from_public, record_event, take_up_item, undo
from tinget.meetings.actions.timing import time_items

__all__ = [
    "Whereabouts",
    "add_item",
    "addendum_drawn_up",
    "addendum_signed",
    "announce",
    "approve_minutes",
    "assign",
    "await_standstill",
    "cancel_meeting",
    "close_meeting",
    "correct_event",
    "decide_item",
    "drop_unsent",
    "elect_approver",
    "explain_reservation",
    "follow_marking",
    "items_called",
    "keep_from_public",
    "let_reserve_approve",
    "load_published_meeting",
    "minutes_drawn_up",
    "move_item",
    "move_meeting",
    "note_item",
    "note_late_entry",
    "open_meeting",
    "place_case_on_agenda",
    "plan_meeting",
    "publish",
    "record_council_decision",
    "record_event",
    "register_presence",
    "remove_item",
    "reopen_item",
    "report_at_next_meeting",
    "report_status",
    "table_item",
    "take_minutes_back",
    "take_up_item",
    "time_items",
    "undo",
    "write_addendum",
    "write_item",
    "write_motion",
]
