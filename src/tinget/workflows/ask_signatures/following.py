"""What a completed signing leads to: the signed file as the document's next version, or as a new record."""

from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.signatures import api as signatures
from tinget.workflows.ask_signatures.papers import DOCUMENT


def follow_signature(event: signatures.DocumentSigned) -> None:
    """Put the file that all have signed where it belongs; an official record is never changed (TF 2 kap.)."""
    if (
        event.purpose != signatures.Purpose.OTHER
        or not event.complete
        or not event.about.startswith(DOCUMENT)
    ):
        return
    document = documents.documents([int(event.about.removeprefix(DOCUMENT))]).get(
        int(event.about.removeprefix(DOCUMENT))
    )
    if document is None:
        return  # has become secret meanwhile: the signed file stays with its request
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    if document.frozen_at is not None:
        _register(actor, document, event)
        return
    documents.add_version(
        actor,
        document_id=document.id,
        file=event.file,
        name=event.name,
        comment=_("Undertecknad av alla"),
        at=event.at,
    )


def follow_renewal(event: signatures.StampRenewed) -> None:
    """Let the document that holds the signed file have it with its new time stamp, as open as it was.

    An official record stays as it is; its file with the new stamp lies with the request for signatures.
    """
    actor = organisation.system_actor(event.authority, demonstration=event.is_demonstration)
    for document in documents.documents_holding(event.authority, event.before.sha256):
        if document.frozen_at is not None:
            continue
        documents.add_version(
            actor,
            document_id=document.id,
            file=event.file,
            name=event.name,
            comment=_("Tidsstämpeln förnyad"),
            at=event.at,
        )
        if document.published and document.latest is not None and document.latest.published:
            documents.publish(actor, document_id=document.id, at=event.at)


def _register(
    actor: organisation.Actor, document: documents.DocumentLine, event: signatures.DocumentSigned
) -> None:
    """Register the signed file as a record of its own beside the one that was signed."""
    title = _("%(title)s, undertecknad") % {"title": document.title}
    made = documents.create_document(
        actor, authority=event.authority, title=title, file=event.file, name=event.name, at=event.at
    )
    documents.freeze(actor, document_id=made.id, at=event.at)
    registry.register_record(
        actor,
        authority=event.authority,
        case_id=_open_case(document.id),
        title=title,
        direction=registry.Direction.DRAWN_UP,
        dated_on=event.at.date(),
        counterpart="",
        document_id=made.id,
        day=event.at.date(),
    )


def _open_case(document_id: int) -> int | None:
    """Return the case of the record while it takes records; otherwise the new one is sorted by hand."""
    record = registry.record_of_document(document_id)
    case = registry.cases([record.case_id]).get(record.case_id) if record and record.case_id else None
    return case.id if case is not None and case.status is registry.CaseStatus.OPEN else None
