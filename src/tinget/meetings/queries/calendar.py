"""An authority's meetings as calendars have them, as whoever asks may see them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.meetings.models import Meeting
from tinget.meetings.queries.meetings import meeting_url
from tinget.meetings.rules.calendar import CalendarMeeting
from tinget.meetings.rules.states import MeetingState
from tinget.organisation.api import Authority

KEPT_BACK = timedelta(days=366)
LISTED = 300


def calendar_meetings(owner: Authority, *, today: date) -> list[CalendarMeeting]:
    """List the meetings from a year back on, cancelled ones among them, the first first."""
    rows = Meeting.objects.filter(authority_id=owner.id, planned_on__gte=today - KEPT_BACK)
    return [calendar_meeting(owner, row) for row in _in_order(rows)]


def _in_order(rows: Iterable[Meeting]) -> list[Meeting]:
    return sorted(rows, key=lambda row: (row.planned_on, row.pk))[:LISTED]


def calendar_meeting(owner: Authority, row: Meeting) -> CalendarMeeting:
    """Give one meeting, with the way to its agenda."""
    prefix = "DEMONSTRATION: " if row.is_demonstration else ""
    url = f"{settings.TINGET_ADDRESS}{meeting_url(owner.slug, row.address)}"
    is_cancelled = row.state == MeetingState.CANCELLED.value
    told = _("Dagordningen: %(url)s") % {"url": url}
    if is_cancelled:
        told = _("Sammanträdet är inställt. %(told)s") % {"told": told}
    return CalendarMeeting(
        id=row.pk,
        address=row.address,
        uid=f"{owner.slug}-{row.pk}@{urlsplit(settings.TINGET_ADDRESS).hostname}",
        summary=_("%(prefix)sSammanträde, %(name)s") % {"prefix": prefix, "name": owner.name},
        description=told,
        day=row.held_on or row.planned_on,
        start=row.starts_at or row.planned_start,
        end=row.ends_at or row.planned_end,
        place=row.place,
        url=url,
        is_cancelled=is_cancelled,
        sequence=row.changes,
        changed_at=row.changed_at or row.published_at or datetime.combine(row.planned_on, time(), UTC),
    )
