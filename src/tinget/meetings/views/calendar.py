"""The committee's calendar, to subscribe to."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.meetings import queries
from tinget.meetings.rules.calendar import CALENDAR_TYPE, calendar_of
from tinget.organisation.api import authority_by_slug


@public
@require_safe
def committee_calendar(_request: HttpRequest, authority: str) -> HttpResponse:
    """Give the committee's meetings as a calendar: planned, moved and cancelled."""
    owner = authority_by_slug(authority)
    content = calendar_of(owner.name, queries.calendar_meetings(owner, today=clock.today()))
    return HttpResponse(content, content_type=CALENDAR_TYPE)
