"""Writes in the register, by noun: cases, records, decisions, and publication of all three."""

from tinget.registry.actions.arrivals import Arrival, Outcome, register_arrivals
from tinget.registry.actions.case_facts import (
    add_note,
    add_party,
    change_case,
    relate_cases,
    remove_party,
    unrelate_case,
)
from tinget.registry.actions.case_states import close_case, reopen_case, void_case
from tinget.registry.actions.cases import register_case
from tinget.registry.actions.classification import keep_scheme
from tinget.registry.actions.decisions import record_decision, reopen_decision
from tinget.registry.actions.disposal import dispose_records
from tinget.registry.actions.follow_ups import add_follow_up, end_follow_up
from tinget.registry.actions.looking import Withdrawn, look, look_at_case, look_at_pages, note_file_look
from tinget.registry.actions.moving_in import (
    MovedCase,
    MovedRecord,
    move_in_cases,
    move_in_records,
    undo_move_in,
)
from tinget.registry.actions.publication import (
    hide_counterpart,
    publish,
    say_on_the_web,
    show_counterpart,
    withdraw_case,
    withdraw_record,
)
from tinget.registry.actions.record_life import (
    attach_file,
    correct_record,
    discard_draft,
    make_official,
    place_record,
    void_record,
)
from tinget.registry.actions.records import register_record, register_record_with_file
from tinget.registry.actions.secrecy import (
    change_need_to_know,
    follow_case,
    lift,
    mark_case,
    mark_record,
    register_secret,
    restrict_copies,
)

__all__ = [
    "Arrival",
    "MovedCase",
    "MovedRecord",
    "Outcome",
    "Withdrawn",
    "add_follow_up",
    "add_note",
    "add_party",
    "attach_file",
    "change_case",
    "change_need_to_know",
    "close_case",
    "correct_record",
    "discard_draft",
    "dispose_records",
    "end_follow_up",
    "follow_case",
    "hide_counterpart",
    "keep_scheme",
    "lift",
    "look",
    "look_at_case",
    "look_at_pages",
    "make_official",
    "mark_case",
    "mark_record",
    "move_in_cases",
    "move_in_records",
    "note_file_look",
    "place_record",
    "publish",
    "record_decision",
    "register_arrivals",
    "register_case",
    "register_record",
    "register_record_with_file",
    "register_secret",
    "relate_cases",
    "remove_party",
    "reopen_case",
    "reopen_decision",
    "restrict_copies",
    "say_on_the_web",
    "show_counterpart",
    "undo_move_in",
    "unrelate_case",
    "void_case",
    "void_record",
    "withdraw_case",
    "withdraw_record",
]
