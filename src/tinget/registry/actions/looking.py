"""Looking at what is secret: the only acts that give withheld values, each written down first."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import ledger, need_to_know
from tinget.foundation.errors import NotPermitted
from tinget.organisation.api import Actor
from tinget.registry.actions.secrecy import TAGS
from tinget.registry.models import CaseNote, CaseParty, FollowUp, Look, Record, SecrecyMarking, Withheld
from tinget.registry.queries.secrecy import MarkingNotFound

VALUES, FILE, PAGE = "values", "file", "page"
ROWS_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What is withheld of a case or record, as it is shown once; rows are told as (what, text) pairs."""

    values: Mapping[str, str]
    tags: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    follow_ups: tuple[tuple[dt.date, str], ...]
    files: tuple[documents.VersionLine, ...]
    history: tuple[ledger.LedgerLine, ...]


def look(actor: Actor, *, marking_id: int, at: dt.datetime) -> Withdrawn:
    """Give what a marking withholds to somebody on its list, and write down that they looked."""
    row = _noted(actor, marking_id, what=VALUES, at=at)
    with need_to_know.opened(actor.person_id):
        key = {"case_id": row.case_id} if row.case_id else {"record_id": row.record_id or 0}
        held = Withheld.objects.filter(**key).first()
        if held is None:
            raise NotPermitted(_not_cleared())
        values = dict(held.values)
        tags = tuple(values.pop(TAGS, ()))
        return Withdrawn(
            values={name: text for name, text in values.items() if text},
            tags=tags,
            parties=_parties(row),
            notes=_notes(row),
            follow_ups=_follow_ups(row),
            files=_files(row),
            history=_history(row),
        )


def look_at_case(actor: Actor, *, case_id: int, at: dt.datetime) -> None:
    """Write down that somebody on the list reads what is kept elsewhere of a secret case."""
    row = SecrecyMarking.objects.filter(case_id=case_id, lifted_on=None).first()
    _noted(actor, row.pk if row else 0, what=VALUES, at=at)


def look_at_pages(actor: Actor, *, record_id: int, at: dt.datetime) -> None:
    """Write down that somebody on the list opens a secret record's pages; nothing where it is not secret."""
    row = SecrecyMarking.objects.filter(record_id=record_id, lifted_on=None).first()
    if row is not None:
        _noted(actor, row.pk, what=PAGE, at=at)


def note_file_look(event: documents.RestrictedFileOpened) -> None:
    """Write down a look at every secret record whose file was opened."""
    rows = SecrecyMarking.objects.filter(
        authority_id=event.authority, record__document_id=event.document_id, lifted_on=None
    )
    for row in rows:
        _write(event, row, what=FILE, at=event.at)


def _noted(actor: Actor, marking_id: int, *, what: str, at: dt.datetime) -> SecrecyMarking:
    row = SecrecyMarking.objects.filter(pk=marking_id, lifted_on=None).first()
    if row is None:
        raise MarkingNotFound(str(marking_id))
    if actor.person_id is None or actor.person_id not in need_to_know.cleared_for(row.restriction_number):
        raise NotPermitted(_not_cleared())
    _write(actor, row, what=what, at=at)
    return row


def _write(
    actor: Actor | documents.RestrictedFileOpened, row: SecrecyMarking, *, what: str, at: dt.datetime
) -> None:
    Look.objects.create(
        authority_id=row.authority_id,
        marking=row,
        person_id=actor.person_id or 0,
        name=actor.name,
        acting_as=actor.acting_as,
        what=what,
        at=at,
    )
    about = {"of_case": row.case_id} if row.case_id else {"of_record": row.record_id}
    ledger.append(
        actor,
        "look",
        on=f"registry.secrecymarking:{row.pk}",
        authority=row.authority_id,
        changes=about | {"what": what},
    )


def _parties(row: SecrecyMarking) -> tuple[tuple[str, str], ...]:
    found = CaseParty.objects.filter(case_id=row.case_id or 0).order_by("pk")[:ROWS_SHOWN]
    return tuple((one.part, ", ".join(filter(None, (one.name, one.contact)))) for one in found)


def _notes(row: SecrecyMarking) -> tuple[tuple[str, str], ...]:
    found = CaseNote.objects.filter(case_id=row.case_id or 0).order_by("pk")[:ROWS_SHOWN]
    return tuple((one.written_by, one.text) for one in found)


def _follow_ups(row: SecrecyMarking) -> tuple[tuple[dt.date, str], ...]:
    found = FollowUp.objects.filter(case_id=row.case_id or 0).order_by("due_on", "pk")[:ROWS_SHOWN]
    return tuple((one.due_on, one.text) for one in found)


def _files(row: SecrecyMarking) -> tuple[documents.VersionLine, ...]:
    record = Record.objects.filter(pk=row.record_id).first() if row.record_id else None
    if record is None or record.document_id is None:
        return ()
    return tuple(documents.versions(record.document_id))


def _history(row: SecrecyMarking) -> tuple[ledger.LedgerLine, ...]:
    """Tell what happened to the thing itself; a secret record in the case is looked at by itself."""
    if row.case_id is None:
        return tuple(ledger.history(row.authority_id, f"registry.record:{row.record_id}"))
    lines = ledger.history(row.authority_id, f"registry.case:{row.case_id}")
    named = {line.changes["record"] for line in lines if isinstance(line.changes.get("record"), int)}
    secret = set(Record.objects.filter(pk__in=named, is_secret=True).values_list("pk", flat=True))
    return tuple(line for line in lines if line.changes.get("record") not in secret)


def _not_cleared() -> str:
    return _("Det visas bara för den som står på listan över dem som behöver veta.")
