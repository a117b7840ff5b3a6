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
from tinget.registry.actions.decisions import record_decision
from tinget.registry.actions.disposal import dispose_records
from tinget.registry.actions.follow_ups import add_follow_up, end_follow_up
from tinget.registry.actions.moving_in import (
    MovedCase,
    MovedRecord,
    move_in_cases,
    move_in_records,
    undo_move_in,
)
from tinget.registry.actions.publication import publish
from tinget.registry.actions.record_life import (
    attach_file,
    correct_record,
    discard_draft,
    make_official,
    place_record,
    void_record,
)
from tinget.registry.actions.records import register_record, register_record_with_file

__all__ = [
    "Arrival",
    "MovedCase",
    "MovedRecord",
    "Outcome",
    "add_follow_up",
    "add_note",
    "add_party",
    "attach_file",
    "change_case",
    "close_case",
    "correct_record",
    "discard_draft",
    "dispose_records",
    "end_follow_up",
    "keep_scheme",
    "make_official",
    "move_in_cases",
    "move_in_records",
    "place_record",
    "publish",
    "record_decision",
    "register_arrivals",
    "register_case",
    "register_record",
    "register_record_with_file",
    "relate_cases",
    "remove_party",
    "reopen_case",
    "undo_move_in",
    "unrelate_case",
    "void_case",
    "void_record",
]
