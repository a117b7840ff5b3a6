"""The steps of moving in: taking up a table, running batch by batch, undoing whole, accepting."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from tinget.foundation import clock, jobs, ledger, serials
from tinget.foundation.errors import NotPossible
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.models import MovingIn, MovingRow
from tinget.workflows.moving_in.examining import Examined, Examiner
from tinget.workflows.moving_in.rules.mapping import Kind, MoveState, RowState, checked, guessed
from tinget.workflows.moving_in.rules.tables import Table
from tinget.workflows.moving_in.trial import Trial, series_after, try_out

MOVE_IN = "workflows.move_in"
UNDO = "workflows.undo_move_in"
BATCH = 200
ACTION_TEXTS = {
    "start_move_in": "En inflyttning från ett annat system startades",
    "ask_to_undo_move_in": "En inflyttning ska ångras",
    "accept_move_in": "En inflyttning godkändes",
}


def take_up(
    actor: organisation.Actor, *, authority: int, kind: Kind, table: Table, name: str, at: dt.datetime
) -> MovingIn:
    """Keep a table's rows with a guess at what its columns hold; nothing reaches the register yet."""
    organisation.require(actor, registry.MOVE_IN, authority=authority)
    moving = MovingIn.objects.create(
        authority_id=authority,
        kind=kind.value,
        name=name[:200],
        headings=list(table.headings),
        mapping=guessed(kind, table.headings),
        uploaded_at=at,
        total=sum(any(row) for row in table.rows),
    )
    MovingRow.objects.bulk_create(
        (
            MovingRow(authority_id=authority, moving=moving, line=line, cells=list(row))
            for line, row in enumerate(table.rows, start=table.first_line)
            if any(row)
        ),
        batch_size=2_000,
    )
    return moving


def change_mapping(actor: organisation.Actor, moving: MovingIn, mapping: Mapping[str, int]) -> None:
    """Say which column holds what; MappingIncomplete where it cannot be so."""
    organisation.require(actor, registry.MOVE_IN, authority=moving.authority_id)
    _must_be(moving, MoveState.NEW)
    kept = checked(Kind(moving.kind), mapping, columns=len(moving.headings))
    MovingIn.objects.filter(pk=moving.pk).update(mapping=kept)


def try_run(actor: organisation.Actor, moving: MovingIn) -> Trial:
    """Examine every row against what is here now, and store nothing."""
    organisation.require(actor, registry.MOVE_IN, authority=moving.authority_id)
    rows = moving.rows.order_by("line").values_list("line", "cells").iterator(chunk_size=2_000)
    return try_out(examiner_of(moving), rows)


def examiner_of(moving: MovingIn) -> Examiner:
    """Make what examines this table's rows."""
    owner = organisation.authority_by_id(moving.authority_id)
    return Examiner(owner, Kind(moving.kind), moving.mapping, day=clock.today())


def start(actor: organisation.Actor, moving_id: int) -> None:
    """Begin the real run as a job; what each series stood at is kept, so that it can be put back."""
    moving = _locked(moving_id)
    organisation.require(actor, registry.MOVE_IN, authority=moving.authority_id)
    _must_be(moving, MoveState.NEW)
    checked(Kind(moving.kind), moving.mapping, columns=len(moving.headings))
    trial = try_run(actor, moving)
    if not trial.goes:
        raise NotPossible(_("Ingen rad kan flyttas in. Se provflytten."))
    moving.series = [asdict(one) for one in series_after(moving.authority_id, trial.highest)]
    moving.state, moving.actor = MoveState.RUNNING.value, asdict(actor)
    MovingIn.objects.filter(pk=moving.pk).update(state=moving.state, series=moving.series, actor=moving.actor)
    changes = {"kind": moving.kind, "file": moving.name, "rows": moving.total}
    ledger.append(actor, "start_move_in", on=on_of(moving), authority=moving.authority_id, changes=changes)
    jobs.enqueue(MOVE_IN, authority=moving.authority_id, moving=moving.pk)


@jobs.job(MOVE_IN, stepwise=True)
def move_in(*, authority: int, moving: int) -> None:
    """Move the rows in, batch by batch; begun anew it goes on where the last whole batch ended."""
    while run_batch(authority, moving):
        pass


def run_batch(authority: int, moving_id: int) -> bool:
    """Move the next batch in, in one transaction with its rows' marks; False when nothing is left."""
    with scoped(Scope(authorities=frozenset({authority}))):
        moving = MovingIn.objects.select_for_update().get(pk=moving_id)
        if moving.state != MoveState.RUNNING.value:
            return False
        rows = list(moving.rows.filter(state=RowState.WAITING.value).order_by("line")[:BATCH])
        if not rows:
            moving.state = MoveState.MOVED.value
            MovingIn.objects.filter(pk=moving.pk).update(state=moving.state, ended_at=clock.now())
            return False
        examined = examiner_of(moving).examine([(row.line, row.cells) for row in rows])
        made = _write(_actor_of(moving), moving, examined)
        for row, one in zip(rows, examined, strict=True):
            outcome = made.get(one.line, one.refused)
            is_made = isinstance(outcome, int)
            row.state = (RowState.WENT if is_made else RowState.REFUSED).value
            row.made_id = outcome if isinstance(outcome, int) else None
            row.told = " ".join(one.doubts) if is_made else str(outcome)
        MovingRow.objects.bulk_update(rows, ["state", "made_id", "told"])
        went = sum(row.made_id is not None for row in rows)
        MovingIn.objects.filter(pk=moving.pk).update(
            went=moving.went + went, refused=moving.refused + len(rows) - went
        )
        return True


def undo(actor: organisation.Actor, moving_id: int) -> None:
    """Ask for all that came in to be taken away by a job; what has not begun is thrown away at once."""
    moving = _locked(moving_id)
    organisation.require(actor, registry.MOVE_IN, authority=moving.authority_id)
    _must_be(moving, MoveState.NEW, MoveState.MOVED)
    if moving.state == MoveState.NEW.value:
        _end_undone(moving)
        return
    MovingIn.objects.filter(pk=moving.pk).update(
        state=MoveState.UNDOING.value, actor=asdict(actor), hindrance=""
    )
    ledger.append(actor, "ask_to_undo_move_in", on=on_of(moving), authority=moving.authority_id)
    jobs.enqueue(UNDO, authority=moving.authority_id, moving=moving.pk)


@jobs.job(UNDO, stepwise=True)
def undo_whole(*, authority: int, moving: int) -> None:
    """Take away all that came in, in one transaction; where something hinders it, keep all and say what."""
    scope = Scope(authorities=frozenset({authority}))
    try:
        with scoped(scope):
            _undo_whole(_locked(moving))
    except NotPossible as why:
        with scoped(scope):
            MovingIn.objects.filter(pk=moving, state=MoveState.UNDOING.value).update(
                state=MoveState.MOVED.value, hindrance=why.message
            )


def _undo_whole(moving: MovingIn) -> None:
    """Take it all away; begun anew by another worker it finds nothing to do, or everything."""
    if moving.state != MoveState.UNDOING.value:
        return
    _take_away(_actor_of(moving), moving)
    for one in moving.series:
        serials.put_back(
            authority=moving.authority_id,
            series=one["series"],
            year=one["year"],
            last=one["now"],
            raised_to=one["after"],
        )
    _end_undone(moving)


def _end_undone(moving: MovingIn) -> None:
    moving.rows.all().delete()
    MovingIn.objects.filter(pk=moving.pk).update(state=MoveState.UNDONE.value, ended_at=clock.now())


def accept(actor: organisation.Actor, moving_id: int) -> None:
    """Accept what came in: the rows as they were written are disposed of, and it can no longer be undone."""
    moving = _locked(moving_id)
    organisation.require(actor, registry.MOVE_IN, authority=moving.authority_id)
    _must_be(moving, MoveState.MOVED)
    moving.rows.all().delete()
    MovingIn.objects.filter(pk=moving.pk).update(state=MoveState.ACCEPTED.value, ended_at=clock.now())
    changes = {"went": moving.went, "refused": moving.refused}
    ledger.append(actor, "accept_move_in", on=on_of(moving), authority=moving.authority_id, changes=changes)


def on_of(moving: MovingIn) -> str:
    """Name the moving as the ledger does."""
    return f"workflows.movingin:{moving.pk}"


def _write(actor: organisation.Actor, moving: MovingIn, examined: Sequence[Examined]) -> dict[int, int | str]:
    """Write a batch; returns for each line what it became, or why it did not after all."""
    authority, source = moving.authority_id, on_of(moving)
    cases = [(one.line, one.value) for one in examined if isinstance(one.value, registry.MovedCase)]
    records = [(one.line, one.value) for one in examined if isinstance(one.value, registry.MovedRecord)]
    made: dict[int, int | str] = {}
    if cases:
        ids = registry.move_in_cases(
            actor, authority=authority, moved=[value for _line, value in cases], source_on=source
        )
        made |= dict(zip((line for line, _value in cases), ids, strict=True))
    if records:
        ids = registry.move_in_records(
            actor, authority=authority, moved=[value for _line, value in records], source_on=source
        )
        made |= dict(zip((line for line, _value in records), ids, strict=True))
    for one in examined:
        if isinstance(one.value, organisation.NewMandate):
            made[one.line] = _give(actor, authority, one.value)
    return made


def _give(actor: organisation.Actor, authority: int, given: organisation.NewMandate) -> int | str:
    try:
        with transaction.atomic():
            return organisation.give_mandate(actor, authority=authority, given=given)
    except NotPossible as why:
        return why.message


def _take_away(actor: organisation.Actor, moving: MovingIn) -> None:
    made = [pk for pk in moving.rows.filter(made_id__isnull=False).values_list("made_id", flat=True) if pk]
    if moving.kind == Kind.PEOPLE.value:
        organisation.take_back_mandates(actor, authority=moving.authority_id, mandate_ids=made)
        return
    is_cases = moving.kind == Kind.CASES.value
    registry.undo_move_in(
        actor,
        authority=moving.authority_id,
        case_ids=made if is_cases else [],
        record_ids=[] if is_cases else made,
        source_on=on_of(moving),
    )


def _actor_of(moving: MovingIn) -> organisation.Actor:
    kept = dict(moving.actor)
    role = organisation.Role(kept.pop("role"))
    return organisation.Actor(role=role, **kept)


def _locked(moving_id: int) -> MovingIn:
    moving = MovingIn.objects.select_for_update().filter(pk=moving_id).first()
    if moving is None:
        raise NotPossible(_("Inflyttningen finns inte."))
    return moving


def _must_be(moving: MovingIn, *states: MoveState) -> None:
    if moving.state not in states:
        raise NotPossible(_("Inflyttningen är inte i ett läge där det går. Läs in sidan på nytt."))
