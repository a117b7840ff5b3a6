"""Bringing in a version of the records plan; placing and lifting legal holds."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.disposal import queries
from tinget.disposal.models import LegalHold, PlanRule, PlanVersion
from tinget.disposal.permissions import HOLD, PLAN
from tinget.disposal.queries import RunNotFound
from tinget.disposal.rules import TEXT_LENGTH, Rule
from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry import api as registry

ONE_DAY = dt.timedelta(days=1)


def adopt_plan(
    actor: Actor,
    *,
    authority: int,
    name: str,
    valid_from: dt.date,
    adopted_by: str,
    rules: Sequence[Rule],
    at: dt.datetime,
) -> int:
    """Bring in a version that the committee adopted; the one before ends the day before."""
    require(actor, PLAN, authority=authority)
    if not name.strip() or len(name) > TEXT_LENGTH:
        raise NotPossible(_("Ge planen ett namn, högst 200 tecken."))
    if not adopted_by.strip():
        raise NotPossible(_("Ange beslutet som planen antogs genom, till exempel § 12/2026."))
    if not rules:
        raise NotPossible(_("Planen saknar regler."))
    rows = PlanVersion.objects.select_for_update().filter(
        authority_id=authority, is_demonstration=actor.is_demonstration
    )
    if rows.filter(valid_from__gte=valid_from).exists():
        raise NotPossible(_("En plan gäller redan från den dagen eller senare."))
    rows.filter(valid_to__isnull=True).update(valid_to=valid_from - ONE_DAY)
    version = PlanVersion.objects.create(
        authority_id=authority,
        name=" ".join(name.split()),
        adopted_by=" ".join(adopted_by.split()),
        valid_from=valid_from,
        published_at=at,
        is_demonstration=actor.is_demonstration,
    )
    PlanRule.objects.bulk_create(
        _row(version, position, rule, at) for position, rule in enumerate(rules, start=1)
    )
    changes = {"name": version.name, "valid_from": valid_from, "adopted_by": adopted_by, "rules": len(rules)}
    ledger.append(actor, "adopt_plan", on=f"disposal.plan:{version.pk}", authority=authority, changes=changes)
    return version.pk


def place_hold(
    actor: Actor,
    *,
    authority: int,
    reason: str,
    first: dt.date,
    last: dt.date | None = None,
    class_code: str = "",
    case_id: int | None = None,
) -> int:
    """Stop disposal of a case, a class with what lies under it, or the whole register.

    It waits for a batch that is going on, and stops the next.
    """
    require(actor, HOLD, authority=authority)
    if not reason.strip():
        raise NotPossible(_("Skriv varför gallringen ska stoppas."))
    if last is not None and last < first:
        raise NotPossible(_("Gallringsstoppet kan inte sluta innan det börjar."))
    if case_id is not None and class_code:
        raise NotPossible(_("Ett gallringsstopp gäller antingen ett ärende eller en klass. Ange det ena."))
    if case_id is not None and case_id not in registry.cases([case_id]):
        raise NotPossible(_("Ärendet finns inte i nämndens diarium."))
    queries.alone(authority)
    hold = LegalHold.objects.create(
        authority_id=authority,
        case_id=case_id,
        class_code=class_code.strip(),
        reason=reason.strip(),
        first=first,
        last=last,
        is_demonstration=actor.is_demonstration,
    )
    changes = {"case": case_id, "class": class_code, "reason": reason, "first": first, "last": last}
    ledger.append(actor, "place_hold", on=f"disposal.hold:{hold.pk}", authority=authority, changes=changes)
    return hold.pk


def lift_hold(actor: Actor, *, authority: int, hold_id: int, on: dt.date) -> None:
    """End a hold: the day is its last."""
    require(actor, HOLD, authority=authority)
    hold = LegalHold.objects.select_for_update().filter(authority_id=authority, pk=hold_id).first()
    if hold is None:
        raise RunNotFound(str(hold_id))
    if hold.first > on:
        raise NotPossible(_("Gallringsstoppet har inte börjat gälla än."))
    if hold.last is not None and hold.last <= on:
        raise NotPossible(_("Gallringsstoppet har redan upphört."))
    LegalHold.objects.filter(pk=hold.pk).update(last=on)
    ledger.append(
        actor, "lift_hold", on=f"disposal.hold:{hold.pk}", authority=authority, changes={"last": on}
    )


def _row(version: PlanVersion, position: int, rule: Rule, at: dt.datetime) -> PlanRule:
    return PlanRule(
        authority_id=version.authority_id,
        plan=version,
        position=position,
        class_code=rule.class_code,
        kind=rule.kind,
        years=rule.years,
        counts_from=rule.counts_from.value,
        source=rule.source,
        media=rule.media,
        secrecy_hint=rule.secrecy_hint,
        published_at=at,
    )
