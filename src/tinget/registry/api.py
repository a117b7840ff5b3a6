"""What other modules may know and ask of the register."""

from tinget.registry.actions import (
    close_case,
    publish,
    record_decision,
    register_case,
    register_record,
    register_record_with_file,
    reopen_case,
)
from tinget.registry.models import DIRECTION_TEXTS, STATUS_TEXTS
from tinget.registry.permissions import ACTION_TEXTS, REGISTER
from tinget.registry.queries import (
    CaseNotFound,
    DecisionNotFound,
    RecordNotFound,
    add_case_panel,
    case,
    case_by_number,
    cases,
    decisions,
    decisions_of_case,
    open_cases,
    record_by_printed,
    records,
    records_of_case,
)
from tinget.registry.rules import CaseLine, CaseStatus, DecisionLine, Direction, Panel, RecordLine

__all__ = [
    "ACTION_TEXTS",
    "DIRECTION_TEXTS",
    "REGISTER",
    "STATUS_TEXTS",
    "CaseLine",
    "CaseNotFound",
    "CaseStatus",
    "DecisionLine",
    "DecisionNotFound",
    "Direction",
    "Panel",
    "RecordLine",
    "RecordNotFound",
    "add_case_panel",
    "case",
    "case_by_number",
    "cases",
    "close_case",
    "decisions",
    "decisions_of_case",
    "open_cases",
    "publish",
    "record_by_printed",
    "record_decision",
    "records",
    "records_of_case",
    "register_case",
    "register_record",
    "register_record_with_file",
    "reopen_case",
]
