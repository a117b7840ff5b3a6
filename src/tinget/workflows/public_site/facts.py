"""The facts beside a set of minutes: where, who, when approved, how far the notice has come."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation.ui.words import clock_time, short_date, swedish_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard

Fact = tuple[str, str | None]


def facts_of(meeting: meetings.MeetingView, notice: noticeboard.NoticeView | None) -> list[Fact]:
    """Return terms and values; None is shown as unknown."""
    times = [clock_time(one) for one in (meeting.starts_at, meeting.ends_at) if one]
    approvers = [one.with_party for one in meeting.approvers]
    return [
        (_("Plats"), meeting.place or None),
        (_("Tid"), "–".join(times) or None),
        (_("Ordförande"), meeting.chair or None),
        (_("Sekreterare"), meeting.secretary_name or None),
        (_("Justerare"), ", ".join(approvers) or None),
        (_("Justerat"), short_date(meeting.approved_on) if meeting.approved_on else None),
        *_facts_of_notice(notice),
    ]


def reckoning_of(notice: noticeboard.NoticeView | None) -> list[str]:
    """Tell how the last day to appeal was reckoned, a line a step."""
    if notice is None or notice.clock is None:
        return []
    steps = notice.clock.last_day.steps
    return [f"{swedish_date(step.date).capitalize()}: {step.reason} ({step.source})" for step in steps]


def standing_of(
    notice: noticeboard.NoticeView | None, paragraph: int, *, today: dt.date
) -> noticeboard.ParagraphStanding | None:
    """Tell whether a paragraph can be appealed or has legal force; None where no notice names it."""
    return noticeboard.legal_force_of(notice, today=today).of(str(paragraph)) if notice else None


def _facts_of_notice(notice: noticeboard.NoticeView | None) -> list[Fact]:
    if notice is None:
        return []
    if notice.is_published_fact:
        return [
            (_("Anslaget sattes upp"), short_date(notice.printed_up_on) if notice.printed_up_on else None),
            (_("Anslaget togs ned"), short_date(notice.printed_down_on) if notice.printed_down_on else None),
            (_("På vilka anslagstavlor"), None),
        ]
    up = _("%(up)s av %(total)s anslagstavlor") % {"up": notice.up_count, "total": notice.total}
    return [(_("Anslaget på"), up)]
