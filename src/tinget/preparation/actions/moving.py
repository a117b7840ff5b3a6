"""Beginning a preparation, writing its proposal, and moving it from step to step."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation import ledger, submissions
from tinget.foundation.errors import NeedsReason, NotPermitted, NotPossible
from tinget.organisation.api import Actor, Permission, boards, require
from tinget.preparation import models
from tinget.preparation.actions.telling import tell_asked
from tinget.preparation.permissions import MOVE, PREPARE, PRESIDING, RAISE
from tinget.preparation.queries import PreparationNotFound
from tinget.preparation.rules.steps import ASKING, BY_CHAIR, OPEN, Judged, Standing, Step, Way, judge
from tinget.registry.api import cases, register_case

SOURCE = "nämndens beredning"


def begin_preparation(
    actor: Actor,
    *,
    authority: int,
    title: str,
    at: dt.datetime,
    class_code: str = "",
    case_id: int | None = None,
    background: str = "",
    submission: uuid.UUID | None = None,
) -> int:
    """Begin to prepare an idea, or a case that is open; return the preparation's id.

    The same submission again changes nothing and returns the same id.
    """
    require(actor, PREPARE, authority=authority)
    if (earlier := _made_by(authority, submission)) is not None:
        return earlier
    if case_id is not None:
        title = _case_title(actor, authority, case_id)
    idea = {"class_code": class_code.strip(), "case_id": case_id, "background": background.strip()}
    row = _begun(actor, authority, title, Way.BEGUN, at=at, submission=submission, **idea)
    note(actor, row, "begin_preparation", {"case": case_id})
    return row.pk


def raise_matter(
    actor: Actor,
    *,
    authority: int,
    title: str,
    background: str,
    at: dt.datetime,
    submission: uuid.UUID | None = None,
) -> int:
    """Raise a matter in the committee, as every member may (KL 4:20, rule 8); the coordinator has it then.

    The same submission again changes nothing and returns the same id.
    """
    require(actor, RAISE, authority=authority)
    if (earlier := _made_by(authority, submission)) is not None:
        return earlier
    told = background.strip()
    row = _begun(actor, authority, title, Way.RAISED, at=at, submission=submission, background=told)
    note(actor, row, "raise_matter", {})
    return row.pk


def _made_by(authority: int, submission: uuid.UUID | None) -> int | None:
    """Return the preparation that this submission has made already."""
    if submission is None:
        return None
    submissions.hold(authority, submission)
    made = models.Preparation.objects.filter(authority_id=authority, submission=submission)
    return made.values_list("pk", flat=True).first()


def _begun(
    actor: Actor, authority: int, title: str, way: Way, *, at: dt.datetime, **told: Any
) -> models.Preparation:
    """Let a preparation begin with the coordinator."""
    if not title.strip():
        raise NotPossible(_("Skriv vad det gäller."))
    row = models.Preparation.objects.create(
        authority_id=authority,
        title=title.strip(),
        step=Step.COORDINATOR.value,
        is_demonstration=actor.is_demonstration,
        **told,
    )
    _enter(actor, row, Step.COORDINATOR, Judged(way, (), ()), at=at)
    return row


def write_proposal(
    actor: Actor,
    *,
    preparation_id: int,
    background: str,
    rapporteur: str,
    lead: str,
    points: Sequence[str],
) -> None:
    """Write the background and the proposal with its numbered points, until it stands on the agenda."""
    row = preparation_to_change(actor, PREPARE, preparation_id=preparation_id)
    if Step(row.step) not in OPEN:
        raise NotPossible(_("Förslaget står på dagordningen och ändras där."))
    row.background, row.rapporteur = background.strip(), rapporteur.strip()
    row.lead, row.points = lead.strip(), [point.strip() for point in points if point.strip()]
    row.save(update_fields=["background", "rapporteur", "lead", "points"])
    note(actor, row, "write_proposal", {"points": len(row.points)})


def move_preparation(
    actor: Actor,
    *,
    preparation_id: int,
    to: Step,
    at: dt.datetime,
    reason: str = "",
    answer_by: dt.date | None = None,
    question: str = "",
) -> None:
    """Move it to another step; a departure needs a reason, which stands in the history ever after.

    The case is registered as soon as others than the coordinator have the matter.
    """
    row = preparation_to_change(actor, MOVE, preparation_id=preparation_id)
    now = row.stays.select_for_update().get(left_at__isnull=True)
    _must_be_theirs(actor, Step(row.step), to)
    if to.value == row.step:
        raise NotPossible(_("Ärendet står redan i det steget."))
    if to is Step.REFERRAL and (answer_by is None or answer_by < at.date()):
        raise NotPossible(_("Ange en sista dag att svara, tidigast idag."))
    judged = _judge(actor, row, now, to, on=at.date())
    if judged.needs and not reason.strip():
        raise NeedsReason(rule="preparation", source=_(SOURCE), message=" ".join(map(_, judged.needs)))
    if row.case_id is None and to is not Step.ENDED:
        row.case_id = register_case(
            actor,
            authority=row.authority_id,
            title=row.title,
            class_code=row.class_code,
            day=at.date(),
            reason=reason,
        )
    now.left_at = at
    now.save(update_fields=["left_at"])
    row.step = to.value
    row.save(update_fields=["step", "case_id"])
    _enter(actor, row, to, judged, at=at, reason=reason, answer_by=answer_by, question=question)
    note(actor, row, "move_preparation", {"to": to.value, "way": judged.way.value, "case": row.case_id})


def preparation_to_change(actor: Actor, permission: Permission, *, preparation_id: int) -> models.Preparation:
    """Lock a preparation that the actor may change; what is made up and what is real are kept apart."""
    row = models.Preparation.objects.select_for_update().filter(pk=preparation_id).first()
    if row is None:
        raise PreparationNotFound(str(preparation_id))
    require(actor, permission, authority=row.authority_id)
    if actor.is_demonstration is not row.is_demonstration:
        raise NotPossible(_("Påhittade ärenden och verkliga hålls isär."))
    if row.case_id is not None and cases([row.case_id])[row.case_id].is_secret:
        raise NotPossible(_("Ärendet är sekretessmarkerat. Bered det i ärendet, med dem som behöver veta."))
    return row


def note(actor: Actor, row: models.Preparation, action: str, changes: Mapping[str, Any]) -> None:
    """Append the ledger's entry; what texts say is left out, since the case may become secret."""
    on = f"preparation.preparation:{row.pk}"
    ledger.append(actor, action, on=on, authority=row.authority_id, changes=changes)


def _case_title(actor: Actor, authority: int, case_id: int) -> str:
    case = cases([case_id]).get(case_id)
    if case is None or case.authority_id != authority or case.is_demonstration != actor.is_demonstration:
        raise NotPossible(_("Ärendet finns inte i nämndens diarium."))
    if case.is_secret:
        raise NotPossible(_("Ärendet är sekretessmarkerat. Bered det i ärendet, med dem som behöver veta."))
    running = models.Preparation.objects.filter(case_id=case_id, step__in=[step.value for step in OPEN])
    if running.exists():
        raise NotPossible(_("Ärendet bereds redan."))
    return case.title


def _must_be_theirs(actor: Actor, step: Step, to: Step) -> None:
    """Let the chair move only what the chair has: onward, or back to those who prepare it."""
    if actor.role not in PRESIDING:
        return
    if step is not Step.CHAIR:
        raise NotPermitted(_("Ärendet är inte hos ordföranden, så det flyttas av den som bereder det."))
    if to not in BY_CHAIR:
        raise NotPermitted(
            _("Ordföranden godkänner ärendet, eller skickar det tillbaka till dem som bereder det.")
        )


def _judge(actor: Actor, row: models.Preparation, now: models.Stay, to: Step, *, on: dt.date) -> Judged:
    standing = Standing(
        step=Step(row.step),
        missing=now.opinions.filter(answered_at__isnull=True).count(),
        answer_by=now.answer_by,
        has_proposal=bool(row.points or row.lead),
    )
    return judge(standing, to, on=on, by_chair=actor.role in PRESIDING)


def _enter(
    actor: Actor,
    row: models.Preparation,
    step: Step,
    judged: Judged,
    *,
    at: dt.datetime,
    reason: str = "",
    answer_by: dt.date | None = None,
    question: str = "",
) -> None:
    stay = models.Stay.objects.create(
        authority_id=row.authority_id,
        preparation=row,
        number=row.stays.count() + 1,
        step=step.value,
        way=judged.way.value,
        reason=reason.strip(),
        skipped=[one.value for one in judged.skipped],
        by_id=actor.person_id,
        by_name=actor.name,
        acting_as=actor.acting_as,
        entered_at=at,
        answer_by=answer_by if step in ASKING else None,
        question=question.strip() if step in ASKING else "",
    )
    if step in ASKING:
        models.Opinion.objects.bulk_create(
            models.Opinion(authority_id=row.authority_id, stay=stay, municipality_id=place.id)
            for place in boards(row.authority_id, on=at.date())
        )
        tell_asked(row, stay, day=at.date())
