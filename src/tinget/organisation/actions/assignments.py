"""Assignments that are no mandates: begun by a decision, ended on their day or before it with a reason."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation import models
from tinget.organisation.permissions import KEEP_ASSIGNMENTS, require
from tinget.organisation.queries import AssignmentNotFound
from tinget.organisation.rules.assignments import AssignmentKind, faults_of
from tinget.organisation.rules.roles import Actor


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """Who is to have which assignment, with which task, by which decision, from when to when."""

    kind: AssignmentKind
    held_by: str
    decision: str
    first: dt.date
    name: str = ""
    task: str = ""
    last: dt.date | None = None


def begin_assignment(actor: Actor, *, authority: int, given: NewAssignment, at: dt.datetime) -> int:
    """Note a working group or a function, open to all, and return its id; it gives no rights here."""
    require(actor, KEEP_ASSIGNMENTS, authority=authority)
    told = faults_of(
        given.kind,
        name=given.name,
        held_by=given.held_by,
        task=given.task,
        first=given.first,
        last=given.last,
    )
    if told:
        raise NotPossible(" ".join(map(_, told)))
    row = models.Assignment.objects.create(
        authority_id=authority,
        kind=given.kind.value,
        name=given.name.strip() if given.kind is AssignmentKind.WORKING_GROUP else "",
        held_by=given.held_by.strip(),
        task=given.task.strip(),
        decision=given.decision.strip(),
        first=given.first,
        last=given.last,
        is_demonstration=actor.is_demonstration,
        published_at=at,
    )
    _note(actor, row, "begin_assignment", {"kind": row.kind, "first": row.first, "last": row.last})
    return row.pk


def end_assignment(actor: Actor, *, authority: int, assignment_id: int, last: dt.date, reason: str) -> None:
    """End an assignment on a day, with the reason or the decision; what it was stays on the page."""
    require(actor, KEEP_ASSIGNMENTS, authority=authority)
    rows = models.Assignment.objects.select_for_update().filter(authority_id=authority, pk=assignment_id)
    row = rows.first()
    if row is None:
        raise AssignmentNotFound(str(assignment_id))
    if row.is_demonstration is not actor.is_demonstration:
        raise NotPossible(_("Påhittade uppdrag och verkliga hålls isär."))
    if last < row.first:
        raise NotPossible(_("Sista dagen kan inte ligga före den första."))
    if row.last is not None and last > row.last:
        raise NotPossible(_("Tiden förlängs genom ett nytt beslut, som ett nytt uppdrag."))
    if not reason.strip():
        raise NotPossible(_("Skriv varför uppdraget upphör."))
    row.last, row.ended_early = last, reason.strip()
    row.save(update_fields=["last", "ended_early"])
    _note(actor, row, "end_assignment", {"last": last, "reason": row.ended_early})


def _note(actor: Actor, row: models.Assignment, action: str, changes: dict[str, object]) -> None:
    on = f"organisation.assignment:{row.pk}"
    ledger.append(actor, action, on=on, authority=row.authority_id, changes=changes)
