"""Reporting delegated decisions to the committee: put before a meeting, handled there, or taken back."""

import datetime as dt
from collections.abc import Collection

from django.utils.translation import gettext as _

from tinget.delegation.models import CommitteeReport, DelegatedDecision
from tinget.delegation.permissions import REPORT
from tinget.delegation.queries import DelegatedNotFound
from tinget.delegation.rules.decisions import late_report
from tinget.foundation import ledger
from tinget.foundation.errors import NeedsReason, NotPossible
from tinget.organisation.api import Actor, require


def report_decisions(  # noqa: PLR0913 -- a report is told by this many facts
    actor: Actor,
    *,
    authority: int,
    about: str,
    meeting_day: dt.date,
    held: Collection[dt.date],
    record_id: int,
    delegated_ids: Collection[int],
    at: dt.datetime,
    reason: str = "",
) -> int:
    """Put these decisions before the meeting named by `about`, listed in a record, and return the report.

    `held` are the days of the meetings before it: an urgent decision that one of them should have been told
    of needs a reason (rule 31).
    """
    require(actor, REPORT, authority=authority)
    rows = DelegatedDecision.objects.select_for_update().filter(
        authority_id=authority, pk__in=set(delegated_ids), report=None, is_reported=True
    )
    found = list(rows.order_by("decided_on", "pk"))
    if not found or len(found) != len(set(delegated_ids)):
        raise NotPossible(_("Något av besluten är redan anmält, eller ska inte anmälas. Läs om sidan."))
    late = _late(found, held, meeting_day, reason=reason)
    report = CommitteeReport.objects.create(
        authority_id=authority,
        about=about,
        meeting_day=meeting_day,
        record_id=record_id,
        made_at=at,
        made_by=actor.name,
        is_demonstration=actor.is_demonstration,
    )
    ids = [row.pk for row in found]
    DelegatedDecision.objects.filter(pk__in=ids).update(report=report)
    DelegatedDecision.objects.filter(pk__in=late).update(late_reason=reason.strip())
    changes = {"about": about, "day": meeting_day, "decisions": ids, "late": late, "reason": reason.strip()}
    _tell(actor, "report_decisions", report, changes)
    return report.pk


def mark_reported(actor: Actor, *, authority: int, report_id: int, on: dt.date) -> None:
    """Note that the committee was told, on the day of the meeting."""
    report = _to_change(actor, authority, report_id)
    CommitteeReport.objects.filter(pk=report.pk).update(reported_on=on)
    _tell(actor, "mark_reported", report, {"on": on})


def withdraw_report(actor: Actor, *, authority: int, report_id: int, at: dt.datetime, reason: str) -> None:
    """Take a report back that was not handled: its decisions are to be reported again."""
    report = _to_change(actor, authority, report_id)
    CommitteeReport.objects.filter(pk=report.pk).update(withdrawn_at=at)
    DelegatedDecision.objects.filter(report=report).update(report=None)
    _tell(actor, "withdraw_report", report, {"reason": reason})


def _late(
    rows: list[DelegatedDecision], held: Collection[dt.date], meeting_day: dt.date, *, reason: str
) -> list[int]:
    late = []
    for row in rows:
        found = late_report(row.decided_on, held=held, reported_on=meeting_day, is_urgent=row.is_urgent)
        if found is None or not row.is_urgent:
            continue
        if not reason.strip():
            raise NeedsReason(rule=found.rule, source=found.source, message=found.text)
        late.append(row.pk)
    return late


def _to_change(actor: Actor, authority: int, report_id: int) -> CommitteeReport:
    require(actor, REPORT, authority=authority)
    report = CommitteeReport.objects.select_for_update().filter(authority_id=authority, pk=report_id).first()
    if report is None:
        raise DelegatedNotFound(str(report_id))
    if report.reported_on is not None or report.withdrawn_at is not None:
        raise NotPossible(_("Anmälan är redan behandlad eller tillbakatagen."))
    return report


def _tell(actor: Actor, action: str, report: CommitteeReport, changes: dict[str, object]) -> None:
    on = f"delegation.report:{report.pk}"
    ledger.append(actor, action, on=on, authority=report.authority_id, changes=changes)
