"""Swedish days: holidays, working days, the deadlines of notice and appeal, and dates in words."""

import datetime as dt
from dataclasses import dataclass

WEEK = dt.timedelta(weeks=1)
DAY = dt.timedelta(days=1)
WEEKS_TO_APPEAL = 3
DAYS_TO_NOTICE = 2

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
SATURDAY, SUNDAY = 5, 6
NATIONAL_DAY_SINCE = 2005  # before that Whit Monday was the holiday (lag 1989:253 as it read until 2004)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reckoning: the day it leads to, why (a fixed Swedish sentence), and the law."""

    date: dt.date
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Reckoning:
    """A computed day, and how it was reached, for the page that opens to show it."""

    date: dt.date
    steps: tuple[Step, ...]


def easter_sunday(year: int) -> dt.date:
    """Reckon Easter Sunday of the Gregorian calendar (the anonymous computus)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - correction + 15) % 30
    leap_years, year_rest = divmod(in_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def _saturday_from(day: dt.date) -> dt.date:
    return day + DAY * ((SATURDAY - day.weekday()) % 7)


def holidays(year: int) -> dict[dt.date, str]:
    """Name the public holidays of the year, Sundays apart (lag 1989:253)."""
    easter = easter_sunday(year)
    named = {
        dt.date(year, 1, 1): "nyårsdagen",
        dt.date(year, 1, 6): "trettondedag jul",
        easter - 2 * DAY: "långfredagen",
        easter: "påskdagen",
        easter + DAY: "annandag påsk",
        dt.date(year, 5, 1): "första maj",
        easter + 39 * DAY: "Kristi himmelsfärdsdag",
        easter + 49 * DAY: "pingstdagen",
        _saturday_from(dt.date(year, 6, 20)): "midsommardagen",
        _saturday_from(dt.date(year, 10, 31)): "alla helgons dag",
        dt.date(year, 12, 25): "juldagen",
        dt.date(year, 12, 26): "annandag jul",
    }
    if year >= NATIONAL_DAY_SINCE:
        named.setdefault(dt.date(year, 6, 6), "Sveriges nationaldag")
    else:
        named.setdefault(easter + 50 * DAY, "annandag pingst")
    return named


def eves(year: int) -> dict[dt.date, str]:
    """Name the three eves that put a deadline off like a holiday (lag 1930:173 2 §)."""
    midsummer = _saturday_from(dt.date(year, 6, 20))
    return {
        midsummer - DAY: "midsommarafton",
        dt.date(year, 12, 24): "julafton",
        dt.date(year, 12, 31): "nyårsafton",
    }


def day_off(day: dt.date) -> str | None:
    """Name why a deadline cannot fall on the day (`lördag`, `juldagen`), or None where it can."""
    named = holidays(day.year) | eves(day.year)
    if day in named:
        return named[day]
    return WEEKDAYS[day.weekday()] if day.weekday() in (SATURDAY, SUNDAY) else None


def is_working_day(day: dt.date) -> bool:
    """Tell whether a deadline can fall on the day (lag 1930:173 2 §)."""
    return day_off(day) is None


def next_working_day(day: dt.date) -> dt.date:
    """Give the day itself where it is a working day, else the first one after it."""
    while not is_working_day(day):
        day += DAY
    return day


def weeks_after(day: dt.date, weeks: int) -> dt.date:
    """Give the same weekday that many weeks later (lag 1930:173 1 §)."""
    return day + weeks * WEEK


def last_day_to_appeal(posted_on_all: dt.date) -> Reckoning:
    """Reckon the last day to appeal from the day on which all boards carry the notice (KL 13:5).

    The notice comes down at the earliest the day after; see `earliest_removal`.
    """
    end = weeks_after(posted_on_all, WEEKS_TO_APPEAL)
    steps = [
        Step(posted_on_all, "Beslutet är tillkännagivet på alla anslagstavlor.", "KL 13:5"),
        Step(end, "Tre veckor senare, samma veckodag.", "KL 13:5, lag 1930:173 1 §"),
    ]
    while (why := day_off(end)) is not None:
        end += DAY
        steps.append(Step(end, REASONS_TO_MOVE[why], "lag 1930:173 2 §"))
    return Reckoning(end, tuple(steps))


def earliest_removal(posted_on_all: dt.date) -> Reckoning:
    """Reckon the first day on which the notice may come down: the day after the last to appeal (KL 8:12)."""
    appeal = last_day_to_appeal(posted_on_all)
    down = appeal.date + DAY
    last = Step(down, "Anslaget får tas ned dagen efter sista dagen att överklaga.", "KL 8:12")
    return Reckoning(down, (*appeal.steps, last))


def latest_notice_day(approved_on: dt.date) -> Reckoning:
    """Reckon the last day to announce the approval: the second day after it, calendar days (KL 8:12)."""
    end = approved_on + DAYS_TO_NOTICE * DAY
    return Reckoning(
        end,
        (
            Step(approved_on, "Protokollet är justerat.", "KL 5:69"),
            Step(end, "Senast andra dagen efter justeringen.", "KL 8:12, reglemente 23 §"),
        ),
    )


def in_words(day: dt.date, *, weekday: bool = True) -> str:
    """Write the date out: `torsdag 12 oktober 2023`, or `12 oktober 2023`."""
    text = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {text}" if weekday else text


_ANY_YEAR = 2023
REASONS_TO_MOVE = {
    why: f"Dagen flyttas fram eftersom den föll på {why}."
    for why in (
        WEEKDAYS[SATURDAY],
        WEEKDAYS[SUNDAY],
        "annandag pingst",
        *holidays(_ANY_YEAR).values(),
        *eves(_ANY_YEAR).values(),
    )
}
