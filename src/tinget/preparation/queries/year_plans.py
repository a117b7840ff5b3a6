"""Reads of the plans of meetings, year by year."""

import datetime as dt

from django.http import Http404

from tinget.preparation import models
from tinget.preparation.rules.year_plan import PlannedDay, YearPlanView


class YearPlanNotFound(Http404):
    """No plan of that year."""


def year_plans(authority: int, *, demonstration: bool) -> list[YearPlanView]:
    """List the plans, newest year first."""
    rows = models.YearPlan.objects.filter(authority_id=authority, is_demonstration=demonstration)
    return [_view(row) for row in rows]


def year_plan(authority: int, year: int, *, demonstration: bool) -> YearPlanView:
    """Find a year's plan, or YearPlanNotFound."""
    rows = models.YearPlan.objects.filter(authority_id=authority, is_demonstration=demonstration)
    row = rows.filter(year=year).first()
    if row is None:
        raise YearPlanNotFound(str(year))
    return _view(row)


def _view(row: models.YearPlan) -> YearPlanView:
    return YearPlanView(
        year=row.year,
        days=tuple(_day(*values) for values in row.days),
        decided_on=row.decided_on,
        decision=row.decision,
        is_demonstration=row.is_demonstration,
    )


def _day(day: str, start: str | None, end: str | None, place: str) -> PlannedDay:
    begins, ends = (dt.time.fromisoformat(one) if one else None for one in (start, end))
    return PlannedDay(day=dt.date.fromisoformat(day), start=begins, end=ends, place=place)
