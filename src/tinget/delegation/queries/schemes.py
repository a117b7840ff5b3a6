"""Reads of the delegation scheme: its versions, and the one in force on a day."""

import datetime as dt

from django.db.models import Q

from tinget.delegation.models import SchemePoint, SchemeVersion
from tinget.delegation.rules.schemes import Delegate, Matter, Point, Scheme, scheme_on


def schemes(authority: int, *, demonstration: bool = False) -> list[Scheme]:
    """List the versions without their points, newest first; made-up ones only for a demonstration."""
    rows = SchemeVersion.objects.filter(authority_id=authority, is_demonstration=demonstration)
    return [_scheme(row) for row in rows.order_by("-valid_from")]


def scheme(authority: int, day: dt.date, *, demonstration: bool = False) -> Scheme | None:
    """Find the version in force that day, with its points."""
    rows = SchemeVersion.objects.filter(authority_id=authority, is_demonstration=demonstration)
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)
    found = scheme_on([_scheme(row) for row in rows], day)
    return _with_points(found) if found else None


def points_on(authority: int, day: dt.date, *, demonstration: bool = False) -> tuple[Point, ...]:
    """List the points in force that day."""
    found = scheme(authority, day, demonstration=demonstration)
    return found.points if found else ()


def point_in_force(authority: int, point_id: int) -> Point | None:
    """Find a point of whatever version."""
    row = SchemePoint.objects.filter(authority_id=authority, pk=point_id).first()
    return point_value(row) if row else None


def point_value(row: SchemePoint) -> Point:
    """Make the plain value of a point's row."""
    return Point(
        id=row.pk,
        number=row.number,
        matter=row.matter,
        delegate=Delegate(row.delegate),
        holder=row.holder,
        conditions=row.conditions,
        amount_limit=row.amount_limit,
        is_reported=row.is_reported,
        may_delegate_further=row.may_delegate_further,
        is_urgent=row.is_urgent,
        is_appealable=row.is_appealable,
        kind=Matter(row.kind),
    )


def _scheme(row: SchemeVersion, points: tuple[Point, ...] = ()) -> Scheme:
    return Scheme(row.pk, row.name, row.valid_from, row.valid_to, row.adopted_on, row.adopted_by, points)


def _with_points(found: Scheme) -> Scheme:
    points = tuple(point_value(row) for row in SchemePoint.objects.filter(scheme_id=found.id))
    return Scheme(
        found.id, found.name, found.valid_from, found.valid_to, found.adopted_on, found.adopted_by, points
    )
