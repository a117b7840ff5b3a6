"""Reads of messages: only for those whose office it is, checked here and not in the pages."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import BinaryIO

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from tinget.foundation import files, mail
from tinget.foundation.errors import NotPossible
from tinget.foundation.mail import MailLine, MailState
from tinget.messages.models import Attachment, Mailbox, Message
from tinget.messages.permissions import FOLLOW, READ, SEND, TEND
from tinget.messages.rules.lines import AttachmentLine, MailboxLine, MessageLine, MessageView, State
from tinget.messages.rules.mailboxes import MailboxSetting, SettingWrong, read_mailboxes
from tinget.messages.rules.parsing import Kind, Note
from tinget.organisation.api import Actor, Authority, permits, require

PAGE = 50
COUNTED = 500

_registering: list[Callable[[str, int], str]] = []
_writing: list[Callable[[str, int | None], str]] = []
_marked: list[Callable[[Collection[str]], set[str]]] = []


class MessageNotFound(Http404):
    """No such message, or none that the asker may read."""


def unregistered(
    actor: Actor, authority: int, *, after: int | None = None, size: int = PAGE
) -> list[MessageLine]:
    """List the messages that wait to be registered, newest first; `after` is an id to go on from."""
    return messages(actor, authority, states=(State.WAITING,), after=after, size=size)


def messages(
    actor: Actor,
    authority: int,
    *,
    states: Iterable[State] | None = None,
    after: int | None = None,
    size: int = PAGE,
) -> list[MessageLine]:
    """List messages in these states, or all, newest first."""
    require(actor, READ, authority=authority)
    rows = Message.objects.filter(authority_id=authority).defer("text")
    if states is not None:
        rows = rows.filter(state__in=[state.value for state in states])
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return [_line(row) for row in rows.order_by("-pk")[:size]]


def count_unregistered(actor: Actor, authority: int) -> int:
    """Count the messages that wait, no further than 501."""
    require(actor, READ, authority=authority)
    rows = Message.objects.filter(authority_id=authority, state=State.WAITING.value)
    return rows.order_by()[: COUNTED + 1].count()


def message(actor: Actor, authority: int, message_id: int) -> MessageView:
    """Find a message with its text and files, or MessageNotFound."""
    require(actor, READ, authority=authority)
    row = Message.objects.select_related("mailbox").filter(authority_id=authority, pk=message_id).first()
    if row is None:
        raise MessageNotFound(str(message_id))
    return MessageView(
        line=_line(row),
        mailbox=row.mailbox.name,
        recipients=row.recipients,
        sent_at=row.sent_at,
        text=row.text,
        notes=tuple(Note(one) for one in row.notes),
        files=tuple(_attachment(one) for one in Attachment.objects.filter(message=row).order_by("number")),
        sha256=row.sha256,
        size=row.size,
        same_as=row.same_as_id,
        mail_id=row.mail_id,
        message_id=row.message_id,
        answers=mail.about_of(authority=authority, message_id=row.in_reply_to),
    )


def attachment(actor: Actor, authority: int, *, message_id: int, number: int) -> AttachmentLine:
    """Find a file of a message that is in the store, or MessageNotFound."""
    require(actor, READ, authority=authority)
    row = Attachment.objects.filter(authority_id=authority, message_id=message_id, number=number).first()
    if row is None or not row.sha256:
        raise MessageNotFound(f"{message_id}/{number}")
    return _attachment(row)


def sent(
    actor: Actor,
    authority: int,
    *,
    state: MailState | None = None,
    after: int | None = None,
    size: int = PAGE,
) -> list[MailLine]:
    """List what was sent and how far it came, newest first: never what it said."""
    require(actor, FOLLOW, authority=authority)
    return _veiled(mail.lines(authority, state=state, after=after, size=size))


def sent_about(actor: Actor, authority: int, *on: str) -> list[MailLine]:
    """List what was sent about these objects and how far it came."""
    require(actor, FOLLOW, authority=authority)
    return _veiled(mail.lines_about(authority, *on))


def mailboxes(actor: Actor, authority: Authority) -> list[MailboxLine]:
    """List the authority's mailboxes as they are set up, with what is wrong with them."""
    require(actor, TEND, authority=authority.id)
    known = {row.name: row for row in Mailbox.objects.filter(authority_id=authority.id)}
    configured, wrong = configuration()
    names = [one.name for one in configured if one.authority == authority.slug]
    found = [_mailbox(name, known.get(name)) for name in names]
    ours = [one for one in wrong if one.authority in {"", authority.slug}]
    return found + [MailboxLine(f"TINGET_MAILBOXES, nr {one.number}", None, one.why, None) for one in ours]


def provide_registering(address: Callable[[str, int], str]) -> None:
    """Let the site say where a message is registered: `address(authority's slug, message's id)`."""
    _registering[:] = [address]


def registering_address(slug: str, message_id: int) -> str:
    """Return where a message is registered, empty where the site has no such page."""
    return next((address(slug, message_id) for address in _registering), "")


def provide_writing(address: Callable[[str, int | None], str]) -> None:
    """Let the site say where one writes: `address(authority's slug, the answered message's id or None)`."""
    _writing[:] = [address]


def writing_address(actor: Actor, authority: Authority, answered: int | None = None) -> str:
    """Return where a message, or an answer to one, is written; empty for those who may not send."""
    if not permits(actor, SEND, authority.id):
        return ""
    return next((address(authority.slug, answered) for address in _writing), "")


def provide_marked(marked: Callable[[Collection[str]], set[str]]) -> None:
    """Let the register say which of the things that mail was about are marked secret."""
    _marked[:] = [marked]


def configuration() -> tuple[list[MailboxSetting], list[SettingWrong]]:
    """Read which mailboxes there are."""
    return read_mailboxes(settings.TINGET_MAILBOXES)


def sender_of(actor: Actor, authority: Authority) -> str:
    """Return the address that the authority writes from: its mailbox's, so that what comes back is seen."""
    require(actor, SEND, authority=authority.id)
    configured, _wrong = configuration()
    ours = (one.address for one in configured if one.authority == authority.slug and one.address)
    return next(ours, "")


def _veiled(lines: list[MailLine]) -> list[MailLine]:
    """Withhold subject, addressee and the server's words of mail about what has been marked secret."""
    about = {line.about for line in lines if line.about}
    secret = {one for marked in _marked for one in marked(about)} if about else set()
    veil = _("(märkt med sekretess)")
    return [replace(line, subject=veil, to="", reason="") if line.about in secret else line for line in lines]


def _mailbox(name: str, row: Mailbox | None) -> MailboxLine:
    if row is None:
        return MailboxLine(name, None, "", None)
    return MailboxLine(name, row.fetched_at, row.failure, row.next_try_at)


def opened(authority: int, sha256: str) -> BinaryIO:
    """Open a stored file of a message that the asker was let read; says what to do when it is lost."""
    try:
        return files.open_stored(authority, sha256)
    except FileNotFoundError as missing:
        raise NotPossible(
            _("Filen saknas i lagret. Meddela den som sköter driften; den kan läsas in ur en säkerhetskopia.")
        ) from missing


def is_due(row: Mailbox, at: dt.datetime) -> bool:
    """Whether the mailbox is to be tried now; after failures it is left alone for a while."""
    return row.next_try_at is None or row.next_try_at <= at


def _line(row: Message) -> MessageLine:
    return MessageLine(
        id=row.pk,
        authority_id=row.authority_id,
        sender_name=row.sender_name,
        sender_address=row.sender_address,
        subject=row.subject,
        received_at=row.received_at,
        kind=Kind(row.kind),
        state=State(row.state),
        attachments=row.attachments,
        outcome=row.outcome,
        record_on=row.record_on,
        is_whole=Note.TOO_LARGE.value not in row.notes,
    )


def _attachment(row: Attachment) -> AttachmentLine:
    return AttachmentLine(
        id=row.pk,
        number=row.number,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        refusal=row.refusal,
        is_inline=row.is_inline,
    )
