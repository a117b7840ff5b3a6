"""The only place where the code learns the time; rules and actions are given day and moment instead."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def now() -> dt.datetime:
    """Return the moment, in Stockholm's time; on the day of TINGET_TODAY where that is set."""
    moment = dt.datetime.now(STOCKHOLM)
    if settings.TINGET_TODAY:
        day = dt.date.fromisoformat(settings.TINGET_TODAY)
        return dt.datetime.combine(day, moment.timetz())
    return moment


def today() -> dt.date:
    """Return the day in Stockholm, or TINGET_TODAY where that is set."""
    return now().date()
