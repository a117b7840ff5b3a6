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
from tinget.messages.actions.sending import send, send_again

__all__ = [
    "Round",
    "begin_round",
    "dispose",
    "end_round",
    "follow_validity",
    "mark_registered",
    "mark_settled",
    "note_trouble",
    "send",
    "send_again",
    "set_aside",
    "take_back",
    "take_in",
    "unsettled",
]
