"""Taking in what a mailbox holds: a message is stored and committed before the mailbox is touched."""

import datetime as dt
from dataclasses import dataclass

from tinget.foundation import events, files, ledger, mail
from tinget.foundation.imap import Fetched
from tinget.messages.events import MailReturned, MessageReceived
from tinget.messages.models import Attachment, Mailbox, Message
from tinget.messages.permissions import RECEIVE
from tinget.messages.queries import is_due
from tinget.messages.rules.lines import State, minutes_to_wait
from tinget.messages.rules.parsing import Kind, Note, Parsed, Part, parse, parse_head
from tinget.organisation.api import Actor, require

ATTACHED_IN_ALL = 500
FAILURE_LENGTH = 300
ORIGINAL = "meddelande.eml"


@dataclass(frozen=True, slots=True)
class Round:
    """A mailbox that is to be read now, and from where."""

    mailbox_id: int
    authority: int
    uid_validity: int
    last_uid: int


def begin_round(actor: Actor, *, authority: int, name: str, at: dt.datetime) -> Round | None:
    """Say how far the mailbox is read; None while it is left alone after failures."""
    require(actor, RECEIVE, authority=authority)
    row, _made = Mailbox.objects.get_or_create(authority_id=authority, name=name)
    return _round(row) if is_due(row, at) else None


def follow_validity(actor: Actor, begun: Round, *, uid_validity: int) -> Round:
    """Begin anew where the server has numbered its messages anew; what is known is known by content."""
    require(actor, RECEIVE, authority=begun.authority)
    row = Mailbox.objects.select_for_update().get(pk=begun.mailbox_id)
    if row.uid_validity != uid_validity:
        row.uid_validity, row.last_uid = uid_validity, 0
        row.save(update_fields=["uid_validity", "last_uid"])
        Message.objects.filter(mailbox=row, is_settled=False).update(
            is_settled=True
        )  # their numbers are no more
    return _round(row)


def take_in(
    actor: Actor, begun: Round, *, uid: int, fetched: Fetched, at: dt.datetime, apart: bool = True
) -> int | None:
    """Store a message with its files; None when its very content is here already from this mailbox.

    `apart` False keeps the original only: for a message that could not be stored otherwise.
    """
    require(actor, RECEIVE, authority=begun.authority)
    Mailbox.objects.select_for_update().filter(pk=begun.mailbox_id).update(last_uid=uid)
    stored = _original(begun.authority, fetched.content)
    if stored and Message.objects.filter(mailbox_id=begun.mailbox_id, sha256=stored.sha256).exists():
        return None
    told = parse(fetched.content) if fetched.is_whole and apart else parse_head(fetched.content)
    row = _message(begun, uid, fetched, told, at=at)
    row.sha256 = stored.sha256 if stored else ""
    if not apart:
        row.notes = [Note.NOT_TAKEN_APART.value]
    _tie(row, told, at=at)
    row.save()
    for number, part in enumerate(told.parts[:ATTACHED_IN_ALL], start=1):
        _attach(row, number, part)
    changes = {"sha256": row.sha256, "size": row.size, "files": row.attachments, "kind": row.kind}
    ledger.append(
        actor, "receive_message", on=f"messages.message:{row.pk}", authority=begun.authority, changes=changes
    )
    if row.state == State.WAITING.value:
        events.raise_event(MessageReceived(authority=begun.authority, message_id=row.pk))
    return row.pk


def unsettled(actor: Actor, begun: Round) -> list[int]:
    """Return the numbers of messages that are stored but not yet flagged or moved in the mailbox."""
    require(actor, RECEIVE, authority=begun.authority)
    rows = Message.objects.filter(
        mailbox_id=begun.mailbox_id, uid_validity=begun.uid_validity, is_settled=False
    )
    return list(rows.order_by("uid").values_list("uid", flat=True))


def mark_settled(actor: Actor, begun: Round, *, uid: int) -> None:
    """Note that a message has been flagged or moved."""
    require(actor, RECEIVE, authority=begun.authority)
    rows = Message.objects.filter(mailbox_id=begun.mailbox_id, uid_validity=begun.uid_validity, uid=uid)
    rows.update(is_settled=True)


def end_round(actor: Actor, begun: Round, *, at: dt.datetime) -> None:
    """Note that the mailbox was read to its end."""
    require(actor, RECEIVE, authority=begun.authority)
    Mailbox.objects.filter(pk=begun.mailbox_id).update(
        fetched_at=at, failures=0, failure="", next_try_at=None
    )


def note_trouble(actor: Actor, begun: Round, *, why: str, at: dt.datetime) -> None:
    """Note what is wrong with the mailbox, and leave it alone the longer the more often it failed."""
    require(actor, RECEIVE, authority=begun.authority)
    row = Mailbox.objects.select_for_update().get(pk=begun.mailbox_id)
    row.failures += 1
    row.failure = why[:FAILURE_LENGTH]
    row.next_try_at = at + dt.timedelta(minutes=minutes_to_wait(row.failures))
    row.save(update_fields=["failures", "failure", "next_try_at"])


def _round(row: Mailbox) -> Round:
    return Round(row.pk, row.authority_id, row.uid_validity, row.last_uid)


def _original(authority: int, content: bytes) -> files.StoredFile | None:
    """Store the message byte for byte; one without any content has no original."""
    if not content:
        return None
    return files.store(authority, content, name=ORIGINAL, known_as=files.EML, limit=len(content))


def _message(begun: Round, uid: int, fetched: Fetched, told: Parsed, *, at: dt.datetime) -> Message:
    earlier = Message.objects.filter(authority_id=begun.authority, message_id=told.message_id).order_by("pk")
    return Message(
        authority_id=begun.authority,
        mailbox_id=begun.mailbox_id,
        uid_validity=begun.uid_validity,
        uid=uid,
        is_settled=not fetched.is_whole,  # a message that was not fetched stays as it is in the mailbox
        kind=told.kind.value,
        message_id=told.message_id,
        in_reply_to=told.in_reply_to,
        sender_name=told.sender_name,
        sender_address=told.sender_address,
        recipients=told.recipients,
        subject=told.subject,
        text=told.text,
        sent_at=told.sent_at,
        received_at=fetched.received_at or at,
        size=fetched.size,
        attachments=len(told.parts),
        notes=[note.value for note in told.notes],
        same_as=earlier.first() if told.message_id else None,
    )


def _tie(row: Message, told: Parsed, *, at: dt.datetime) -> None:
    """Tie a final return to the message that came back; a delay changes nothing, and strangers' wait."""
    back = told.returned
    if told.kind is not Kind.RETURN or back is None:
        return
    if not back.is_final:
        if mail.is_ours(authority=row.authority_id, message_id=back.message_id):
            row.state = State.TIED.value
        return
    mail_id = mail.note_return(
        authority=row.authority_id, message_id=back.message_id, reason=back.reason, at=at
    )
    if mail_id is None:
        return
    row.mail_id, row.state = mail_id, State.TIED.value
    about = mail.about(authority=row.authority_id, mail_id=mail_id)
    events.raise_event(MailReturned(authority=row.authority_id, mail_id=mail_id, about=about))


def _attach(row: Message, number: int, part: Part) -> None:
    """Keep a file of the message by itself; one that is refused is told of, and lies in the original."""
    sha256, media_type, refusal = "", part.media_type, ""
    try:
        known_as = files.EML if part.media_type == files.EML else None
        stored = files.store(row.authority_id, part.content, name=part.name, known_as=known_as)
        sha256, media_type = stored.sha256, stored.media_type
    except files.FileRefused as refused:
        refusal = refused.message
    Attachment.objects.create(
        authority_id=row.authority_id,
        message=row,
        number=number,
        name=part.name[:200],
        media_type=media_type,
        size=len(part.content),
        sha256=sha256,
        refusal=refusal,
        is_inline=part.is_inline,
    )
