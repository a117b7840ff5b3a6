"""What crosses the border of delegation: a delegated decision and a report, as others show them."""

import datetime as dt
from dataclasses import dataclass

from tinget.delegation.rules.schemes import Point
from tinget.kernel.findings import Finding


@dataclass(frozen=True, slots=True)
class DelegatedLine:
    """A delegated decision: label "D 2026/14"; reported_on is the meeting's day, None until then."""

    id: int
    authority_id: int
    decision_id: int
    case_id: int | None
    label: str
    title: str
    text: str
    url: str
    decided_on: dt.date
    decided_by: str
    point: Point
    scheme_name: str
    amount: int | None
    is_further: bool
    is_urgent: bool
    is_reported: bool
    findings: tuple[Finding, ...]
    reason: str
    late_reason: str
    report_id: int | None
    report_day: dt.date | None
    reported_on: dt.date | None
    minutes_id: int | None  # the record with its own minutes, where those have been drawn up
    basis: tuple[int, ...]
    published: bool
    is_demonstration: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    """Decisions put before the committee at a meeting, and the record that lists them."""

    id: int
    about: str
    meeting_day: dt.date
    record_id: int | None
    reported_on: dt.date | None
    decisions: tuple[DelegatedLine, ...]
