"""Reads of disposal: the plan, the holds, runs and what they propose, and the certificate's pages."""

from tinget.disposal.queries.certificates import render_certificate
from tinget.disposal.queries.runs import (
    HoldLine,
    ProposalLine,
    RuleCount,
    RunLine,
    RunNotFound,
    alone,
    counts_by_rule,
    holds,
    holds_in_force,
    plan_on,
    plan_value,
    plans,
    proposal,
    proposals,
    rule_value,
    run,
    runs,
)

__all__ = [
    "HoldLine",
    "ProposalLine",
    "RuleCount",
    "RunLine",
    "RunNotFound",
    "alone",
    "counts_by_rule",
    "holds",
    "holds_in_force",
    "plan_on",
    "plan_value",
    "plans",
    "proposal",
    "proposals",
    "render_certificate",
    "rule_value",
    "run",
    "runs",
]
