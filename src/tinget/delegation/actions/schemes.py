"""Adopting a version of the delegation scheme."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.delegation.models import SchemePoint, SchemeVersion
from tinget.delegation.permissions import ADOPT
from tinget.delegation.rules.schemes import NAME_LENGTH, Point, point_fault, retroactive
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible, RuleRefused
from tinget.organisation.api import Actor, require

ONE_DAY = dt.timedelta(days=1)


def adopt_scheme(
    actor: Actor,
    *,
    authority: int,
    name: str,
    valid_from: dt.date,
    adopted_on: dt.date,
    adopted_by: str,
    points: Sequence[Point],
    at: dt.datetime,
) -> int:
    """Bring in a version that the committee adopted; the one before ends the day before. All is public."""
    require(actor, ADOPT, authority=authority)
    _check(name, adopted_by, points, adopted_on=adopted_on, today=at.date())
    _must_have_effect(points, valid_from=valid_from, adopted_on=adopted_on)
    rows = SchemeVersion.objects.select_for_update().filter(
        authority_id=authority, is_demonstration=actor.is_demonstration
    )
    if rows.filter(valid_from__gte=valid_from).exists():
        raise NotPossible(_("En delegationsordning gäller redan från den dagen eller senare."))
    rows.filter(valid_to__isnull=True).update(valid_to=valid_from - ONE_DAY)
    rows.filter(valid_to__gte=valid_from).update(valid_to=valid_from - ONE_DAY)
    version = SchemeVersion.objects.create(
        authority_id=authority,
        name=" ".join(name.split()),
        valid_from=valid_from,
        adopted_on=adopted_on,
        adopted_by=" ".join(adopted_by.split()),
        published_at=at,
        is_demonstration=actor.is_demonstration,
    )
    SchemePoint.objects.bulk_create(
        _row(version, position, point, at) for position, point in enumerate(points, start=1)
    )
    changes = {"name": version.name, "valid_from": valid_from, "points": len(points)}
    ledger.append(
        actor, "adopt_scheme", on=f"delegation.scheme:{version.pk}", authority=authority, changes=changes
    )
    return version.pk


def _check(
    name: str, adopted_by: str, points: Sequence[Point], *, adopted_on: dt.date, today: dt.date
) -> None:
    if not name.strip() or len(name) > NAME_LENGTH:
        raise NotPossible(_("Ge delegationsordningen ett namn, högst 200 tecken."))
    if not adopted_by.strip():
        raise NotPossible(_("Ange beslutet som delegationsordningen antogs genom, till exempel § 12/2026."))
    if adopted_on > today:
        raise NotPossible(_("Delegationsordningen kan föras in först när den har antagits."))
    if not points:
        raise NotPossible(_("Delegationsordningen saknar punkter."))
    if len({point.number for point in points}) != len(points):
        raise NotPossible(_("Två punkter har samma nummer."))


def _must_have_effect(points: Sequence[Point], *, valid_from: dt.date, adopted_on: dt.date) -> None:
    for refused in (retroactive(valid_from, adopted_on), *map(point_fault, points)):
        if refused is not None:
            raise RuleRefused(rule=refused.rule, source=refused.source, message=refused.text)


def _row(version: SchemeVersion, position: int, point: Point, at: dt.datetime) -> SchemePoint:
    return SchemePoint(
        authority_id=version.authority_id,
        scheme=version,
        position=position,
        number=point.number,
        matter=point.matter,
        delegate=point.delegate.value,
        holder=point.holder,
        conditions=point.conditions,
        amount_limit=point.amount_limit,
        is_reported=point.is_reported,
        may_delegate_further=point.may_delegate_further,
        is_urgent=point.is_urgent,
        is_appealable=point.is_appealable,
        kind=point.kind.value,
        published_at=at,
    )
