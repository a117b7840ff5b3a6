"""What the register shows visitors on the web (webbdiarium), and for how long."""

import calendar
import datetime as dt
import re
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MOST_MONTHS = 600

# YYMMDD-NNNN, with or without century and hyphen; in an organisation's number the month is 20 or more.
_IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d\d)?\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d|[6-9]\d)[-+ ]?\d{4}(?!\d)")


def is_surely_personal(counterpart: str) -> bool:
    """Tell whether the words hold an identity number or an e-mail address (GDPR art. 5.1 c).

    Other words may be a person's too: who opens them for visitors answers for it that they are not.
    """
    return "@" in counterpart or _IDENTITY_NUMBER.search(counterpart) is not None


def public_until(published_at: dt.datetime | None, months: int | None) -> dt.date | None:
    """Return the last day on the web, the same day so many months later or that month's last; None: for good.

    The database reckons the same for whoever asks from outside (`tinget_is_current`).
    """
    if published_at is None or months is None:
        return None
    day = published_at.astimezone(STOCKHOLM).date()
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_public_on(day: dt.date, published_at: dt.datetime | None, until: dt.date | None) -> bool:
    """Tell whether visitors see on that day what was published then."""
    return published_at is not None and (until is None or day <= until)
