"""Files of records over HTTP: a record's file is added once; what it says is read at its document."""

import hashlib

from django.http import HttpRequest
from ninja import File, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation.api import authority_by_slug
from tinget.registry import actions, queries
from tinget.registry.rest.shapes import Key, ReasonIn, RecordOut, make_once
from tinget.registry.rules import RecordLine

router = Router()
RECORD = "/{authority}/records/{record_id}"


@router.post(f"{RECORD}/file", response={201: RecordOut}, summary="Lägg till handlingens fil")
def attach_file(
    request: HttpRequest, authority: str, record_id: int, file: File[UploadedFile], key: Key = None
) -> Status[RecordLine]:
    """Add the file of a record that was registered without one."""
    owner = authority_by_slug(authority)
    record = queries.record_of(owner, record_id)
    name = file.name or "fil"

    def make() -> int:
        actions.attach_file(actor_of(request), record_id=record.id, content=file, name=name, at=clock.now())
        return record.id

    made = make_once(request, owner, key, f"{name}\n{_digest(file)}", make)
    return Status(201, queries.record_of(owner, made))


@router.post(f"{RECORD}/void", response=RecordOut, summary="Makulera en handling; numret finns kvar")
def void_record(request: HttpRequest, authority: str, record_id: int, given: ReasonIn) -> RecordLine:
    """Void a record that should not have been registered."""
    owner = authority_by_slug(authority)
    record = queries.record_of(owner, record_id)
    actions.void_record(actor_of(request), record_id=record.id, reason=given.reason)
    return queries.record_of(owner, record_id)


def _digest(file: UploadedFile) -> str:
    found = hashlib.sha256()
    for chunk in file.chunks():
        found.update(chunk)
    file.seek(0)
    return found.hexdigest()
