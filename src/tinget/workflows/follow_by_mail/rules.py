"""When a subscription may be asked for again, and what days a letter is about."""

import datetime as dt
from dataclasses import dataclass

LETTER_AGAIN = dt.timedelta(days=1)  # between two letters that ask an address to confirm
WAITS = dt.timedelta(days=7)
MOST_ASKED_AN_HOUR = 100
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both told of."""

    first: dt.date
    last: dt.date

    def has(self, day: dt.date) -> bool:
        """Whether the day is one of them."""
        return self.first <= day <= self.last


def may_ask_again(asked_at: dt.datetime, now: dt.datetime) -> bool:
    """Tell whether an address that has been asked to confirm may be asked once more."""
    return now - asked_at >= LETTER_AGAIN


def days_to_tell(told_until: dt.date, today: dt.date) -> Days | None:
    """Give the days after the last one told, to yesterday: today may bring more; None where there is none."""
    days = Days(told_until + DAY, today - DAY)
    return days if days.first <= days.last else None
