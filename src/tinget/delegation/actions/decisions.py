"""Recording a decision that a delegate has made, and letting visitors read it."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from tinget.delegation import queries
from tinget.delegation.models import DelegatedBasis, DelegatedDecision
from tinget.delegation.permissions import PUBLISH, RECORD
from tinget.delegation.queries import DelegatedNotFound
from tinget.delegation.rules.decisions import IN_OFFICE, SERIES, DecisionFacts, judge
from tinget.delegation.rules.schemes import NAME_LENGTH, Delegate, Matter, Point
from tinget.foundation import ledger, submissions
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible, RuleRefused
from tinget.kernel.findings import Finding, WithoutEffect
from tinget.organisation.api import Actor, PersonName, Role, holders, require
from tinget.registry import api as registry

ROLES = {
    Delegate.CHAIR: Role.CHAIR,
    Delegate.VICE_CHAIR: Role.VICE_CHAIR,
    Delegate.MEMBER: Role.MEMBER,
    Delegate.SUBSTITUTE: Role.SUBSTITUTE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a delegated decision; `amount` in whole SEK, `record_ids` what it rests on."""

    point_id: int
    decided_on: dt.date
    decided_by: str
    title: str
    text: str
    case_id: int | None = None
    amount: int | None = None
    kind: Matter = Matter.ORDINARY
    meets_conditions: bool = True
    is_further: bool = False
    record_ids: Collection[int] = ()
    reason: str = ""


def record_delegated(
    actor: Actor, *, authority: int, told: Told, at: dt.datetime, submission: uuid.UUID | None = None
) -> int:
    """Record the decision in the register's own series for delegates, "D"; the same submission once.

    Refused where the delegate had no right to decide; what else departs from a rule needs a reason.
    """
    require(actor, RECORD, authority=authority)
    if earlier := _submitted(authority, submission):
        return earlier
    told_by = " ".join(told.decided_by.split())
    _check(told, told_by, today=at.date())
    point, person, findings = _judged(actor, authority, told, told_by)
    decision_id = registry.record_decision(
        actor,
        authority=authority,
        case_id=told.case_id,
        paragraph=None,
        series=SERIES,
        year=told.decided_on.year,
        decided_on=told.decided_on,
        title=told.title,
        text=told.text,
        points=(),
        kind="delegated",
        source_on=f"delegation.point:{point.id}",
    )
    row = _made(actor, told, point, findings, decision_id=decision_id, at=at)
    row.authority_id, row.submission = authority, submission
    row.decided_by, row.person_id = told_by, person.id if person else None
    row.save()
    _rest_on(row, told.record_ids)
    _tell(actor, row, point)
    return row.pk


def publish_delegated(actor: Actor, *, authority: int, delegated_id: int, at: dt.datetime) -> None:
    """Let visitors read the decision; its case and records stay as they are."""
    require(actor, PUBLISH, authority=authority)
    row = (
        DelegatedDecision.objects.select_for_update().filter(authority_id=authority, pk=delegated_id).first()
    )
    if row is None:
        raise DelegatedNotFound(str(delegated_id))
    registry.publish(
        actor, authority=authority, case_ids=[], record_ids=[], decision_ids=[row.decision_id], at=at
    )
    DelegatedDecision.objects.filter(pk=row.pk, published_at=None).update(published_at=at)
    on = f"delegation.delegateddecision:{row.pk}"
    ledger.append(actor, "publish_delegated_decision", on=on, authority=authority)


def _made(
    actor: Actor,
    told: Told,
    point: Point,
    findings: tuple[Finding, ...],
    *,
    decision_id: int,
    at: dt.datetime,
) -> DelegatedDecision:
    """Make the row of a decision that the register has numbered; not written yet."""
    numbered = registry.decisions([decision_id])[decision_id]
    return DelegatedDecision(
        decision_id=decision_id,
        point_id=point.id,
        year=numbered.year,
        number=numbered.number or 0,
        decided_on=told.decided_on,
        amount=told.amount,
        is_further=told.is_further,
        is_urgent=point.is_urgent,
        is_reported=point.is_reported,
        findings=[asdict(finding) for finding in findings],
        reason=told.reason.strip() if findings else "",
        recorded_at=at,
        recorded_by=actor.name,
        is_demonstration=actor.is_demonstration,
    )


def _tell(actor: Actor, row: DelegatedDecision, point: Point) -> None:
    changes = {
        "number": f"{SERIES} {row.year}/{row.number}",
        "point": point.number,
        "decided_by": row.decided_by,
        "decided_on": row.decided_on,
        "findings": row.findings,
        "reason": row.reason,
    }
    on = f"delegation.delegateddecision:{row.pk}"
    ledger.append(actor, "record_delegated_decision", on=on, authority=row.authority_id, changes=changes)


def _check(told: Told, decided_by: str, *, today: dt.date) -> None:
    if not decided_by or len(decided_by) > NAME_LENGTH:
        raise NotPossible(_("Skriv vem som beslutade, högst 200 tecken."))
    if told.decided_on > today:
        raise NotPossible(_("Beslutet kan föras in först när det har fattats. Rätta dagen."))
    if not told.text.strip():
        raise NotPossible(_("Skriv vad som beslutades."))


def _judged(
    actor: Actor, authority: int, told: Told, decided_by: str
) -> tuple[Point, PersonName | None, tuple[Finding, ...]]:
    """Ask the rules; who decided must have held the office wherever the organisation knows who did."""
    demonstration = actor.is_demonstration
    scheme = queries.scheme(authority, told.decided_on, demonstration=demonstration)
    point = queries.point_in_force(authority, told.point_id)
    if point is None:
        raise NotPossible(_("Punkten finns inte i nämndens delegationsordning. Välj en annan."))
    if point.amount_limit is not None and told.amount is None:
        raise NotPossible(_("Ange beloppet: punkten har en beloppsgräns."))
    known: list[PersonName] = []
    if point.delegate in IN_OFFICE:
        known = holders(authority, ROLES[point.delegate], on=told.decided_on, demonstration=demonstration)
    person = next((one for one in known if one.name.casefold() == decided_by.casefold()), None)
    if actor.role is Role.CHAIR and (point.delegate is not Delegate.CHAIR or decided_by != actor.name):
        raise NotPermitted(
            _("Som ordförande kan du föra in de beslut som du själv har fattat på delegation.")
        )
    facts = DecisionFacts(
        decided_on=told.decided_on,
        decided_by=decided_by,
        holds_office=not known or person is not None,
        amount=told.amount,
        kind=told.kind,
        meets_conditions=told.meets_conditions,
        is_further=told.is_further,
    )
    try:
        findings = judge(scheme, point, facts)
    except WithoutEffect as error:
        found = error.finding
        raise RuleRefused(rule=found.rule, source=found.source, message=found.text) from error
    for finding in findings:
        if not told.reason.strip():
            raise NeedsReason(rule=finding.rule, source=finding.source, message=finding.text)
    return point, person, findings


def _rest_on(row: DelegatedDecision, record_ids: Collection[int]) -> None:
    wanted = set(record_ids)
    if set(registry.records(wanted)) != wanted:
        raise NotPossible(_("En av handlingarna finns inte i nämndens diarium."))
    DelegatedBasis.objects.bulk_create(
        DelegatedBasis(authority_id=row.authority_id, delegated=row, record_id=record_id)
        for record_id in sorted(wanted)
    )


def _submitted(authority: int, submission: uuid.UUID | None) -> int | None:
    """Return the decision that this submission has made already."""
    if submission is None:
        return None
    submissions.hold(authority, submission)
    made = DelegatedDecision.objects.filter(authority_id=authority, submission=submission)
    return made.values_list("pk", flat=True).first()
