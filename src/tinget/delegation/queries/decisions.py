"""Reads of delegated decisions: in pages, of a case, and those that the committee has not been told of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from tinget.delegation.models import CommitteeReport, DelegatedDecision
from tinget.delegation.queries.schemes import point_value
from tinget.delegation.rules.lines import DelegatedLine, ReportLine
from tinget.foundation.scoping import current_scope
from tinget.kernel.findings import Finding
from tinget.registry import api as registry

PAGE = 50
MOST_REPORTED = 500
COUNTED = 500


class DelegatedNotFound(Http404):
    """No such delegated decision, or none that the asker may see."""


@dataclass(frozen=True, slots=True)
class DelegatedPage:
    """A page of delegated decisions, the newest first; `after` is (year, number), None on the last."""

    lines: tuple[DelegatedLine, ...]
    count: int  # no further than 501
    after: tuple[int, int] | None


def delegated_page(
    authority: int, *, after: tuple[int, int] | None = None, size: int = PAGE
) -> DelegatedPage:
    """Give a page of the register of delegated decisions; visitors see the published ones."""
    rows = DelegatedDecision.objects.filter(authority_id=authority)
    if authority not in current_scope().authorities:
        rows = rows.filter(published_at__isnull=False)
    count = rows.order_by()[: COUNTED + 1].count()
    if after is not None:
        year, number = after
        rows = rows.filter(Q(year__lt=year) | Q(year=year, number__lt=number), year__lte=year)
    found = list(_whole(rows).order_by("-year", "-number")[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return DelegatedPage(
        lines=tuple(_lines(found[:size])),
        count=count,
        after=(last.year, last.number) if last else None,
    )


def delegated_decision(authority: int, delegated_id: int) -> DelegatedLine:
    """Find a delegated decision, or DelegatedNotFound."""
    found = _lines(_whole(DelegatedDecision.objects.filter(authority_id=authority, pk=delegated_id)))
    if not found:
        raise DelegatedNotFound(str(delegated_id))
    return found[0]


def delegated(ids: Iterable[int]) -> list[DelegatedLine]:
    """Look up delegated decisions, in the order they were made."""
    return _lines(_whole(DelegatedDecision.objects.filter(pk__in=set(ids))).order_by("decided_on", "pk"))


def delegated_of_decision(decision_id: int) -> DelegatedLine | None:
    """Find how a decision of the register was delegated; None where a meeting made it."""
    found = _lines(_whole(DelegatedDecision.objects.filter(decision_id=decision_id)))
    return found[0] if found else None


def delegated_of_case(case_id: int) -> list[DelegatedLine]:
    """List the delegated decisions in a case, newest first."""
    ids = [decision.id for decision in registry.decisions_of_case(case_id) if decision.series]
    rows = DelegatedDecision.objects.filter(decision_id__in=ids)
    return _lines(_whole(rows).order_by("-year", "-number")) if ids else []


def to_report(authority: int, *, demonstration: bool) -> list[DelegatedLine]:
    """List what the committee is still to be told of, oldest first, at most 500."""
    return _lines(_whole(_unreported(authority, demonstration=demonstration)).order_by("decided_on", "pk"))


def count_to_report(authority: int, *, demonstration: bool) -> int:
    """Count what the committee is still to be told of, no further than 500."""
    return _unreported(authority, demonstration=demonstration)[:MOST_REPORTED].count()


def to_notice(authority: int, *, demonstration: bool) -> list[DelegatedLine]:
    """List what is to have minutes of its own and be noticed: not reported, can be appealed; oldest first."""
    return _lines(_whole(_unnoticed(authority, demonstration=demonstration)).order_by("decided_on", "pk"))


def count_to_notice(authority: int, *, demonstration: bool) -> int:
    """Count what is to be noticed by itself, no further than 500."""
    return _unnoticed(authority, demonstration=demonstration)[:MOST_REPORTED].count()


def report_about(authority: int, about: str) -> ReportLine | None:
    """Find the report to this meeting that was not withdrawn."""
    row = CommitteeReport.objects.filter(authority_id=authority, about=about, withdrawn_at=None).first()
    return _report(row) if row else None


def open_reports(authority: int, *, demonstration: bool) -> list[ReportLine]:
    """List the reports that stand on an agenda and have not been handled yet."""
    rows = CommitteeReport.objects.filter(
        authority_id=authority, withdrawn_at=None, reported_on=None, is_demonstration=demonstration
    )
    return [_report(row) for row in rows.order_by("meeting_day", "pk")]


def _unreported(authority: int, *, demonstration: bool) -> "QuerySet[DelegatedDecision]":
    return DelegatedDecision.objects.filter(
        authority_id=authority, is_reported=True, report=None, is_demonstration=demonstration
    )


def _unnoticed(authority: int, *, demonstration: bool) -> "QuerySet[DelegatedDecision]":
    return DelegatedDecision.objects.filter(
        authority_id=authority,
        is_reported=False,
        minutes=None,
        point__is_appealable=True,
        is_demonstration=demonstration,
    )


def _report(row: CommitteeReport) -> ReportLine:
    lines = _lines(_whole(row.decisions.order_by("decided_on", "pk")))
    return ReportLine(row.pk, row.about, row.meeting_day, row.record_id, row.reported_on, tuple(lines))


def _whole(rows: "QuerySet[DelegatedDecision]") -> "QuerySet[DelegatedDecision]":
    return rows.select_related("point__scheme", "report").prefetch_related("basis")


def _lines(rows: Iterable[DelegatedDecision]) -> list[DelegatedLine]:
    found = list(rows)
    decisions = registry.decisions([row.decision_id for row in found])
    return [_line(row, decisions[row.decision_id]) for row in found if row.decision_id in decisions]


def _line(row: DelegatedDecision, decision: registry.DecisionLine) -> DelegatedLine:
    return DelegatedLine(
        id=row.pk,
        authority_id=row.authority_id,
        decision_id=decision.id,
        case_id=decision.case_id,
        label=decision.label,
        title=decision.title,
        text=decision.text,
        url=decision.url,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        point=point_value(row.point),
        scheme_name=row.point.scheme.name,
        amount=row.amount,
        is_further=row.is_further,
        is_urgent=row.is_urgent,
        is_reported=row.is_reported,
        findings=tuple(Finding(**finding) for finding in row.findings),
        reason=row.reason,
        late_reason=row.late_reason,
        report_id=row.report_id,
        report_day=row.report.meeting_day if row.report else None,
        reported_on=row.report.reported_on if row.report else None,
        minutes_id=row.minutes_id,
        basis=tuple(one.record_id for one in row.basis.all()),
        published=row.published_at is not None,
        is_demonstration=row.is_demonstration,
    )
