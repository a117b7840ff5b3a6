"""The made-up meeting, ten days after the first start, where the demonstration works."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation.scoping import Scope, scoped
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.demonstration.plans import fill_plan, fill_scheme
from tinget.workflows.demonstration.register import fill_register
from tinget.workflows.demonstration.roles import ARCHIVIST, SECRETARY, acting_as

DAYS_AHEAD = 10
MINUTES = 30
CLASS_CODE = "2.2.0.1"


def prepare_demonstration(authority: organisation.Authority, *, at: dt.datetime) -> None:
    """Make the role accounts and, the first time, a planned meeting, and what else its pages need."""
    with scoped(Scope(authorities=frozenset({authority.id}))):
        tinget = organisation.system_actor(authority.id, demonstration=True, place=authority.slug)
        organisation.prepare_demonstration_roles(tinget, authority=authority.id, day=at.date())
        made_up = [meeting for meeting in meetings.meetings(authority.id) if meeting.is_demonstration]
    if made_up:
        return
    with acting_as(SECRETARY, at=at) as secretary:
        meeting_id = meetings.plan_meeting(
            secretary,
            authority=authority.id,
            planned_on=at.date() + dt.timedelta(days=DAYS_AHEAD),
            at=at,
            start=dt.time(13, 0),
            end=dt.time(15, 0),
            place=_("Demonstrationsrummet"),
        )
        case_id = registry.register_case(
            secretary,
            authority=authority.id,
            title=_("Övningsärende: gemensam utbildning i informationssäkerhet"),
            class_code=CLASS_CODE,
            day=at.date(),
        )
        item_id = meetings.place_case_on_agenda(secretary, meeting_id=meeting_id, case_id=case_id)
        meetings.time_items(secretary, meeting_id=meeting_id, minutes={item_id: MINUTES})
        fill_register(secretary, authority, at=at)
        fill_scheme(secretary, authority, at=at)
    with acting_as(ARCHIVIST, at=at) as archivist:
        fill_plan(archivist, authority, at=at)
