"""What waits before the next meeting: to call it, and to answer the summons."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tinget.foundation.ui.words import short_date
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.summons import api as summons
from tinget.workflows.start_page.waiting import Waiting


def calling_for(
    actor: organisation.Actor,
    authority: organisation.Authority,
    meeting: meetings.MeetingLine,
    *,
    today: dt.date,
) -> Iterator[Waiting]:
    """Tell who calls that it is time, and who is called that an answer is missing."""
    called = summons.latest(meeting.id)
    place = [authority.slug, meeting.address]
    day = short_date(meeting.day)
    if called is None:
        if organisation.permits(actor, summons.SUMMON, authority.id) and summons.is_time(meeting.day, today):
            yield Waiting(
                1,
                _("Kalla till sammanträdet %(day)s") % {"day": day},
                reverse("summons:send", args=place),
                _("Kallelsen ska ut senast %(day)s.") % {"day": short_date(summons.latest_day(meeting.day))},
            )
    elif summons.awaits_answer(called.id, actor.person_id):
        yield Waiting(
            1,
            _("Svara på kallelsen till sammanträdet %(day)s") % {"day": day},
            reverse("summons:replies", args=place),
            _("Har en ledamot förhinder kallas ersättaren direkt."),
        )
