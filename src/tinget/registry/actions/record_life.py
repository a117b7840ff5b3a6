"""A record after it was begun: becoming official, correction, voiding, a file, its place in a case."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import clock, files, ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.files.store import Readable
from tinget.organisation.api import Actor, Permission, require
from tinget.registry.actions.case_states import checked_reason
from tinget.registry.actions.cases import case_to_change, must_be_open
from tinget.registry.actions.changing import told, values_to_change
from tinget.registry.actions.records import described, identity
from tinget.registry.actions.secrecy import follow_case
from tinget.registry.models import Record
from tinget.registry.permissions import CHANGE, REGISTER, VOID
from tinget.registry.queries import RecordNotFound
from tinget.registry.rules import (
    COUNTERPART_LENGTH,
    NEXT_STATES,
    Direction,
    MadeOfficial,
    Media,
    RecordState,
    one_line,
)


def make_official(
    actor: Actor, *, record_id: int, why: MadeOfficial | str, at: dt.datetime, counterpart: str = ""
) -> None:
    """Let a draft become an official record: it takes the year's next id and is frozen (TF 2:10)."""
    record = _record_to_change(actor, record_id, permission=REGISTER)
    _must_be(record, RecordState.OFFICIAL)
    why = MadeOfficial(why)
    values: dict[str, Any] = {"state": RecordState.OFFICIAL.value, "registered_on": at.date()}
    if record.dated_on is None:
        values["dated_on"] = at.date()
    if why is MadeOfficial.DISPATCHED:
        values |= {"direction": Direction.DISPATCHED.value, "dated_on": at.date()}
        if one_line(counterpart):
            values["counterpart"] = one_line(counterpart)[:COUNTERPART_LENGTH]
    if record.case_id is not None:
        must_be_open(case_to_change(actor, record.case_id, permission=REGISTER))
    if record.document_id is not None:
        documents.freeze(actor, document_id=record.document_id, at=at)
    given = asdict(identity(record.authority_id, at.date()))
    Record.objects.filter(pk=record.pk).update(**values, **given)
    changes = {"as_printed": given["as_printed"], "title": record.title, "why": why.value}
    _tell(actor, "make_official", record, changes)


def correct_record(  # noqa: PLR0913 -- the page of the record's facts
    actor: Actor,
    *,
    record_id: int,
    title: str,
    direction: Direction | str,
    dated_on: dt.date | None,
    counterpart: str,
    kind: str,
    media: Media | str,
    reason: str = "",
) -> bool:
    """Change a draft, or correct what is registered for a reason; both leave a trace."""
    record = _record_to_change(actor, record_id, permission=CHANGE)
    if record.state == RecordState.VOIDED.value:
        raise NotPossible(_("Handlingen är makulerad och ändras inte."))
    given = described(title, direction, dated_on, counterpart, kind, media)
    changed = values_to_change(record, given)
    if not changed:
        return False
    changes: dict[str, Any] = dict(told(record, changed))
    is_draft = record.state == RecordState.DRAFT.value
    if not is_draft:
        changes["reason"] = checked_reason(reason)
        changes["as_printed"] = record.as_printed
    elif given["direction"] == Direction.RECEIVED.value:
        raise NotPossible(_("Ett utkast kan inte ha kommit in. Registrera det inkomna som en egen handling."))
    if "counterpart" in changed:
        changed["shows_counterpart"] = False  # somebody else now, who may be a private person
    Record.objects.filter(pk=record.pk).update(**changed)
    _tell(actor, "change_draft" if is_draft else "correct_record", record, changes)
    return True


def void_record(actor: Actor, *, record_id: int, reason: str) -> None:
    """Void a record that should not have been registered: its id stays, visibly void."""
    record = _record_to_change(actor, record_id, permission=VOID)
    _must_be(record, RecordState.VOIDED)
    reason = checked_reason(reason)
    Record.objects.filter(pk=record.pk).update(state=RecordState.VOIDED.value, void_reason=reason)
    changes = {"as_printed": record.as_printed, "title": record.title, "reason": reason}
    _tell(actor, "void_record", record, changes)


def discard_draft(actor: Actor, *, record_id: int) -> None:
    """Throw away a draft, which was never an official record; its file stays as a document."""
    record = _record_to_change(actor, record_id, permission=CHANGE)
    if record.state != RecordState.DRAFT.value:
        raise NotPossible(
            _("Handlingen är allmän och kan inte slängas. Är den fel registrerad, så makulera den.")
        )
    try:
        Record.objects.filter(pk=record.pk).delete()
    except ProtectedError as error:
        message = _("Utkastet är underlag för ett ärende vid ett sammanträde. Ta bort det därifrån först.")
        raise NotPossible(message) from error
    _tell(actor, "discard_draft", record, {"title": record.title})


def attach_file(
    actor: Actor, *, record_id: int, content: Readable | bytes, name: str, at: dt.datetime
) -> None:
    """Add the file of a record that was registered without one; FileRefused if not taken in."""
    record = _record_to_change(actor, record_id, permission=REGISTER)
    if record.document_id is not None:
        raise NotPossible(_("Handlingen har redan en fil."))
    if record.state == RecordState.VOIDED.value:
        raise NotPossible(_("Handlingen är makulerad och tar inte emot någon fil."))
    if record.is_secret:
        raise NotPossible(_("Handlingen är sekretessmarkerad. Häv markeringen innan du lägger till en fil."))
    authority = record.authority_id
    stored = files.store(authority, content, name=name)
    document = documents.create_document(
        actor, authority=authority, title=record.title, file=stored, name=name, at=at
    )
    if record.state == RecordState.OFFICIAL.value:
        documents.freeze(actor, document_id=document.id, at=at)
    Record.objects.filter(pk=record.pk).update(document_id=document.id, media=Media.DIGITAL.value)
    _tell(actor, "attach_file", record, {"document": document.id, "title": name})


def place_record(actor: Actor, *, record_id: int, case_id: int) -> bool:
    """Lay a record in an open case, from nowhere or from another case; False when it lies there already."""
    record = _record_to_change(actor, record_id, permission=REGISTER)
    if record.case_id == case_id:
        return False
    if record.state == RecordState.VOIDED.value:
        raise NotPossible(_("Handlingen är makulerad och läggs inte i något ärende."))
    must_be_open(case_to_change(actor, case_id, permission=REGISTER, authority=record.authority_id))
    before = record.case_id
    Record.objects.filter(pk=record.pk).update(case_id=case_id)
    changes = {
        "as_printed": record.as_printed,
        "title": record.title,
        "case": {"from": before, "to": case_id},
    }
    if before is not None:
        _tell(actor, "take_record_out", record, changes)
    record.case_id = case_id
    _tell(actor, "place_record", record, changes)
    follow_case(actor, record_id=record.pk, at=clock.now())
    return True


def _record_to_change(actor: Actor, record_id: int, *, permission: Permission) -> Record:
    """Lock a record that the actor may change; a demonstration never writes into what is real."""
    record = Record.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        raise RecordNotFound(str(record_id))
    require(actor, permission, authority=record.authority_id)
    if actor.is_demonstration and not record.is_demonstration:
        raise NotPossible(_("Handlingen är verklig och ändras inte i en demonstration."))
    return record


def _must_be(record: Record, following: RecordState) -> None:
    if following not in NEXT_STATES[RecordState(record.state)]:
        raise NotPossible(_("Handlingen är inte i ett läge där det går. Läs in sidan på nytt."))


def _tell(actor: Actor, action: str, record: Record, changes: Mapping[str, Any]) -> None:
    """Write the entry on the case, whose timeline it belongs to; on the record itself where it has none."""
    on = f"registry.case:{record.case_id}" if record.case_id else f"registry.record:{record.pk}"
    ledger.append(
        actor, action, on=on, authority=record.authority_id, changes={"record": record.pk, **changes}
    )
