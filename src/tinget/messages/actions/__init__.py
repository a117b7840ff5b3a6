"""Writes of messages: taking them in, taking care of them, sending."""

from tinget.messages.actions.disposal import dispose
from tinget.messages.actions.handling import mark_registered, set_aside, take_back
from tinget.messages.actions.receiving import (
    Round,
    begin_round,
    end_round,
    follow_validity,
    mark_settled,
    note_trouble,
    take_in,
    unsettled,
)
from tinget.messages.actions.sending import attachments, letter_file, send, send_again, send_letter

__all__ = [
    "Round",
    "attachments",
    "begin_round",
    "dispose",
    "end_round",
    "follow_validity",
    "letter_file",
    "mark_registered",
    "mark_settled",
    "note_trouble",
    "send",
    "send_again",
    "send_letter",
    "set_aside",
    "take_back",
    "take_in",
    "unsettled",
]
