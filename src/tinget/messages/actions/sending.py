"""Sending e-mail with documents of the authority; how far it came can be asked for by what it is about."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from tinget.documents import api as documents
from tinget.foundation import files, ledger, mail
from tinget.foundation.errors import NotPossible
from tinget.messages.permissions import SEND
from tinget.messages.queries import sender_of
from tinget.messages.rules.letters import MOST_ADDRESSES, Letter, LetterFile, as_file
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
    letter = Letter(to=(to,), subject=subject, text=body)
    attached = attachments(actor, authority, document_ids)
    changes = {"documents": sorted(document_ids)}
    return _send(actor, authority, checked(actor, letter), attached, about=about, changes=changes)[0]


def send_letter(
    actor: Actor, authority: int, letter: Letter, attached: Iterable[mail.Attachment] = (), *, about: str = ""
) -> list[int]:
    """Send a letter to each addressee by itself, so that none sees the others; return the ids in order.

    In a demonstration anybody can be the secretary: then no mail server may take what they write further.
    """
    require(actor, SEND, authority=authority)
    if actor.is_demonstration and mail.leaves_this_machine():
        raise NotPossible(_("I en demonstration skickas inga egna brev. Inget är skickat."))
    found = list(attached)
    changes = {"files": [one.sha256 for one in found]}
    return _send(actor, authority, checked(actor, letter), found, about=about, changes=changes)


def attachments(
    actor: Actor, authority: int, document_ids: Iterable[int], more: Iterable[mail.Attachment] = ()
) -> list[mail.Attachment]:
    """Find the documents that the actor may see, and join the other files; too much together is refused."""
    require(actor, SEND, authority=authority)
    wanted = list(document_ids)
    found = documents.documents(wanted)
    chosen = []
    for document_id in wanted:
        document = found.get(document_id)
        if document is None or document.authority_id != authority or document.latest is None:
            raise NotPossible(_("Ett av dokumenten finns inte hos myndigheten. Inget är skickat."))
        newest = document.latest
        chosen.append(mail.Attachment(newest.sha256, newest.name, newest.media_type))
    chosen += more
    if sum(files.path_of(authority, one.sha256).stat().st_size for one in chosen) > ATTACHED_LIMIT:
        raise NotPossible(_("Bilagorna är tillsammans större än 20 MB. Skicka en länk till dem i stället."))
    return chosen


def letter_file(
    actor: Actor, authority: int, letter: Letter, attached: Iterable[mail.Attachment], *, at: dt.datetime
) -> bytes:
    """Write a letter as the file that is kept of it, with what goes along."""
    sender = sender_of(actor, authority_by_id(authority)) or settings.DEFAULT_FROM_EMAIL
    parts = []
    for one in attached:
        with files.open_stored(authority, one.sha256) as file:
            parts.append(LetterFile(one.name, one.media_type, file.read()))
    return as_file(checked(actor, letter), sender=sender, at=at, files=parts)


def send_again(actor: Actor, authority: int, mail_id: int) -> None:
    """Put a message that could not be handed over back in the queue."""
    require(actor, SEND, authority=authority)
    if not mail.try_again(authority=authority, mail_id=mail_id):
        raise NotPossible(_("Utskicket har inte misslyckats, eller står redan i kö igen. Läs om sidan."))
    ledger.append(actor, "send_again", on=f"foundation.mail:{mail_id}", authority=authority)


def checked(actor: Actor, letter: Letter) -> Letter:
    """Return the letter as it is sent: addresses that are addresses, a subject on one line."""
    to = tuple(_address(one) for one in letter.to)
    if not 0 < len(to) <= MOST_ADDRESSES:
        raise NotPossible(
            _("Ett brev går till minst en och högst %(most)s adresser.") % {"most": MOST_ADDRESSES}
        )
    return replace(letter, to=to, subject=_subject(letter.subject, demonstration=actor.is_demonstration))


def _send(
    actor: Actor,
    authority: int,
    letter: Letter,
    attached: list[mail.Attachment],
    *,
    about: str,
    changes: dict[str, list[int]] | dict[str, list[str]],
) -> list[int]:
    sender = sender_of(actor, authority_by_id(authority))
    made = [
        mail.send_later(
            authority=authority,
            to=address,
            subject=letter.subject,
            body=letter.text,
            sender=sender,
            about=about,
            attachments=attached,
            in_reply_to=letter.in_reply_to,
        )
        for address in letter.to
    ]
    for mail_id in made:
        on = about or f"foundation.mail:{mail_id}"
        ledger.append(actor, "send_message", on=on, authority=authority, changes={"mail": mail_id, **changes})
    return made


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
    prefix = DEMONSTRATION if demonstration and not subject.startswith(DEMONSTRATION) else ""
    return f"{prefix}{subject}"[:SUBJECT_LENGTH]
