"""Looking through a proposal: excepting with a reason, standing behind it, deciding by another, or not."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.disposal import queries
from tinget.disposal.actions.proposing import become, on, run_to_change
from tinget.disposal.models import DisposalRun, ProposedDisposal
from tinget.disposal.permissions import CONFIRM, PROPOSE
from tinget.disposal.queries import RunNotFound
from tinget.disposal.rules import RunState, confirmation_words
from tinget.foundation import jobs, ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, Permission, require

DISPOSE_JOB = "disposal.dispose"


def except_record(actor: Actor, *, authority: int, run_id: int, proposal_id: int, reason: str) -> None:
    """Keep a record that the rules let go, for a reason that stands in the certificate."""
    if not reason.strip():
        raise NotPossible(_("Skriv varför handlingen ska vara kvar."))
    _set_reason(actor, authority, run_id, proposal_id, reason.strip(), action="except_record")


def include_record(actor: Actor, *, authority: int, run_id: int, proposal_id: int) -> None:
    """Take an exception back."""
    _set_reason(actor, authority, run_id, proposal_id, "", action="include_record")


def endorse_run(actor: Actor, *, authority: int, run_id: int) -> None:
    """Stand behind a proposal that was made by itself, as the first of two pairs of eyes."""
    run = _proposed(actor, PROPOSE, authority, run_id)
    if run.proposed_by_id is not None:
        raise NotPossible(_("%(name)s har redan gått igenom förslaget.") % {"name": run.proposed_by})
    run.proposed_by, run.proposed_by_id = actor.name, actor.person_id
    run.save(update_fields=["proposed_by", "proposed_by_id"])
    ledger.append(actor, "endorse_disposal", on=on(run), authority=authority)


def abandon_run(actor: Actor, *, authority: int, run_id: int, reason: str) -> None:
    """Let a proposal fall; nothing was disposed of, and a new one can be made."""
    require(actor, PROPOSE, authority=authority)
    if not reason.strip():
        raise NotPossible(_("Skriv varför gallringen inte genomförs."))
    run = run_to_change(actor, PROPOSE, authority=authority, run_id=run_id)
    become(run, RunState.ABANDONED)
    run.abandoned_reason = reason.strip()
    run.save(update_fields=["abandoned_reason"])
    ledger.append(actor, "abandon_disposal", on=on(run), authority=authority, changes={"reason": reason})


def confirm_run(actor: Actor, *, authority: int, run_id: int, words: str, at: dt.datetime) -> None:
    """Decide the disposal by typing what will happen: another than who proposed it. It cannot be undone."""
    run = _proposed(actor, CONFIRM, authority, run_id)
    line = queries.run(authority, run_id)
    if run.proposed_by_id is None:
        raise NotPossible(_("Någon annan behöver gå igenom förslaget innan det beslutas."))
    if run.proposed_by_id == actor.person_id:
        raise NotPossible(_("Du har själv lagt fram förslaget. Någon annan behöver besluta det."))
    plan = queries.plan_on(authority, at.date(), demonstration=run.is_demonstration)
    if plan is None or plan.id != run.plan_id:
        raise NotPossible(_("En annan gallringsplan gäller nu. Gör ett nytt förslag efter den."))
    if not line.to_dispose:
        raise NotPossible(_("Förslaget har inga handlingar att gallra."))
    if " ".join(words.split()).lower() != confirmation_words(line.to_dispose):
        raise NotPossible(
            _("Skriv ”%(words)s” för att bekräfta.") % {"words": confirmation_words(line.to_dispose)}
        )
    become(run, RunState.DISPOSING)
    run.confirmed_by, run.confirmed_at = actor.name, at
    run.save(update_fields=["confirmed_by", "confirmed_at"])
    jobs.enqueue(DISPOSE_JOB, authority=authority, run_id=run.pk)
    changes = {"records": line.to_dispose, "excepted": line.excepted}
    ledger.append(actor, "confirm_disposal", on=on(run), authority=authority, changes=changes)


def _proposed(actor: Actor, permission: Permission, authority: int, run_id: int) -> DisposalRun:
    run = run_to_change(actor, permission, authority=authority, run_id=run_id)
    if run.state != RunState.PROPOSED.value:
        raise NotPossible(_("Gallringen är inte i ett läge där det går. Läs om sidan."))
    return run


def _set_reason(
    actor: Actor, authority: int, run_id: int, proposal_id: int, reason: str, *, action: str
) -> None:
    run = _proposed(actor, PROPOSE, authority, run_id)
    rows = ProposedDisposal.objects.filter(run=run, pk=proposal_id)
    row = rows.first()
    if row is None:
        raise RunNotFound(str(proposal_id))
    rows.update(excepted_reason=reason)
    changes = {"record": row.record_id, "reason": reason}
    ledger.append(actor, action, on=on(run), authority=authority, changes=changes)
