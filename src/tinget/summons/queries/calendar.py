"""A person's own calendar: the committee's meetings with what each is to them."""

import datetime as dt
from dataclasses import replace

from django.conf import settings
from django.db import connection
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.meetings import api as meetings
from tinget.organisation.api import Authority, authority_by_id, standing_of_person
from tinget.summons.models import CalendarFeed, Recipient
from tinget.summons.queries.summonses import CALLED_AS_TEXTS


class CalendarUnknown(Http404):
    """No calendar has that secret address, or whose it was has no office any more."""


def calendar_opened_at(authority: int, person: int | None) -> dt.datetime | None:
    """Tell since when the person has a calendar of their own, or None."""
    rows = CalendarFeed.objects.filter(authority_id=authority, person_id=person or 0)
    return rows.values_list("opened_at", flat=True).first()


def owner_of_calendar(digest: str, *, on: dt.date) -> tuple[Authority, int]:
    """Find whose calendar a secret address is, while they hold an office there; else CalendarUnknown."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT authority_id, person_id FROM tinget_calendar_of(%s)", [digest])
        row = cursor.fetchone()
    standing = standing_of_person(row[1], on=on) if row else None
    if row is None or standing is None or row[0] not in standing.authorities:
        raise CalendarUnknown
    return authority_by_id(row[0]), int(row[1])


def own_calendar(owner: Authority, person: int, *, today: dt.date) -> list[meetings.CalendarMeeting]:
    """List the meetings; those that the person is called to say as what, and lead to the papers."""
    found = meetings.calendar_meetings(owner, today=today)
    rows = Recipient.objects.filter(person_id=person, summons__meeting_id__in=[one.id for one in found])
    called = dict(rows.order_by("summons__number").values_list("summons__meeting_id", "called_as"))
    return [_own(owner, one, called.get(one.id)) for one in found]


def _own(owner: Authority, one: meetings.CalendarMeeting, called_as: str | None) -> meetings.CalendarMeeting:
    if called_as is None or one.is_cancelled:
        return one
    papers = f"{settings.TINGET_ADDRESS}{reverse('summons:summons', args=[owner.slug, one.address])}"
    told = _("Du är kallad som %(office)s. Kallelse och handlingar: %(url)s") % {
        "office": CALLED_AS_TEXTS[called_as],
        "url": papers,
    }
    return replace(one, description=told)
