"""Writes about a record: registering it in the next free id, with or without a file."""

import datetime as dt
import uuid
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import clock, files, ledger, serials, submissions
from tinget.foundation.errors import NotPossible
from tinget.foundation.files.store import Readable
from tinget.organisation.api import Actor, authority_by_id, require
from tinget.registry.actions.cases import case_to_change, checked_title, must_be_open
from tinget.registry.actions.secrecy import follow_case
from tinget.registry.models import Record
from tinget.registry.permissions import LOAD_FACTS, REGISTER
from tinget.registry.rules import (
    COUNTERPART_LENGTH,
    KIND_LENGTH,
    Direction,
    GivenId,
    Media,
    RecordState,
    given_id,
    may_be_draft,
    one_line,
)

SERIES = "record"


def register_record(  # noqa: PLR0913 -- a record is told by this many facts
    actor: Actor,
    *,
    authority: int,
    case_id: int | None,
    title: str,
    direction: Direction | str,
    dated_on: dt.date | None,
    counterpart: str,
    day: dt.date,
    kind: str = "",
    media: Media | str = Media.UNKNOWN,
    is_draft: bool = False,
    document_id: int | None = None,
    as_printed: str | None = None,
    is_published_fact: bool = False,
    submission: uuid.UUID | None = None,
) -> int:
    """Register a record, in a case or by itself, in the year's next free id; once for each submission.

    A draft has neither id nor day until `make_official` (TF 2:9-12). Only the loader of published facts gives
    the id as printed ("" where none was); the day is then unknown.
    """
    is_given = as_printed is not None or is_published_fact
    require(actor, LOAD_FACTS if is_given else REGISTER, authority=authority)
    if earlier := _submitted(authority, submission):
        return earlier
    _must_fit(actor, authority, case_id=case_id, document_id=document_id)
    state = _first_state(Direction(direction), is_draft=is_draft)
    facts = described(title, direction, dated_on, counterpart, kind, media) | {
        "state": state.value,
        "document_id": document_id,
        "registered_on": None if is_published_fact or is_draft else day,
        "is_published_fact": is_published_fact,
        "submission": submission,
    }
    given = {} if is_draft else asdict(identity(authority, day, as_printed, fact=is_published_fact))
    place = {"authority_id": authority, "case_id": case_id, "is_demonstration": actor.is_demonstration}
    return _tell(actor, Record.objects.create(**place, **facts, **given))


def register_record_with_file(  # noqa: PLR0913 -- a record is told by this many facts
    actor: Actor,
    *,
    authority: int,
    case_id: int | None,
    title: str,
    direction: Direction | str,
    dated_on: dt.date | None,
    counterpart: str,
    content: Readable | bytes,
    name: str,
    at: dt.datetime,
    kind: str = "",
    is_draft: bool = False,
    submission: uuid.UUID | None = None,
) -> int:
    """Store the file as a document and register the record it is; FileRefused if not taken in."""
    require(actor, REGISTER, authority=authority)
    if earlier := _submitted(authority, submission):
        return earlier
    stored = files.store(authority, content, name=name)
    made = documents.create_document(actor, authority=authority, title=title, file=stored, name=name, at=at)
    if not is_draft:
        documents.freeze(actor, document_id=made.id, at=at)
    return register_record(
        actor,
        authority=authority,
        case_id=case_id,
        title=title,
        direction=direction,
        dated_on=dated_on,
        counterpart=counterpart,
        day=at.date(),
        kind=kind,
        media=Media.DIGITAL,
        is_draft=is_draft,
        document_id=made.id,
        submission=submission,
    )


def described(
    title: str,
    direction: Direction | str,
    dated_on: dt.date | None,
    counterpart: str,
    kind: str,
    media: Media | str,
) -> dict[str, Any]:
    """Give the facts that a record is described by, each in its form; refuse a title that is none."""
    return {
        "title": checked_title(title),
        "direction": Direction(direction).value,
        "dated_on": dated_on,
        "counterpart": one_line(counterpart)[:COUNTERPART_LENGTH],
        "kind": one_line(kind)[:KIND_LENGTH],
        "media": Media(media).value,
    }


def _submitted(authority: int, submission: uuid.UUID | None) -> int | None:
    """Return the record that this submission has made already."""
    if submission is None:
        return None
    submissions.hold(authority, submission)
    made = Record.objects.filter(authority_id=authority, submission=submission)
    return made.values_list("pk", flat=True).first()


def _first_state(direction: Direction, *, is_draft: bool) -> RecordState:
    """Say what the record begins as; refuse a draft of what has come in."""
    if is_draft and not may_be_draft(direction):
        raise NotPossible(_("Det som har kommit in är en allmän handling direkt och registreras som det."))
    return RecordState.DRAFT if is_draft else RecordState.OFFICIAL


def _must_fit(actor: Actor, authority: int, *, case_id: int | None, document_id: int | None) -> None:
    """Refuse a case that takes no record, and say plainly what the document's key would refuse at commit."""
    if case_id is not None:
        must_be_open(case_to_change(actor, case_id, permission=REGISTER, authority=authority))
    if document_id is None:
        return
    document = documents.documents([document_id]).get(document_id)
    if document is None or document.authority_id != authority:
        raise NotPossible(_("Dokumentet finns inte hos myndigheten."))


def identity(authority: int, day: dt.date, as_printed: str | None = None, *, fact: bool = False) -> GivenId:
    """Draw the id last of all before the row is written; one given before us only moves the series on."""
    if not fact:
        serial = serials.next_serial(authority=authority, series=SERIES, year=day.year)
        return GivenId(day.year, serial, f"{day.year}.{serial}")
    if not as_printed:
        return GivenId(None, None, "")
    given = given_id(as_printed, own_prefix=authority_by_id(authority).record_id_prefix)
    if given.year is not None and given.serial is not None:
        serials.raise_to(authority=authority, series=SERIES, year=given.year, last=given.serial)
    return given


def _tell(actor: Actor, record: Record) -> int:
    """Write the entry on the case, whose timeline it belongs to, or on the record; return the record's id."""
    on = f"registry.case:{record.case_id}" if record.case_id else f"registry.record:{record.pk}"
    changes = {
        "record": record.pk,
        "as_printed": record.as_printed,
        "title": record.title,
        "direction": record.direction,
        "dated_on": record.dated_on,
        "counterpart": record.counterpart,
        "document": record.document_id,
    }
    action = "begin_draft" if record.state == RecordState.DRAFT.value else "register_record"
    ledger.append(actor, action, on=on, authority=record.authority_id, changes=changes)
    follow_case(actor, record_id=record.pk, at=clock.now())
    return record.pk
