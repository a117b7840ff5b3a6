"""The day's register list (postlista): what was registered on one day, and the days beside it."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Max, Min

from tinget.organisation.api import Authority
from tinget.registry.models import Case, Record
from tinget.registry.queries.cases import case_line
from tinget.registry.queries.paging import seen_of
from tinget.registry.queries.records import record_line
from tinget.registry.rules import CaseLine, RecordLine

LISTED = 500


@dataclass(frozen=True, slots=True)
class DayList:
    """Everything registered on a day; `is_cut` where there were more than 500 of a kind."""

    day: dt.date
    records: tuple[RecordLine, ...]
    cases: tuple[CaseLine, ...]
    earlier: dt.date | None
    later: dt.date | None
    is_cut: bool


def day_list(owner: Authority, day: dt.date) -> DayList:
    """Read the day's list; visitors get what is published. The days beside it have something in them."""
    records = seen_of(Record.objects.all(), owner.id)
    cases = seen_of(Case.objects.all(), owner.id)
    of_day = list(records.filter(registered_on=day).order_by("pk")[: LISTED + 1])
    opened = list(cases.filter(registered_on=day).order_by("year", "serial")[: LISTED + 1])
    before = [
        rows.filter(registered_on__lt=day).aggregate(d=Max("registered_on"))["d"] for rows in (records, cases)
    ]
    after = [
        rows.filter(registered_on__gt=day).aggregate(d=Min("registered_on"))["d"] for rows in (records, cases)
    ]
    return DayList(
        day=day,
        records=tuple(record_line(row, owner) for row in of_day[:LISTED]),
        cases=tuple(case_line(row, owner) for row in opened[:LISTED]),
        earlier=max(filter(None, before), default=None),
        later=min(filter(None, after), default=None),
        is_cut=len(of_day) > LISTED or len(opened) > LISTED,
    )
