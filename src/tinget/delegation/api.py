"""What other modules may know and ask of delegation."""

from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.delegation.actions import (
    Told,
    adopt_scheme,
    keep_minutes,
    mark_reported,
    publish_delegated,
    record_delegated,
    report_decisions,
    withdraw_report,
)
from tinget.delegation.permissions import ACTION_TEXTS, PUBLISH, RECORD, REPORT
from tinget.delegation.queries import (
    DelegatedNotFound,
    add_register_way,
    count_to_notice,
    count_to_report,
    delegated_of_case,
    delegated_of_decision,
    notice_states,
    open_reports,
    provide_notice_states,
    report_about,
    scheme,
    to_notice,
    to_report,
)
from tinget.delegation.rules.decisions import late_report, noticed_by_itself
from tinget.delegation.rules.lines import DelegatedLine, ReportLine
from tinget.delegation.rules.schemes import Delegate, Matter, Point, Scheme, read_points
from tinget.foundation.pdf.typesetting import JSON, typeset
from tinget.foundation.scoping import current_scope
from tinget.kernel.findings import Finding
from tinget.organisation.api import Actor, authority_by_id, permits
from tinget.registry.api import CaseLine, DecisionLine, Panel, records

TEMPLATES = Path(__file__).with_name("templates") / "delegation"
REPORT_TEMPLATE, MINUTES_TEMPLATE = TEMPLATES / "report.typ", TEMPLATES / "minutes.typ"


def render_report(content: dict[str, JSON]) -> bytes:
    """Typeset the list of decisions that the committee is told of; the template names the keys."""
    return typeset(REPORT_TEMPLATE, content)


def render_minutes(content: dict[str, JSON]) -> bytes:
    """Typeset the minutes over decisions that are noticed by themselves; the template names the keys."""
    return typeset(MINUTES_TEMPLATE, content)


def decision_panel(actor: Actor, decision: DecisionLine) -> list[Panel]:
    """Show on a decision's page how it was delegated: by whom, by which point, and what is left to do."""
    if not decision.series:
        return []
    line = delegated_of_decision(decision.id)
    if line is None:
        return []
    slug = authority_by_id(line.authority_id).slug
    inside = line.authority_id in current_scope().authorities
    may_publish = permits(actor, PUBLISH, line.authority_id) and not line.published
    context = {
        "line": line,
        "inside": inside,
        "basis": list(records(line.basis).values()),
        "noticed": noticed_by_itself(line.point),
        "notice": notice_states(line.authority_id).get(line.minutes_id) if line.minutes_id else None,
        "publish_url": reverse("delegation:publish", args=[slug, line.id]) if may_publish else "",
        "scheme_url": f"{reverse('delegation:scheme', args=[slug])}?dag={line.decided_on.isoformat()}",
    }
    return [Panel(title=_("På delegation"), template="delegation/decision_panel.html", context=context)]


def case_panel(case: CaseLine) -> list[Panel]:
    """Show on a case's page the decisions that delegates have made in it, and the way to record one."""
    lines = delegated_of_case(case.id)
    inside = case.authority_id in current_scope().authorities
    if not lines and not inside:
        return []
    slug = authority_by_id(case.authority_id).slug
    context = {"lines": lines, "record_url": _record_url(slug, case) if inside else ""}
    return [Panel(title=_("Delegationsbeslut"), template="delegation/case_panel.html", context=context)]


def _record_url(slug: str, found: CaseLine) -> str:
    return f"{reverse('delegation:record', args=[slug])}?arende={found.year}-{found.serial}"


__all__ = [
    "ACTION_TEXTS",
    "RECORD",
    "REPORT",
    "Delegate",
    "DelegatedLine",
    "DelegatedNotFound",
    "Finding",
    "Matter",
    "Point",
    "ReportLine",
    "Scheme",
    "Told",
    "add_register_way",
    "adopt_scheme",
    "case_panel",
    "count_to_notice",
    "count_to_report",
    "decision_panel",
    "delegated_of_case",
    "delegated_of_decision",
    "keep_minutes",
    "late_report",
    "mark_reported",
    "noticed_by_itself",
    "open_reports",
    "provide_notice_states",
    "publish_delegated",
    "read_points",
    "record_delegated",
    "render_minutes",
    "render_report",
    "report_about",
    "report_decisions",
    "scheme",
    "to_notice",
    "to_report",
    "withdraw_report",
]
