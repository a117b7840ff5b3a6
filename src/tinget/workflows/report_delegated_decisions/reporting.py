"""Putting delegated decisions on a meeting's agenda, and what becomes of the report afterwards."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tinget.delegation import api as delegation
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.typesetting import JSON
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry

MEETING = "meetings.meeting:"
AHEAD = frozenset({meetings.MeetingState.PLANNED, meetings.MeetingState.OPEN})
HANDLED = frozenset({meetings.ItemState.DECIDED, meetings.ItemState.NOTED})


def meetings_ahead(authority: int, *, demonstration: bool) -> list[meetings.MeetingLine]:
    """List the meetings whose agenda can still take an item, the nearest first."""
    found = [one for one in meetings.meetings(authority) if one.is_demonstration is demonstration]
    return sorted((one for one in found if one.state in AHEAD), key=lambda one: (one.day, one.id))


def held_days(authority: int, *, demonstration: bool) -> list[dt.date]:
    """List the days of the meetings that are over."""
    found = [one for one in meetings.meetings(authority) if one.is_demonstration is demonstration]
    return [one.day for one in found if one.is_held and one.state not in AHEAD]


def overdue(
    authority: int, *, demonstration: bool
) -> list[tuple[delegation.DelegatedLine, delegation.Finding]]:
    """List the decisions that a meeting should have been told of and was not (KL 6:40)."""
    held = held_days(authority, demonstration=demonstration)
    found = []
    for line in delegation.to_report(authority, demonstration=demonstration):
        late = delegation.late_report(line.decided_on, held=held, reported_on=None, is_urgent=line.is_urgent)
        if late is not None:
            found.append((line, late))
    return found


def report_to_meeting(
    actor: organisation.Actor, *, authority: int, meeting_id: int, at: dt.datetime, reason: str = ""
) -> int:
    """Make what is to be reported a record and an item of the meeting's agenda; return the item."""
    organisation.require(actor, delegation.REPORT, authority=authority)
    demonstration = actor.is_demonstration
    lines = delegation.to_report(authority, demonstration=demonstration)
    if not lines:
        raise NotPossible(_("Det finns inga delegationsbeslut att anmäla."))
    about = f"{MEETING}{meeting_id}"
    if delegation.report_about(authority, about) is not None:
        raise NotPossible(_("Vid det mötet anmäls redan delegationsbeslut. Ta tillbaka anmälan först."))
    ahead = meetings_ahead(authority, demonstration=demonstration)
    meeting = next((one for one in ahead if one.id == meeting_id), None)
    if meeting is None:
        raise NotPossible(
            _("Sammanträdets dagordning kan inte ändras. Välj ett sammanträde som inte är avslutat.")
        )
    record_id = _record(actor, authority, meeting, lines, at=at, reason=reason)
    delegation.report_decisions(
        actor,
        authority=authority,
        about=about,
        meeting_day=meeting.day,
        held=[day for day in held_days(authority, demonstration=demonstration) if day < meeting.day],
        record_id=record_id,
        delegated_ids=[line.id for line in lines],
        at=at,
        reason=reason,
    )
    wording = _wording(lines)
    item_id = meetings.add_item(
        actor, meeting_id=meeting_id, kind=meetings.ItemKind.INFORMATION, wording=wording
    )
    meetings.write_item(actor, item_id=item_id, wording=wording, record_ids=[record_id])
    return item_id


def take_back(actor: organisation.Actor, *, authority: int, report_id: int, at: dt.datetime) -> None:
    """Take a report back, and its item off the agenda of a meeting that is not open yet."""
    organisation.require(actor, delegation.REPORT, authority=authority)
    reports = delegation.open_reports(authority, demonstration=actor.is_demonstration)
    report = next((one for one in reports if one.id == report_id), None)
    if report is None:
        raise NotPossible(_("Anmälan är redan behandlad eller tillbakatagen."))
    meeting = meetings.meeting_by_id(int(report.about.removeprefix(MEETING)))
    item = _item_of(meeting, report)
    if item is not None and meeting.state is meetings.MeetingState.PLANNED:
        meetings.remove_item(actor, item_id=item.id)
    elif item is not None and meeting.state is meetings.MeetingState.OPEN:
        raise NotPossible(_("Sammanträdet pågår. Anmälan behandlas där, eller tas tillbaka efteråt."))
    delegation.withdraw_report(
        actor, authority=authority, report_id=report_id, at=at, reason=_("tillbakatagen")
    )


def follow_meeting(event: meetings.MeetingClosed) -> None:
    """When the meeting is over: what was handled is reported, what was not is to be reported again."""
    report = delegation.report_about(event.authority, f"{MEETING}{event.meeting_id}")
    if report is None or report.reported_on is not None:
        return
    meeting = meetings.meeting_by_id(event.meeting_id)
    actor = organisation.system_actor(event.authority, demonstration=meeting.is_demonstration)
    item = _item_of(meeting, report)
    if item is not None and item.state in HANDLED and meeting.held_on is not None:
        delegation.mark_reported(actor, authority=event.authority, report_id=report.id, on=meeting.held_on)
        return
    ended = dt.datetime.combine(
        meeting.held_on or meeting.planned_on, meeting.ends_at or dt.time(), clock.STOCKHOLM
    )
    delegation.withdraw_report(
        actor,
        authority=event.authority,
        report_id=report.id,
        at=ended,
        reason=_("punkten behandlades inte vid sammanträdet"),
    )


def _item_of(meeting: meetings.MeetingView, report: delegation.ReportLine) -> meetings.ItemLine | None:
    """Find the item that rests on the report's record."""
    return next(
        (item for item in meeting.items if any(one.record_id == report.record_id for one in item.basis)),
        None,
    )


def _wording(lines: list[delegation.DelegatedLine]) -> meetings.ItemWording:
    count = ngettext(
        "%(count)s beslut som har fattats på delegation anmäls.",
        "%(count)s beslut som har fattats på delegation anmäls.",
        len(lines),
    )
    summary = [count % {"count": len(lines)}, *(f"{line.label} {line.title}" for line in lines)]
    return meetings.ItemWording(
        title=_("Anmälan av delegationsbeslut"),
        proposal=_("Anmälan läggs till handlingarna."),
        summary="\n".join(summary),
    )


def _record(
    actor: organisation.Actor,
    authority: int,
    meeting: meetings.MeetingLine,
    lines: list[delegation.DelegatedLine],
    *,
    at: dt.datetime,
    reason: str,
) -> int:
    cases = registry.cases([line.case_id for line in lines if line.case_id is not None])
    held = held_days(authority, demonstration=actor.is_demonstration)
    content: dict[str, JSON] = {
        "authority": organisation.authority_by_id(authority).name,
        "meeting_day": meeting.day.isoformat(),
        "decisions": [_told(line, cases, held, meeting.day, reason) for line in lines],
        "drawn_up_on": at.date().isoformat(),
        "drawn_up_by": actor.name,
        "demonstration": actor.is_demonstration,
    }
    return registry.register_record_with_file(
        actor,
        authority=authority,
        case_id=None,
        title=_("Anmälan av delegationsbeslut till sammanträdet %(day)s") % {"day": short_date(meeting.day)},
        direction=registry.Direction.DRAWN_UP,
        dated_on=at.date(),
        counterpart="",
        content=delegation.render_report(content),
        name=f"anmalan-delegationsbeslut-{meeting.day.isoformat()}.pdf",
        at=at,
    )


def _told(
    line: delegation.DelegatedLine,
    cases: Mapping[int, registry.CaseLine],
    held: list[dt.date],
    meeting_day: dt.date,
    reason: str,
) -> JSON:
    return {
        "label": line.label,
        "decided_on": line.decided_on.isoformat(),
        "title": line.title,
        "decided_by": line.decided_by,
        "point": line.point.number,
        "case": cases[line.case_id].number if line.case_id is not None and line.case_id in cases else None,
        "urgent": line.is_urgent,
        "late_reason": _late_reason(line, held, meeting_day, reason),
    }


def _late_reason(
    line: delegation.DelegatedLine, held: list[dt.date], meeting_day: dt.date, reason: str
) -> str | None:
    late = delegation.late_report(
        line.decided_on,
        held=[day for day in held if day < meeting_day],
        reported_on=meeting_day,
        is_urgent=line.is_urgent,
    )
    return reason.strip() or None if late is not None and line.is_urgent else None
