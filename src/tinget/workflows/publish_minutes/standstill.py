"""The standstill of a § with an award: from its notice to the assignments that wait for it."""

import datetime as dt

from tinget.foundation import clock
from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.noticeboard import api as noticeboard
from tinget.workflows.publish_minutes.at_once import notice_of_item
from tinget.workflows.publish_minutes.drawing_up import MEETING


def standstill_of(
    authority: int, meeting_id: int, item_id: int, paragraph: str
) -> meetings.Standstill | None:
    """Reckon the first day on which the contract may be signed (LOU 20:1); None without an award."""
    today = clock.today()
    notice = notice_of_item(authority, item_id, today=today) or noticeboard.notice_of(
        authority, f"{MEETING}{meeting_id}", today=today
    )
    if notice is None:
        return None
    awards = [one for one in noticeboard.awards_of(notice.id, today=today) if one.paragraph == paragraph]
    if not awards:
        return None
    days = [one.last_day.date for one in awards if one.last_day is not None]
    if len(days) < len(awards):
        return meetings.Standstill(None, "tilldelningen överprövas av domstolen (LOU 20:8)")
    last = max(days)
    told = f"avtalsspärren löper till och med {short_date(last)} (LOU 20:1)"
    return meetings.Standstill(last + dt.timedelta(days=1), told)
