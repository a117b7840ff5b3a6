"""What other modules may know and ask of disposal."""

from tinget.disposal.actions import adopt_plan, place_hold, propose_run
from tinget.disposal.actions.proposing import PROPOSE_JOB
from tinget.disposal.actions.reviewing import DISPOSE_JOB
from tinget.disposal.permissions import ACTION_TEXTS, CONFIRM, LOOK
from tinget.disposal.queries import RunLine, plan_on, runs
from tinget.disposal.rules import Plan, Rule, RunState, read_rules

__all__ = [
    "ACTION_TEXTS",
    "CONFIRM",
    "DISPOSE_JOB",
    "LOOK",
    "PROPOSE_JOB",
    "Plan",
    "Rule",
    "RunLine",
    "RunState",
    "adopt_plan",
    "place_hold",
    "plan_on",
    "propose_run",
    "read_rules",
    "runs",
]
