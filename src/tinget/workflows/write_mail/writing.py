"""Sending a letter and keeping it: the letter as a record, each file that was uploaded as one of its own."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files
from tinget.foundation.errors import NotPossible
from tinget.messages import api as messages
from tinget.organisation.api import Actor
from tinget.registry import api as registry

TITLE_LENGTH = COUNTERPART_LENGTH = 300
OFFERED = 100
LETTER = "brev.eml"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the writer has chosen, kept in the store."""

    name: str
    file: files.StoredFile


def may_go_along(case: registry.CaseLine) -> list[tuple[registry.RecordLine, documents.VersionLine]]:
    """List the case's newest records that can be sent: official, not marked secret, with a file."""
    lines = [one for one in registry.records_of_case(case.id) if _is_open(one)][-OFFERED:]
    newest = documents.newest_versions([one.document_id for one in lines if one.document_id is not None])
    return [(one, newest[one.document_id]) for one in reversed(lines) if one.document_id in newest]


def why_not(case: registry.CaseLine) -> str:
    """Say why no e-mail is written from the case; empty where it can be."""
    if case.is_secret:
        return _(
            "Ärendet är märkt med sekretess, och e-post kan läsas på vägen."
            " Skicka på ett säkert sätt och registrera det sedan som en expedierad handling."
        )
    if case.status is not registry.CaseStatus.OPEN:
        return _("Ärendet är inte öppet. Öppna det först, eller skriv utan ärende.")
    return ""


def send_letter(
    actor: Actor,
    authority: int,
    letter: messages.Letter,
    *,
    case: registry.CaseLine | None,
    record_ids: Sequence[int],
    uploads: "Iterable[UploadedFile[bytes]]",
    register: bool,
    at: dt.datetime,
) -> int:
    """Send a letter to all its addressees, registered or not; return the first message's id."""
    if case is not None and (reason := why_not(case)):
        raise NotPossible(reason)
    kept = [_kept(authority, one) for one in uploads]
    attached = messages.attachments(
        actor,
        authority,
        _documents_of(record_ids),
        [messages.Attachment(one.file.sha256, one.name, one.file.media_type) for one in kept],
    )
    about = f"registry.case:{case.id}" if case else ""
    if register:
        content = messages.letter_file(actor, authority, letter, attached, at=at)
        stored = files.store(authority, content, name=LETTER, known_as=files.EML, limit=len(content))
        parts = [(letter.subject, Upload(LETTER, stored))]
        parts += [(f"{letter.subject}: {one.name}", one) for one in kept]
        made = [_record(actor, authority, case, letter, title, part, at=at) for title, part in parts]
        about = f"registry.record:{made[0]}"
    return messages.send_letter(actor, authority, letter, attached, about=about)[0]


def _is_open(record: registry.RecordLine) -> bool:
    return (
        record.state is registry.RecordState.OFFICIAL
        and not record.is_secret
        and record.document_id is not None
    )


def _documents_of(record_ids: Sequence[int]) -> list[int]:
    found = registry.records(record_ids)
    chosen = [found[one] for one in record_ids if one in found and _is_open(found[one])]
    if len(chosen) < len(record_ids):
        raise NotPossible(_("En av handlingarna kan inte skickas längre. Läs om sidan och välj igen."))
    return [one.document_id for one in chosen if one.document_id is not None]


def _kept(authority: int, given: "UploadedFile[bytes]") -> Upload:
    name = given.name or _("bilaga")
    return Upload(name, files.store(authority, given, name=name))


def _record(
    actor: Actor,
    authority: int,
    case: registry.CaseLine | None,
    letter: messages.Letter,
    title: str,
    part: Upload,
    *,
    at: dt.datetime,
) -> int:
    title = title[:TITLE_LENGTH]
    document = documents.create_document(
        actor, authority=authority, title=title, file=part.file, name=part.name, at=at
    )
    documents.freeze(actor, document_id=document.id, at=at)
    return registry.register_record(
        actor,
        authority=authority,
        case_id=case.id if case else None,
        title=title,
        direction=registry.Direction.DISPATCHED,
        dated_on=at.date(),
        counterpart=", ".join(letter.to)[:COUNTERPART_LENGTH],
        day=at.date(),
        media=registry.Media.DIGITAL,
        document_id=document.id,
    )
