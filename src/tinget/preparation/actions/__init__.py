"""Writes of preparation: one verb, one function, one entry in the ledger."""

from tinget.preparation.actions.answering import give_opinion, remind_municipalities
from tinget.preparation.actions.group import Attended, note_group_meeting
from tinget.preparation.actions.moving import begin_preparation, move_preparation, write_proposal

__all__ = [
    "Attended",
    "begin_preparation",
    "give_opinion",
    "move_preparation",
    "note_group_meeting",
    "remind_municipalities",
    "write_proposal",
]
