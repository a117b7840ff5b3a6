"""Mail out: a row and a job in the caller's transaction; the worker hands it over and notes how it went."""

import datetime as dt
import smtplib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from email.utils import make_msgid, parseaddr
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Count, Min
from django.utils.translation import gettext as _

from tinget.foundation import clock, files, jobs
from tinget.foundation.imap import is_this_machine
from tinget.foundation.jobs.queue import RETRIES
from tinget.foundation.models import OutgoingMail
from tinget.foundation.scoping import Scope, scoped
from tinget.foundation.tracing import traced

SEND_MAIL = "foundation.send_mail"
LISTED = 100
PATIENCE = 20  # seconds for the mail server to answer, lest one that hangs holds up the worker
ATTEMPTS = RETRIES + 1
PERMANENT = 500  # SMTP: codes from here on say that it is no use to try again
SAID_LENGTH = 300
LINK = "{hemlig länk}"  # in the text until it is handed over: the row that is kept never holds the link

LinkSource = Callable[[str], str]
_links: dict[str, LinkSource] = {}
_stops: dict[str, LinkSource] = {}


class MailState(StrEnum):
    """How far a message has come; a mail server that took it over says nothing of its being read."""

    QUEUED = "queued"
    HANDED_OVER = "handed_over"
    FAILED = "failed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the store that goes with a message."""

    sha256: str
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Messages that have not gone out: how many wait, since when, and how many could not be sent."""

    waiting: int
    waiting_since: dt.datetime | None
    failed: int


@dataclass(frozen=True, slots=True)
class MailLine:
    """A message as it is listed: never what it says, which may hold a secret link."""

    id: int
    to: str
    subject: str
    about: str
    state: MailState
    attempts: int
    attachments: int
    created_at: dt.datetime
    sent_at: dt.datetime | None
    returned_at: dt.datetime | None
    reason: str


def send_later(
    *,
    authority: int,
    to: str,
    subject: str,
    body: str,
    sender: str = "",
    about: str = "",
    attachments: Sequence[Attachment] = (),
    in_reply_to: str = "",
) -> int:
    """Let the worker send a plain-text message; return the row's id, whose state can be followed."""
    mail = OutgoingMail.objects.create(
        authority_id=authority,
        to=to,
        subject=subject,
        body=body,
        sender=sender,
        about=about,
        attachments=[asdict(one) for one in attachments],
        message_id=_new_message_id(sender),
        in_reply_to=in_reply_to,
        created_at=clock.now(),
    )
    jobs.enqueue(SEND_MAIL, authority=authority, mail_id=mail.pk)
    return mail.pk


def deliver(*, authority: int, mail_id: int) -> None:
    """Send one message; keep why it failed, and let the queue try again where that is of any use."""
    inside = Scope(authorities=frozenset({authority}))
    try:
        with scoped(inside):
            send(authority=authority, mail_id=mail_id)
    except Exception as error:
        with scoped(inside):
            _note_failure(authority, mail_id, error)
        if not _is_permanent(error):
            raise


@traced("outside mail")
def send(*, authority: int, mail_id: int) -> None:
    """Hand one message to the mail server; one that is sent, or forgotten, is left alone."""
    mail = OutgoingMail.objects.select_for_update().get(authority_id=authority, pk=mail_id)
    if mail.sent_at is not None or not mail.to:
        return
    line = get_connection(timeout=PATIENCE)
    mail.message_id = mail.message_id or _new_message_id(mail.sender)
    message = EmailMessage(
        mail.subject,
        _whole(mail),
        mail.sender or settings.DEFAULT_FROM_EMAIL,
        [mail.to],
        connection=line,
        headers=_headers(mail),
    )
    for one in mail.attachments:
        with files.open_stored(authority, one["sha256"]) as file:
            message.attach(one["name"], file.read(), one["media_type"])
    message.send()
    mail.sent_at, mail.state, mail.failure = clock.now(), MailState.HANDED_OVER.value, ""
    mail.attempts += 1
    mail.save(update_fields=["sent_at", "state", "failure", "attempts", "message_id"])


def provide_link(kind: str, source: LinkSource) -> None:
    """Say how the secret link is found in a message about this kind of object ("noticeboard.posting")."""
    _links[kind] = source


def provide_stop(kind: str, source: LinkSource) -> None:
    """Say how messages about this kind of object are ended: by a link, and by one click (RFC 8058)."""
    _links[kind] = _stops[kind] = source


def forget(authority: int, *about: str) -> None:
    """Keep that there were messages about these objects, and no more; what waits is not sent."""
    rows = OutgoingMail.objects.filter(authority_id=authority, about__in=about).exclude(about="")
    rows.update(to="", subject="", body="", failure="", attachments=[])


def withhold(authority: int, about: str, *, subject: str, body: str) -> int:
    """Let what waits about an object say this instead, and keep of what is sent no more than this subject.

    Return how many messages there were.
    """
    rows = OutgoingMail.objects.filter(authority_id=authority, about=about).exclude(to="")
    rows.filter(sent_at=None).update(body=body)
    rows.exclude(sent_at=None).update(body="")
    return rows.update(subject=subject)


def try_again(*, authority: int, mail_id: int) -> bool:
    """Put a failed message back in the queue; False when there is no such failed message."""
    failed = OutgoingMail.objects.filter(authority_id=authority, pk=mail_id, state=MailState.FAILED.value)
    if not failed.update(state=MailState.QUEUED.value, attempts=0):
        return False
    jobs.enqueue(SEND_MAIL, authority=authority, mail_id=mail_id)
    return True


def note_return(*, authority: int, message_id: str, reason: str, at: dt.datetime) -> int | None:
    """Note that a message came back undelivered; return its id, or None when it is none of ours."""
    if not message_id:
        return None
    mail = OutgoingMail.objects.filter(authority_id=authority, message_id=message_id)
    mail.update(state=MailState.RETURNED.value, failure=reason, returned_at=at)
    return mail.values_list("pk", flat=True).first()


def is_ours(*, authority: int, message_id: str) -> bool:
    """Whether the authority has sent a message with this Message-ID."""
    return (
        bool(message_id)
        and OutgoingMail.objects.filter(authority_id=authority, message_id=message_id).exists()
    )


def about(*, authority: int, mail_id: int) -> str:
    """Return what a message was about, empty where that was not said."""
    rows = OutgoingMail.objects.filter(authority_id=authority, pk=mail_id)
    return rows.values_list("about", flat=True).first() or ""


def about_of(*, authority: int, message_id: str) -> str:
    """Return what our mail with this Message-ID was about, empty where it is none of ours or not said."""
    rows = OutgoingMail.objects.filter(authority_id=authority, message_id=message_id).exclude(message_id="")
    return rows.values_list("about", flat=True).first() or ""


def lines(
    authority: int, *, state: MailState | None = None, after: int | None = None, size: int = LISTED
) -> list[MailLine]:
    """Return the authority's messages from the newest on, or those older than the one with the id `after`."""
    rows = OutgoingMail.objects.filter(authority_id=authority).defer("body")
    if state is not None:
        rows = rows.filter(state=state.value)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return [_line(row) for row in rows.order_by("-pk")[:size]]


def lines_about(authority: int, *about: str) -> list[MailLine]:
    """Return the messages about these objects, newest first, at most 100."""
    rows = OutgoingMail.objects.filter(authority_id=authority, about__in=about).exclude(about="")
    rows = rows.defer("body")
    return [_line(row) for row in rows.order_by("-pk")[:LISTED]]


def waiting(authority: int) -> Waiting:
    """Tell what has not gone out: how many messages wait, since when, and how many could not be sent."""
    rows = OutgoingMail.objects.filter(authority_id=authority)
    queued = rows.filter(state=MailState.QUEUED.value).aggregate(number=Count("pk"), since=Min("created_at"))
    failed = rows.filter(state=MailState.FAILED.value).count()
    return Waiting(queued["number"], queued["since"], failed)


def leaves_this_machine() -> bool:
    """Whether mail goes out by a server, and not into files, a test's memory, or a server here."""
    return settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") and not is_this_machine(settings.EMAIL_HOST)


def newest(authority: int) -> list[OutgoingMail]:
    """Return the authority's newest messages, at most 100."""
    return list(OutgoingMail.objects.filter(authority_id=authority).order_by("-pk")[:LISTED])


def reason_of(error: Exception) -> str:  # noqa: PLR0911 -- one answer for each kind
    """Say in Swedish why a message could not be handed over, with the mail server's own words."""
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused) if refused:
            code, said = next(iter(refused.values()))
            return _("Mottagarens adress tas inte emot (%(said)s).") % {"said": _said(code, said)}
        case smtplib.SMTPAuthenticationError():
            return _("E-postservern godtar inte användaren eller lösenordet i TINGET_SMTP.")
        case smtplib.SMTPResponseException(smtp_code=code, smtp_error=said):
            return _("E-postservern tog inte emot meddelandet (%(said)s).") % {"said": _said(code, said)}
        case FileNotFoundError():
            return _("En bilaga saknas i lagret.")
        case OSError():
            return _("E-postservern svarar inte.")
        case ValueError():
            return _("Ämnet eller adressen kan inte skickas med e-post.")
        case _unforeseen:
            return _("Ett fel hos oss: %(kind)s.") % {"kind": type(error).__name__}


def _headers(mail: OutgoingMail) -> dict[str, str]:
    answers = {"In-Reply-To": mail.in_reply_to, "References": mail.in_reply_to} if mail.in_reply_to else {}
    return {"Message-ID": mail.message_id, **answers, **_stop_headers(mail)}


def _stop_headers(mail: OutgoingMail) -> dict[str, str]:
    stop = _stops.get(mail.about.partition(":")[0])
    if stop is None:
        return {}
    return {
        "List-Unsubscribe": f"<{stop(mail.about)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _whole(mail: OutgoingMail) -> str:
    if LINK not in mail.body:
        return mail.body
    return mail.body.replace(LINK, _links[mail.about.partition(":")[0]](mail.about))


def _note_failure(authority: int, mail_id: int, error: Exception) -> None:
    mail = OutgoingMail.objects.select_for_update().get(authority_id=authority, pk=mail_id)
    mail.attempts += 1
    mail.failure = reason_of(error)
    if _is_permanent(error) or mail.attempts >= ATTEMPTS:
        mail.state = MailState.FAILED.value
    mail.save(update_fields=["attempts", "failure", "state"])


def _is_permanent(error: Exception) -> bool:
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return all(code >= PERMANENT for code, _said in refused.values())
        case smtplib.SMTPAuthenticationError():
            return False
        case smtplib.SMTPResponseException(smtp_code=code):
            return bool(code >= PERMANENT)
        case _other:
            return isinstance(error, ValueError | FileNotFoundError)


def _said(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())[:SAID_LENGTH]


def _new_message_id(sender: str) -> str:
    domain = parseaddr(sender or settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return make_msgid(domain=domain or "localhost")


def _line(row: OutgoingMail) -> MailLine:
    return MailLine(
        id=row.pk,
        to=row.to,
        subject=row.subject,
        about=row.about,
        state=MailState(row.state),
        attempts=row.attempts,
        attachments=len(row.attachments),
        created_at=row.created_at,
        sent_at=row.sent_at,
        returned_at=row.returned_at,
        reason=row.failure,
    )
