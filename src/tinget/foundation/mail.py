"""Mail out: a row and a job in the caller's transaction; the worker hands it to the mail server."""

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from tinget.foundation import clock, jobs
from tinget.foundation.models import OutgoingMail

SEND_MAIL = "foundation.send_mail"
LISTED = 100
PATIENCE = 20  # seconds for the mail server to answer, lest one that hangs holds up the worker


def send_later(*, authority: int, to: str, subject: str, body: str) -> int:
    """Let the worker send a plain-text message; return the row's id, whose state can be followed."""
    mail = OutgoingMail.objects.create(
        authority_id=authority, to=to, subject=subject, body=body, created_at=clock.now()
    )
    jobs.enqueue(SEND_MAIL, authority=authority, mail_id=mail.pk)
    return mail.pk


def send(*, authority: int, mail_id: int) -> None:
    """Hand one message to the mail server; a second call for a sent message does nothing."""
    mail = OutgoingMail.objects.select_for_update().get(authority_id=authority, pk=mail_id)
    if mail.sent_at is not None:
        return
    line = get_connection(timeout=PATIENCE)
    EmailMessage(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to], connection=line).send()
    mail.sent_at = clock.now()
    mail.save(update_fields=["sent_at"])


def newest(authority: int) -> list[OutgoingMail]:
    """Return the authority's newest messages, at most 100."""
    return list(OutgoingMail.objects.filter(authority_id=authority).order_by("-pk")[:LISTED])
