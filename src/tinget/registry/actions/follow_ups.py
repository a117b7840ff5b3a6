"""Follow-up dates (bevakning): a day on which somebody is to look at a case again."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, require
from tinget.registry.actions.cases import case_to_change, must_handle_cases
from tinget.registry.actions.changing import must_not_be_marked
from tinget.registry.models import FollowUp
from tinget.registry.permissions import CHANGE
from tinget.registry.queries import FollowUpNotFound
from tinget.registry.rules import one_line

TEXT_LENGTH = 300


def add_follow_up(
    actor: Actor, *, case_id: int, due_on: dt.date, text: str, person_id: int | None, day: dt.date
) -> int:
    """Ask that somebody, or whoever handles the register, looks at the case again on the day."""
    case = case_to_change(actor, case_id, permission=CHANGE)
    must_not_be_marked(case)
    text = one_line(text)[:TEXT_LENGTH]
    if not text:
        raise NotPossible(_("Skriv vad som ska bevakas."))
    must_handle_cases(actor, case.authority_id, person_id, day=day)
    row = FollowUp.objects.create(
        authority_id=case.authority_id, case_id=case.pk, due_on=due_on, text=text, person_id=person_id
    )
    changes = {"follow_up": row.pk, "due_on": due_on, "text": text, "person": person_id}
    ledger.append(
        actor, "add_follow_up", on=f"registry.case:{case.pk}", authority=case.authority_id, changes=changes
    )
    return row.pk


def end_follow_up(actor: Actor, *, follow_up_id: int, at: dt.datetime) -> int:
    """Say that a follow-up is done, and return its case; done again it changes nothing."""
    row = FollowUp.objects.select_for_update().filter(pk=follow_up_id).first()
    if row is None:
        raise FollowUpNotFound(str(follow_up_id))
    require(actor, CHANGE, authority=row.authority_id)
    case = case_to_change(actor, row.case_id, permission=CHANGE)
    if row.done_at is None:
        FollowUp.objects.filter(pk=row.pk).update(done_at=at)
        changes = {"follow_up": row.pk, "text": row.text}
        ledger.append(
            actor,
            "end_follow_up",
            on=f"registry.case:{case.pk}",
            authority=case.authority_id,
            changes=changes,
        )
    return row.case_id
