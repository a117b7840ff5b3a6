"""Writes of summons: one verb, one function, one entry in the ledger."""

from tinget.summons.actions.calendar import close_calendar, digest, open_calendar
from tinget.summons.actions.following import follow_cancellation, follow_move, follow_replacement
from tinget.summons.actions.noting import NoteNotFound, keep_note, remove_note
from tinget.summons.actions.replying import reply, reply_by_link, rule_on_remote
from tinget.summons.actions.secrecy import follow_marking
from tinget.summons.actions.sending import Guest, Sending, send_summons

__all__ = [
    "Guest",
    "NoteNotFound",
    "Sending",
    "close_calendar",
    "digest",
    "follow_cancellation",
    "follow_marking",
    "follow_move",
    "follow_replacement",
    "keep_note",
    "open_calendar",
    "remove_note",
    "reply",
    "reply_by_link",
    "rule_on_remote",
    "send_summons",
]
