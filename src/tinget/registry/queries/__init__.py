"""Reads of the register, by noun: cases, records, decisions, and what stands on a case's page."""

from tinget.registry.queries.cases import (
    CaseNotFound,
    CasePage,
    Registered,
    case,
    case_by_number,
    case_of,
    case_page,
    cases,
    class_codes,
    open_cases,
)
from tinget.registry.queries.decisions import (
    DecisionNotFound,
    DecisionPage,
    decision_by_paragraph,
    decision_page,
    decisions,
    decisions_of,
    decisions_of_case,
)
from tinget.registry.queries.paging import sees_all
from tinget.registry.queries.panels import add_case_panel, panels_of_case, timeline_of_case
from tinget.registry.queries.records import (
    RecordNotFound,
    RecordPage,
    record_by_printed,
    record_file,
    record_page,
    records,
    records_of_case,
)

__all__ = [
    "CaseNotFound",
    "CasePage",
    "DecisionNotFound",
    "DecisionPage",
    "RecordNotFound",
    "RecordPage",
    "Registered",
    "add_case_panel",
    "case",
    "case_by_number",
    "case_of",
    "case_page",
    "cases",
    "class_codes",
    "decision_by_paragraph",
    "decision_page",
    "decisions",
    "decisions_of",
    "decisions_of_case",
    "open_cases",
    "panels_of_case",
    "record_by_printed",
    "record_file",
    "record_page",
    "records",
    "records_of_case",
    "sees_all",
    "timeline_of_case",
]
