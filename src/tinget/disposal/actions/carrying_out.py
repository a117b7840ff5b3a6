"""Carrying a decided disposal out: records in small batches, then files, then the certificate.

Each batch is one transaction. Killed in the middle, what had not committed is as it was and is taken up
again; a file is removed only after its records are gone, and before the certificate says so.
"""

import csv
import datetime as dt
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tinget.disposal import queries
from tinget.disposal.actions.proposing import become, due, on, run_to_change
from tinget.disposal.models import DisposalRun, DisposedFile, ProposedDisposal
from tinget.disposal.permissions import CARRY_OUT
from tinget.disposal.rules import Outcome, RunState, disposal_text
from tinget.foundation import files, ledger
from tinget.foundation.ui.words import short_date
from tinget.organisation.api import Actor
from tinget.registry import api as registry

RECORDS_A_BATCH = 200
FILES_A_BATCH = 500
LINES_A_BATCH = 2_000


def dispose_batch(actor: Actor, *, authority: int, run_id: int, at: dt.datetime) -> bool:
    """Dispose of the run's next 200 records that may still go; False when none is left.

    What has come under a hold since, or may no longer go, is left as it is and noted.
    """
    queries.alone(authority)
    on_day = at.date()
    run = run_to_change(actor, CARRY_OUT, authority=authority, run_id=run_id)
    if run.state != RunState.DISPOSING.value:
        return False
    pending = ProposedDisposal.objects.filter(
        run=run, outcome=Outcome.PENDING.value, excepted_reason=""
    ).select_related("rule")
    rows = list(pending.order_by("pk")[:RECORDS_A_BATCH])
    if not rows:
        return False
    ids = [row.record_id for row in rows]
    rule_of = {row.record_id: row.rule_id for row in rows}
    found = due(run, ids, held_on=on_day)
    going = {one.record_id for one in found if one.rule_id == rule_of[one.record_id]}
    stopped = _stopped(run, ids, held_on=on_day) - going
    plan = queries.plan_value(run.plan)
    told = {
        row.record_id: disposal_text(on_day, plan, queries.rule_value(row.rule))
        for row in rows
        if row.record_id in going
    }
    hashes = registry.dispose_records(actor, authority=authority, told=told, at=at)
    DisposedFile.objects.bulk_create(
        (DisposedFile(authority_id=authority, run=run, content=one) for one in sorted(hashes)),
        ignore_conflicts=True,
    )
    for row in rows:
        row.outcome = _outcome(row.record_id, going, stopped).value
    ProposedDisposal.objects.bulk_update(rows, ["outcome"], batch_size=RECORDS_A_BATCH)
    return True


def remove_files(actor: Actor, *, authority: int, run_id: int) -> bool:
    """Remove the run's next 500 files that nothing names any more; False when none is left."""
    run = run_to_change(actor, CARRY_OUT, authority=authority, run_id=run_id)
    rows = list(DisposedFile.objects.filter(run=run).order_by("pk")[:FILES_A_BATCH])
    for row in rows:
        files.remove(authority, row.content)
    DisposedFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return bool(rows)


def certify(actor: Actor, *, authority: int, run_id: int, at: dt.datetime) -> int | None:
    """Draw up the certificate as a record of the register, and end the run; None when it has ended."""
    run = run_to_change(actor, CARRY_OUT, authority=authority, run_id=run_id)
    if run.state != RunState.DISPOSING.value:
        return None
    line = queries.run(authority, run_id)
    excepted = [
        (one.record.label, one.excepted_reason) for one in _proposals(authority, run_id, excepted=True)
    ]
    content = queries.render_certificate(
        authority,
        line,
        counts=queries.counts_by_rule(run_id),
        excepted=excepted,
        records=_list_of_records(authority, run_id),
        on=at.date(),
    )
    record_id = registry.register_record_with_file(
        actor,
        authority=authority,
        case_id=None,
        title=_("Gallringsintyg %(day)s") % {"day": short_date(at.date())},
        direction=registry.Direction.DRAWN_UP,
        dated_on=at.date(),
        counterpart="",
        content=content,
        name=f"gallringsintyg-{at.date().isoformat()}.pdf",
        at=at,
    )
    become(run, RunState.DONE)
    run.done_at, run.certificate_id = at, record_id
    run.save(update_fields=["done_at", "certificate"])
    changes = {"disposed": line.disposed, "held": line.held, "record": record_id}
    ledger.append(actor, "certify_disposal", on=on(run), authority=authority, changes=changes)
    return record_id


def _outcome(record_id: int, going: set[int], stopped: set[int]) -> Outcome:
    if record_id in going:
        return Outcome.DISPOSED
    return Outcome.HELD if record_id in stopped else Outcome.NOT_DUE


def _stopped(run: DisposalRun, record_ids: list[int], *, held_on: dt.date) -> set[int]:
    """Tell which of the records a hold stops now."""
    holds = queries.holds_in_force(run.authority_id, held_on, demonstration=run.is_demonstration)
    records = registry.records(record_ids)
    cases = registry.cases([one.case_id for one in records.values() if one.case_id is not None])
    return {
        record_id
        for record_id, one in records.items()
        if any(
            hold.stops(
                class_code=cases[one.case_id].class_code if one.case_id in cases else "",
                case_id=one.case_id,
                day=held_on,
            )
            for hold in holds
        )
    }


def _proposals(authority: int, run_id: int, *, excepted: bool = False) -> Iterator[queries.ProposalLine]:
    after: int | None = 0
    while after is not None:
        lines, after = queries.proposals(
            authority, run_id, after=after, excepted=excepted, size=LINES_A_BATCH
        )
        yield from lines


def _list_of_records(authority: int, run_id: int) -> bytes:
    """List what was disposed of, as CSV: what the register keeps of each, and by which rule it went."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(["handling", "registrerad", "ärende", "klass", "slag", "regel", "räknat från"])
    for one in _proposals(authority, run_id):
        if one.outcome is Outcome.DISPOSED:
            record = one.record
            registered = record.registered_on.isoformat() if record.registered_on else ""
            writer.writerow(
                [
                    record.label,
                    registered,
                    record.case_number,
                    record.class_code,
                    record.kind,
                    f"{one.rule.class_code or '*'} {one.rule.kind} {one.rule.text}".replace("  ", " "),
                    one.counted_from.isoformat(),
                ]
            )
    return written.getvalue().encode("utf-8-sig")
