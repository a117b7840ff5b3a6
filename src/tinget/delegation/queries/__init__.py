"""Reads of delegation: schemes, delegated decisions, and what is to be reported."""

from tinget.delegation.queries.decisions import (
    COUNTED,
    DelegatedNotFound,
    DelegatedPage,
    count_to_notice,
    count_to_report,
    delegated,
    delegated_decision,
    delegated_of_case,
    delegated_of_decision,
    delegated_page,
    open_reports,
    report_about,
    to_notice,
    to_report,
)
from tinget.delegation.queries.schemes import point_in_force, points_on, scheme, schemes
from tinget.delegation.queries.ways import (
    add_register_way,
    notice_states,
    provide_notice_states,
    ways_from_register,
)

__all__ = [
    "COUNTED",
    "DelegatedNotFound",
    "DelegatedPage",
    "add_register_way",
    "count_to_notice",
    "count_to_report",
    "delegated",
    "delegated_decision",
    "delegated_of_case",
    "delegated_of_decision",
    "delegated_page",
    "notice_states",
    "open_reports",
    "point_in_force",
    "points_on",
    "provide_notice_states",
    "report_about",
    "scheme",
    "schemes",
    "to_notice",
    "to_report",
    "ways_from_register",
]
