"""Delegation over HTTP: the scheme in force on a day, and the decisions, the same as on the pages."""

import datetime as dt

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.delegation import queries
from tinget.delegation.rules.lines import DelegatedLine
from tinget.foundation import clock
from tinget.organisation.api import authority_by_slug

router = Router(tags=["delegation"])


class PointOut(Schema):
    """En punkt: vem som får besluta vad. Beloppsgränsen i hela kronor."""

    number: str
    matter: str
    delegate: str
    holder: str
    conditions: str
    amount_limit: int | None
    is_reported: bool
    may_delegate_further: bool
    is_urgent: bool
    is_appealable: bool


class SchemeOut(Schema):
    """Delegationsordningen som gäller dagen som frågan gäller."""

    name: str
    valid_from: dt.date
    valid_to: dt.date | None
    adopted_on: dt.date
    adopted_by: str
    points: list[PointOut]


class DelegatedOut(Schema):
    """Ett delegationsbeslut; `reported_on` är sammanträdets dag."""

    label: str
    title: str
    text: str
    decided_on: dt.date
    decided_by: str
    point: str
    is_urgent: bool
    is_reported: bool
    reported_on: dt.date | None
    url: str
    published: bool
    is_demonstration: bool


class DelegatedPageOut(Schema):
    """En sida av delegationsbesluten; `after` anges i nästa anrop."""

    decisions: list[DelegatedOut]
    after: str | None


@router.get(
    "/{authority}/delegation-scheme", response=SchemeOut | None, summary="Delegationsordningen en viss dag"
)
def show_scheme(request: HttpRequest, authority: str, on: dt.date | None = None) -> SchemeOut | None:  # noqa: ARG001 -- ninja knows it by name
    """Give the scheme in force on the day, today unless another is given; null when there is none."""
    found = queries.scheme(authority_by_slug(authority).id, on or clock.today())
    if found is None:
        return None
    return SchemeOut(
        name=found.name,
        valid_from=found.valid_from,
        valid_to=found.valid_to,
        adopted_on=found.adopted_on,
        adopted_by=found.adopted_by,
        points=[PointOut.from_orm(point) for point in found.points],
    )


@router.get(
    "/{authority}/delegated-decisions",
    response=DelegatedPageOut,
    summary="Delegationsbeslut, det senaste först",
)
def list_delegated(request: HttpRequest, authority: str, after: str = "") -> DelegatedPageOut:  # noqa: ARG001 -- ninja knows it by name
    """List the delegated decisions that the asker may see."""
    year, _dash, number = after.partition("-")
    place = (int(year), int(number)) if year.isdecimal() and number.isdecimal() else None
    page = queries.delegated_page(authority_by_slug(authority).id, after=place)
    goes_on = f"{page.after[0]}-{page.after[1]}" if page.after else None
    return DelegatedPageOut(decisions=[_delegated(line) for line in page.lines], after=goes_on)


def _delegated(line: DelegatedLine) -> DelegatedOut:
    return DelegatedOut(
        label=line.label,
        title=line.title,
        text=line.text,
        decided_on=line.decided_on,
        decided_by=line.decided_by,
        point=line.point.number,
        is_urgent=line.is_urgent,
        is_reported=line.is_reported,
        reported_on=line.reported_on,
        url=line.url,
        published=line.published,
        is_demonstration=line.is_demonstration,
    )
