"""What waits in the demonstration's register: mail to sort, a case whose time is running out, a draft."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.organisation import api as organisation
from tinget.registry import api as registry

CLASS_CODE = "2.2.0.2"
DAYS_OVERDUE = 2


def fill_register(
    secretary: organisation.Actor, authority: organisation.Authority, *, at: dt.datetime
) -> None:
    """Register three made-up letters without a case, and a case with an officer, a follow-up and a draft."""
    for title, sender in (
        (_("Övning: fråga om öppettider för supporten"), _("Övningskommunen")),
        (_("Övning: svar på remiss om gemensam e-arkivtjänst"), _("Övningskommunen")),
        (_("Övning: anmälan till utbildning i informationssäkerhet"), _("Övningsskolan")),
    ):
        registry.register_record(
            secretary,
            authority=authority.id,
            case_id=None,
            title=title,
            direction=registry.Direction.RECEIVED,
            dated_on=at.date(),
            counterpart=sender,
            day=at.date(),
            kind=_("Skrivelse"),
            media=registry.Media.PAPER,
        )
    _fill_case(secretary, authority, at=at)


def _fill_case(secretary: organisation.Actor, authority: organisation.Authority, *, at: dt.datetime) -> None:
    officers = organisation.holders(authority.id, organisation.Role.OFFICER, on=at.date(), demonstration=True)
    case_id = registry.register_case(
        secretary,
        authority=authority.id,
        title=_("Övningsärende: uppföljning av e-tjänster"),
        class_code=CLASS_CODE,
        day=at.date(),
        officer_id=officers[0].id if officers else None,
        deadline_on=at.date() - dt.timedelta(days=DAYS_OVERDUE),
    )
    registry.add_follow_up(
        secretary,
        case_id=case_id,
        due_on=at.date(),
        text=_("Har kommunerna svarat?"),
        person_id=None,
        day=at.date(),
    )
    registry.register_record(
        secretary,
        authority=authority.id,
        case_id=case_id,
        title=_("Utkast: sammanställning av svaren"),
        direction=registry.Direction.DRAWN_UP,
        dated_on=None,
        counterpart="",
        day=at.date(),
        is_draft=True,
    )
