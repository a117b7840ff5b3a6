"""Proposing what may go: a run goes through the register batch by batch, each batch a job of its own."""

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tinget.disposal import queries
from tinget.disposal.models import DisposalRun, ProposedDisposal
from tinget.disposal.permissions import CARRY_OUT, PROPOSE
from tinget.disposal.queries import RunNotFound
from tinget.disposal.rules import NEXT_STATES, OPEN, Rule, RunState, falls_due, last_counted_day
from tinget.foundation import jobs, ledger
from tinget.foundation.errors import NotPossible
from tinget.organisation.api import Actor, Permission, require
from tinget.registry import api as registry

PROPOSE_JOB = "disposal.propose"
RECORDS_A_BATCH = 20_000


def propose_run(actor: Actor, *, authority: int, day: dt.date) -> int:
    """Begin a run by the plan in force; what it proposes is found by jobs, and nothing goes by itself."""
    require(actor, PROPOSE, authority=authority)
    queries.alone(authority)
    demonstration = actor.is_demonstration
    plan = queries.plan_on(authority, day, demonstration=demonstration)
    if plan is None:
        raise NotPossible(_("Ingen gallringsplan gäller. Gallring kräver stöd: för in planen först."))
    runs = DisposalRun.objects.filter(authority_id=authority, is_demonstration=demonstration)
    if runs.filter(state__in=[state.value for state in OPEN]).exists():
        raise NotPossible(_("En gallring är redan på gång. Avsluta den först."))
    run = DisposalRun.objects.create(
        authority_id=authority,
        plan_id=plan.id,
        day=day,
        until_id=registry.newest_record_id(authority),
        proposed_by=actor.name if actor.person_id is not None else "",
        proposed_by_id=actor.person_id,
        is_demonstration=demonstration,
    )
    jobs.enqueue(PROPOSE_JOB, authority=authority, run_id=run.pk)
    changes = {"plan": plan.name, "day": day}
    ledger.append(actor, "propose_disposal", on=on(run), authority=authority, changes=changes)
    return run.pk


def propose_batch(actor: Actor, *, authority: int, run_id: int) -> bool:
    """Propose what falls due among the run's next 20,000 records; False when it has seen all."""
    run = run_to_change(actor, CARRY_OUT, authority=authority, run_id=run_id)
    if run.state != RunState.PROPOSING.value:
        return False
    ids = [
        one
        for one in registry.record_ids_after(authority, after=run.after_id, size=RECORDS_A_BATCH)
        if one <= run.until_id
    ]
    if not ids:
        become(run, RunState.PROPOSED)
        changes = {"records": run.proposed_count}
        ledger.append(actor, "disposal_proposed", on=on(run), authority=authority, changes=changes)
        return False
    found = due(run, ids, held_on=run.day)
    ProposedDisposal.objects.bulk_create(
        (
            ProposedDisposal(
                authority_id=authority,
                run=run,
                record_id=one.record_id,
                rule_id=one.rule_id,
                counted_from=one.counted_from,
            )
            for one in found
        ),
        batch_size=2_000,
    )
    run.after_id, run.proposed_count = ids[-1], run.proposed_count + len(found)
    run.save(update_fields=["after_id", "proposed_count"])
    return True


def due(run: DisposalRun, record_ids: Sequence[int], *, held_on: dt.date) -> list[registry.DueRecord]:
    """Ask which of these records may go by the run's plan on its day, and leave out what a hold stops.

    Certificates of earlier runs never go: they show by what right the others did.
    """
    authority, demonstration = run.authority_id, run.is_demonstration
    rules = queries.plan_value(run.plan).rules
    pairs = registry.classes_and_kinds(authority, record_ids)
    found = registry.due_records(
        authority, terms(rules, pairs, run.day), record_ids=record_ids, demonstration=demonstration
    )
    holds = queries.holds_in_force(authority, held_on, demonstration=demonstration)
    certificates = set(
        DisposalRun.objects.filter(authority_id=authority, certificate_id__in=record_ids).values_list(
            "certificate_id", flat=True
        )
    )
    return [
        one
        for one in found
        if one.record_id not in certificates
        and not any(hold.stops(class_code=one.class_code, case_id=one.case_id, day=held_on) for hold in holds)
    ]


def terms(rules: Sequence[Rule], pairs: Sequence[tuple[str, str]], day: dt.date) -> list[registry.DueTerm]:
    """Make the terms that the register can ask its rows by."""
    return [
        registry.DueTerm(
            class_code, kind, rule.counts_from.value, last_counted_day(day, rule.years or 0), rule.id
        )
        for class_code, kind, rule in falls_due(rules, pairs)
    ]


def run_to_change(actor: Actor, permission: Permission, *, authority: int, run_id: int) -> DisposalRun:
    """Lock a run that the actor may change; made-up runs are for made-up roles."""
    require(actor, permission, authority=authority)
    run = DisposalRun.objects.select_for_update(of=("self",)).select_related("plan")
    found = run.filter(authority_id=authority, pk=run_id).first()
    if found is None:
        raise RunNotFound(str(run_id))
    if found.is_demonstration != actor.is_demonstration:
        raise NotPossible(_("Gallringen är inte din att ändra: verkligt och demonstration hålls isär."))
    return found


def become(run: DisposalRun, state: RunState) -> None:
    """Move the run on, or say that it is not in a state where that can be done."""
    if state not in NEXT_STATES[RunState(run.state)]:
        raise NotPossible(_("Gallringen är inte i ett läge där det går. Läs om sidan."))
    run.state = state.value
    run.save(update_fields=["state"])


def on(run: DisposalRun) -> str:
    """Name the run in the ledger."""
    return f"disposal.run:{run.pk}"
