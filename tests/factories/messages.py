"""E-mail as it comes in, and a mailbox that is read by the real job."""

from email.message import EmailMessage
from itertools import count

from django.conf import settings

from tests.factories.documents import PDF
from tinget.foundation.imap import Fetched
from tinget.foundation.scoping import Scope, scoped
from tinget.messages import actions, jobs
from tinget.organisation.api import system_actor

UIDS = count(1_000)


def a_letter(
    subject: str = "Synpunkter på avtalet", *, message_id: str = "<1@kiruna.se>", text: str = "Hej"
) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = "Anna Berg <anna@kiruna.se>"
    letter["To"] = "namnd@lulea.se"
    letter["Subject"] = subject
    letter["Date"] = "Mon, 23 Nov 2026 08:00:00 +0100"
    if message_id:
        letter["Message-ID"] = message_id
    letter.set_content(text)
    return letter


def wire(message: EmailMessage) -> bytes:
    """Return the message as it travels."""
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def a_return(message_id: str, *, action: str = "failed") -> bytes:
    """Return a delivery status notification about a message."""
    return (
        "From: MAILER-DAEMON@lulea.se\r\nTo: namnd@lulea.se\r\nSubject: Undelivered Mail\r\n"
        "Message-ID: <dsn-1@lulea.se>\r\nDate: Mon, 23 Nov 2026 09:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nIt did not go.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.lulea.se\r\n\r\n"
        f"Final-Recipient: rfc822; borta@kiruna.se\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 no such user\r\n\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: namnd@lulea.se\r\nMessage-ID: {message_id}\r\n"
        "Subject: Hej\r\n\r\nHej\r\n--b--\r\n"
    ).encode()


def set_up(port: int, password: str, more: str = "") -> None:
    settings.TINGET_MAILBOXES = f"e-namnden=imap://namnd%40lulea.se:{password}@127.0.0.1:{port}/INBOX{more}"


def read_mailbox() -> None:
    """Read the mailbox that is set up, as the worker does."""
    (setting,) = jobs.queries.configuration()[0]
    jobs.fetch_mailbox(place=setting.authority, mailbox=setting.name)


def taken_in(authority: int, content: bytes, *, uid: int | None = None, at) -> int | None:
    """Take a message in without a server."""
    actor = system_actor(authority)
    with scoped(Scope(authorities=frozenset({authority}))):
        begun = actions.begin_round(actor, authority=authority, name="namnd", at=at)
        return actions.take_in(
            actor,
            begun,
            uid=uid or next(UIDS),
            fetched=Fetched(content, len(content), at, is_whole=True),
            at=at,
        )


def a_message_with_files(authority: int, files: int, *, at) -> int | None:
    """Take a message in that carries so many files."""
    letter = a_letter()
    for number in range(files):
        letter.add_attachment(PDF, maintype="application", subtype="pdf", filename=f"{number}.pdf")
    return taken_in(authority, wire(letter), at=at)
