"""Dates, times and figures as a Swedish authority writes them; on an English page the dates are English."""

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.utils import dateformat, dates
from django.utils.translation import gettext as _

from tinget.kernel.dates import MONTHS, in_words
from tinget.kernel.words import told

STOCKHOLM = ZoneInfo("Europe/Stockholm")
THIN_SPACE = "\u202f"
MINUS = "\u2212"


def local(moment: date | datetime) -> date | datetime:
    """Return an aware moment in Stockholm's time, anything else as it is."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return moment.astimezone(STOCKHOLM)
    return moment


def short_date(day: date | datetime, *, within: str = " ") -> str:
    """Return "12 oktober 2023"; between day and month stands a space, or what is given."""
    here = local(day)
    written = in_words(here, weekday=False).replace(" ", within, 1)
    return told(written, lambda: dateformat.format(here, f"j{within}F Y"))


def swedish_date(day: date | datetime) -> str:
    """Return "torsdag 12 oktober 2023"."""
    here = local(day)
    return told(in_words(here), lambda: dateformat.format(here, "l j F Y"))


def month_name(month: int) -> str:
    """Return "oktober" for 10."""
    return told(MONTHS[month - 1], lambda: str(dates.MONTHS[month]))


def clock_time(moment: datetime | time) -> str:
    """Return "13.05"."""
    if isinstance(moment, datetime):
        moment = (moment.astimezone(STOCKHOLM) if moment.tzinfo is not None else moment).time()
    return f"{moment.hour:02d}.{moment.minute:02d}"


def moment_words(moment: datetime) -> str:
    """Return "12 oktober 2023 kl. 13.05"."""
    return _("%(day)s kl. %(time)s") % {"day": short_date(moment), "time": clock_time(moment)}


def thousands_of(number: object) -> str:
    """Return a number so; what is no number comes back as it is, and nothing for None."""
    if number is None or number == "":
        return ""
    if isinstance(number, int | float | Decimal):
        return thousands(number)
    try:
        return thousands(Decimal(str(number)))
    except InvalidOperation:
        return str(number)


def thousands(number: Decimal | float) -> str:
    """Return the number with narrow no-break spaces in thousands, a decimal comma and a true minus sign."""
    text = f"{abs(number):,}".replace(",", THIN_SPACE).replace(".", ",")
    return f"{MINUS}{text}" if number < 0 else text
