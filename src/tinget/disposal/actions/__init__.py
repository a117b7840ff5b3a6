"""Writes of disposal: the plan, holds, a run's proposal and review, and carrying it out."""

from tinget.disposal.actions.carrying_out import certify, dispose_batch, remove_files
from tinget.disposal.actions.plans import adopt_plan, lift_hold, place_hold
from tinget.disposal.actions.proposing import propose_batch, propose_run
from tinget.disposal.actions.reviewing import (
    abandon_run,
    confirm_run,
    endorse_run,
    except_record,
    include_record,
)

__all__ = [
    "abandon_run",
    "adopt_plan",
    "certify",
    "confirm_run",
    "dispose_batch",
    "endorse_run",
    "except_record",
    "include_record",
    "lift_hold",
    "place_hold",
    "propose_batch",
    "propose_run",
    "remove_files",
]
