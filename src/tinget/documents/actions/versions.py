"""Writes of documents: a document with its first version, a further version, publication."""

import datetime as dt

from django.utils.translation import gettext as _

from tinget.documents.actions.carrying import CARRIERS, WORKING, document_to_change
from tinget.documents.actions.check_outs import end_check_out, must_take_a_version
from tinget.documents.actions.renditions import PREPARE
from tinget.documents.events import RestrictedFileOpened
from tinget.documents.models import Document, Version
from tinget.documents.permissions import PUBLISH, WRITE
from tinget.documents.queries import DocumentNotFound, version_line
from tinget.documents.rules import TITLE_LENGTH, DocumentLine, VersionLine, safe_name
from tinget.documents.rules.locks import Ending
from tinget.documents.rules.renditions import RenditionKind, can_be_archival
from tinget.foundation import jobs, ledger, need_to_know
from tinget.foundation.errors import NotPossible
from tinget.foundation.events import raise_event
from tinget.foundation.files import StoredFile
from tinget.organisation.api import Actor, require


def create_document(
    actor: Actor, *, authority: int, title: str, file: StoredFile, name: str, at: dt.datetime
) -> DocumentLine:
    """Make a document whose first version is the stored file."""
    require(actor, WRITE, authority=authority)
    title = " ".join(title.split())[:TITLE_LENGTH]
    if not title:
        raise NotPossible(_("Dokumentet behöver en rubrik. Skriv en och försök igen."))
    row = Document.objects.create(
        authority_id=authority, title=title, is_demonstration=actor.is_demonstration
    )
    first = _write(actor, row, number=1, file=file, name=name, comment="", at=at)
    jobs.enqueue(PREPARE, authority=authority, version_id=first.id)
    changes = {"title": title, "version": 1, "sha256": file.sha256, "name": first.name}
    ledger.append(
        actor, "create_document", on=f"documents.document:{row.pk}", authority=authority, changes=changes
    )
    return DocumentLine(row.pk, authority, title, row.is_demonstration, published=False, latest=first)


def add_version(
    actor: Actor,
    *,
    document_id: int,
    file: StoredFile,
    name: str,
    comment: str,
    at: dt.datetime,
    lock: str = "",
    prepare: bool = True,
) -> VersionLine:
    """Add a version under the next number, two at once waiting for each other; a check-out ends with it.

    `lock` is the token of the check-out, where the writer goes by one. NotPossible where the document is
    frozen or checked out by another.
    """
    row = document_to_change(document_id)
    require(actor, WRITE, authority=row.authority_id)
    must_take_a_version(actor, row, token=lock, at=at)
    newest = Version.objects.filter(document_id=row.pk).order_by("-number").values_list("number", flat=True)
    number = (newest.first() or 0) + 1
    added = _write(actor, row, number=number, file=file, name=name, comment=comment, at=at)
    end_check_out(row, Ending.CHECKED_IN, at=at)
    if prepare:
        jobs.enqueue(PREPARE, authority=row.authority_id, version_id=added.id)
    changes = {"version": number, "sha256": file.sha256, "name": added.name, "comment": added.comment}
    ledger.append(
        actor,
        "add_version",
        on=f"documents.document:{row.pk}",
        authority=row.authority_id,
        changes=changes,
        restriction=row.restriction_id,
    )
    return added


def publish(actor: Actor, *, document_id: int, at: dt.datetime) -> None:
    """Let visitors read the document and its newest version; earlier versions stay within the authority."""
    row = document_to_change(document_id)
    require(actor, PUBLISH, authority=row.authority_id)
    if row.restriction_id is not None:
        raise NotPossible(_("Dokumentet visas bara för dem som behöver det och kan inte publiceras."))
    newest = Version.objects.filter(document_id=row.pk).order_by("-number").first()
    if newest is None:
        raise NotPossible(_("Dokumentet saknar innehåll och kan inte publiceras."))
    Document.objects.filter(pk=row.pk, published_at=None).update(published_at=at)
    for carrier in CARRIERS:
        carrier.of_version(newest.pk).filter(published_at=None).update(published_at=at)
    changes = {"version": newest.number, "sha256": newest.sha256}
    ledger.append(
        actor,
        "publish_document",
        on=f"documents.document:{row.pk}",
        authority=row.authority_id,
        changes=changes,
    )


def withdraw(actor: Actor, *, document_id: int) -> bool:
    """Let visitors read the document no more; False where they could not. The authority keeps it whole."""
    row = document_to_change(document_id)
    require(actor, PUBLISH, authority=row.authority_id)
    if row.published_at is None:
        return False
    for carrier in CARRIERS:
        carrier.of_document(row.pk).update(published_at=None)
    Document.objects.filter(pk=row.pk).update(published_at=None)
    ledger.append(
        actor, "withdraw_document", on=f"documents.document:{row.pk}", authority=row.authority_id, changes={}
    )
    return True


def restrict(actor: Actor, *, document_id: int, restriction: int | None) -> None:
    """Let only those cleared for the restriction see the document and all of it; None frees it again.

    Nothing restricted stays published. The actor must be cleared, before and after.
    """
    row = document_to_change(document_id)
    require(actor, WRITE, authority=row.authority_id)
    on = f"documents.document:{row.pk}"
    changes = {"restriction_id": restriction} | ({"published_at": None} if restriction else {})
    for carrier in CARRIERS:
        carrier.of_document(row.pk).update(**changes)
    for working in WORKING:
        working.of_document(row.pk).update(restriction_id=restriction)
    Document.objects.filter(pk=row.pk).update(**changes)
    need_to_know.restrict_history(on, restriction)
    action = "restrict_document" if restriction else "free_document"
    ledger.append(actor, action, on=on, authority=row.authority_id, changes={"restriction": restriction})


def freeze(actor: Actor, *, document_id: int, at: dt.datetime) -> None:
    """Let no version be added any more: the document has become an official record (TF 2 kap.).

    Once is enough. A check-out ends, and an archival copy is made of what can have one.
    """
    row = document_to_change(document_id)
    require(actor, WRITE, authority=row.authority_id)
    newest = Version.objects.filter(document_id=row.pk).order_by("-number").first()
    if newest is None:
        raise NotPossible(_("Dokumentet saknar innehåll och kan inte bli en handling."))
    if row.frozen_at is not None:
        return
    end_check_out(row, Ending.FROZEN, at=at)
    Document.objects.filter(pk=row.pk).update(frozen_at=at)
    if can_be_archival(newest.media_type):
        kinds = [RenditionKind.PDFA]
        jobs.enqueue(PREPARE, authority=row.authority_id, version_id=newest.pk, kinds=kinds)
    ledger.append(
        actor,
        "freeze_document",
        on=f"documents.document:{row.pk}",
        authority=row.authority_id,
        changes={"version": newest.number, "sha256": newest.sha256},
        restriction=row.restriction_id,
    )


def open_restricted(
    actor: Actor, *, authority: int, document_id: int, number: int, at: dt.datetime
) -> VersionLine:
    """Give a version that only some may see to one of them, and write it down; DocumentNotFound to others."""
    with need_to_know.opened(actor.person_id):
        row = Version.objects.filter(authority_id=authority, document_id=document_id, number=number).first()
    if row is None or row.restriction_id is None or actor.person_id is None:
        raise DocumentNotFound(f"{document_id}/{number}")
    on = f"documents.document:{document_id}"
    ledger.append(actor, "open_restricted", on=on, authority=authority, changes={"version": number})
    raise_event(
        RestrictedFileOpened(
            authority=authority,
            document_id=document_id,
            version=number,
            person_id=actor.person_id,
            name=actor.name,
            who=actor.who,
            acting_as=actor.acting_as,
            at=at,
        )
    )
    return version_line(row)


def _write(
    actor: Actor, row: Document, *, number: int, file: StoredFile, name: str, comment: str, at: dt.datetime
) -> VersionLine:
    created = Version.objects.create(
        authority_id=row.authority_id,
        document=row,
        number=number,
        sha256=file.sha256,
        size=file.size,
        media_type=file.media_type,
        name=safe_name(name),
        created_at=at,
        created_by=actor.name,
        comment=" ".join(comment.split())[:300],
        restriction_id=row.restriction_id,
    )
    return version_line(created)
