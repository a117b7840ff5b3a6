"""Writes in the register, by noun: cases, records, decisions, and publication of all three."""

from tinget.registry.actions.cases import close_case, register_case, reopen_case
from tinget.registry.actions.decisions import record_decision
from tinget.registry.actions.publication import publish
from tinget.registry.actions.records import register_record, register_record_with_file

__all__ = [
    "close_case",
    "publish",
    "record_decision",
    "register_case",
    "register_record",
    "register_record_with_file",
    "reopen_case",
]
