"""Writes of delegation: adopting a scheme, recording and publishing a decision, reporting it."""

from tinget.delegation.actions.decisions import Told, publish_delegated, record_delegated
from tinget.delegation.actions.minutes import keep_minutes
from tinget.delegation.actions.reports import mark_reported, report_decisions, withdraw_report
from tinget.delegation.actions.schemes import adopt_scheme

__all__ = [
    "Told",
    "adopt_scheme",
    "keep_minutes",
    "mark_reported",
    "publish_delegated",
    "record_delegated",
    "report_decisions",
    "withdraw_report",
]
