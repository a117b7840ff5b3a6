"""Writes of preparation: one verb, one function, one entry in the ledger."""

from tinget.preparation.actions.answering import give_opinion, remind_municipalities
from tinget.preparation.actions.group import note_group_meeting
from tinget.preparation.actions.moving import (
    begin_preparation,
    move_preparation,
    raise_matter,
    write_proposal,
)
from tinget.preparation.actions.secrecy import follow_marking, look_at_secret
from tinget.preparation.actions.wheel import Recurring, keep_matter, load_wheel, retire_matter, take_up_due
from tinget.preparation.actions.year_plans import decide_year_plan, propose_year_plan, write_year_plan

__all__ = [
    "Recurring",
    "begin_preparation",
    "decide_year_plan",
    "follow_marking",
    "give_opinion",
    "keep_matter",
    "load_wheel",
    "look_at_secret",
    "move_preparation",
    "note_group_meeting",
    "propose_year_plan",
    "raise_matter",
    "remind_municipalities",
    "retire_matter",
    "take_up_due",
    "write_proposal",
    "write_year_plan",
]
