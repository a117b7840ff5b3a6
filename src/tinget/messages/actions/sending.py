"""Sending e-mail with documents of the authority; how far it came can be asked for by what it is about."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.messages.permissions import SEND
from tinget.messages.queries import sender_of
from tinget.organisation.api import Actor, authority_by_id, require

ATTACHED_LIMIT = 20_000_000  # bytes; most mail servers take 25 MB, and the wire makes a third more of it
SUBJECT_LENGTH = 200
DEMONSTRATION = "DEMONSTRATION: "


def send(
    actor: Actor,
    authority: int,
    to: str,
    subject: str,
    body: str,
    document_ids: Iterable[int] = (),
    *,
    about: str = "",
) -> int:
    """Let a message be sent with the newest versions of these documents; return the id to follow it by."""
    require(actor, SEND, authority=authority)
    owner, attached = authority_by_id(authority), list(document_ids)
    mail_id = mail.send_later(
        authority=authority,
        to=_address(to),
        subject=_subject(subject, demonstration=actor.is_demonstration),
        body=body,
        sender=sender_of(actor, owner),
        about=about,
        attachments=_attachments(authority, attached),
    )
    changes = {"mail": mail_id, "documents": sorted(attached)}
    ledger.append(
        actor, "send_message", on=about or f"foundation.mail:{mail_id}", authority=authority, changes=changes
    )
    return mail_id


def send_again(actor: Actor, authority: int, mail_id: int) -> None:
    """Put a message that could not be handed over back in the queue."""
    require(actor, SEND, authority=authority)
    if not mail.try_again(authority=authority, mail_id=mail_id):
        raise NotPossible(_("Utskicket har inte misslyckats, eller står redan i kö igen. Läs om sidan."))
    ledger.append(actor, "send_again", on=f"foundation.mail:{mail_id}", authority=authority)


def _address(to: str) -> str:
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError as wrong:
        raise NotPossible(_("Adressen är ingen e-postadress. Rätta den och försök igen.")) from wrong
    return to


def _subject(subject: str, *, demonstration: bool) -> str:
    subject = " ".join(subject.split())
    if not subject:
        raise NotPossible(_("Meddelandet behöver ett ämne."))
    return f"{DEMONSTRATION if demonstration else ''}{subject}"[:SUBJECT_LENGTH]


def _attachments(authority: int, document_ids: list[int]) -> list[mail.Attachment]:
    """Find the documents that the actor may see; one that is missing stops the message."""
    found = documents.documents(document_ids)
    chosen = []
    for document_id in document_ids:
        document = found.get(document_id)
        if document is None or document.authority_id != authority or document.latest is None:
            raise NotPossible(_("Ett av dokumenten finns inte hos myndigheten. Inget är skickat."))
        chosen.append(document.latest)
    if sum(version.size for version in chosen) > ATTACHED_LIMIT:
        raise NotPossible(_("Bilagorna är tillsammans större än 20 MB. Skicka en länk till dem i stället."))
    return [mail.Attachment(version.sha256, version.name, version.media_type) for version in chosen]
