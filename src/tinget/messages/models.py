"""The tables of messages: mailboxes and how far they are read, what came, and the files in it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tinget.foundation.mail import MailState
from tinget.foundation.models import OutgoingMail, OwnedModel
from tinget.messages.rules.lines import State
from tinget.messages.rules.parsing import ID_LENGTH, SUBJECT_LENGTH, Kind, Note

STATES = [state.value for state in State]
KINDS = [kind.value for kind in Kind]

STATE_TEXTS: dict[State, str | Promise] = {
    State.WAITING: _("att registrera"),
    State.REGISTERED: _("registrerat"),
    State.SET_ASIDE: _("registreras inte"),
    State.TIED: _("retur, knuten till utskicket"),
}
STATE_TONES: dict[State, str] = {
    State.WAITING: "wait",
    State.REGISTERED: "done",
    State.SET_ASIDE: "plain",
    State.TIED: "stop",
}
MAIL_TEXTS: dict[MailState, tuple[str | Promise, str]] = {  # words and tone
    MailState.QUEUED: (_("väntar på att skickas"), "wait"),
    MailState.HANDED_OVER: (_("lämnat till e-postservern"), "done"),
    MailState.FAILED: (_("kunde inte skickas"), "stop"),
    MailState.RETURNED: (_("kom i retur"), "stop"),
}
TOO_LARGE = _("för stort att hämta")
KIND_TEXTS: dict[Kind, str | Promise] = {
    Kind.LETTER: "",
    Kind.AUTO_REPLY: _("autosvar"),
    Kind.RETURN: _("retur"),
}
NOTE_TEXTS: dict[Note, str | Promise] = {
    Note.HEAD_CUT: _("Meddelandets huvud är ovanligt stort och lästes bara till en del."),
    Note.NOT_TAKEN_APART: _("Meddelandet kunde inte delas upp. Öppna originalet för att läsa allt."),
    Note.MANY_PARTS: _(
        "Meddelandet har fler delar än vad som visas här. Öppna originalet för att läsa allt."
    ),
    Note.TEXT_CUT: _("Texten är lång och visas bara till en del. Öppna originalet för att läsa allt."),
    Note.FROM_HTML: _("Texten kommer från en webbsida i meddelandet. Bilder och utseende är borttagna."),
    Note.WINMAIL: _(
        "Avsändaren har packat bilagor på ett sätt som bara Outlook kan läsa (winmail.dat)."
        " Be om dem igen, eller öppna originalet i Outlook."
    ),
    Note.NO_DATE: _("Meddelandet säger inte när det skickades."),
    Note.NO_SENDER: _("Meddelandet säger inte vem det är från."),
    Note.MARKED_SPAM: _("E-postservern har märkt meddelandet som skräppost."),
    Note.TOO_LARGE: _(
        "Meddelandet är för stort att hämta: över 50 MB. Det ligger kvar i brevlådan."
        " Öppna det där, spara det som hör till ärendet och registrera det under Handlingar."
        " Lägg sedan det här åt sidan och skriv vilket id det fick."
    ),
}


class Mailbox(OwnedModel):
    """A mailbox that is read, and how far; where it is and its password stand in the settings alone."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"name": "brevlådans användare kan vara en persons adress"}
    DISPOSAL: ClassVar[str] = "När brevlådan inte längre används."

    name = models.CharField(max_length=200)
    uid_validity = models.BigIntegerField(default=0)
    last_uid = models.BigIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    next_try_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "name"], name="mailbox_once")]


class Message(OwnedModel):
    """An e-mail that has come to the authority; its original lies in the file store by its SHA-256."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {
        "sender_name": "avsändaren",
        "sender_address": "avsändaren",
        "recipients": "mottagarna",
        "subject": "kan nämna en person",
        "text": "vad avsändaren skrev",
        "outcome": "skälet kan nämna en person",
        "handled_by": "den som tog hand om meddelandet",
    }
    DISPOSAL: ClassVar[str] = (
        "Registrerade: när handlingen i diariet är kontrollerad. Övriga: två år efter att de kom in."
    )

    mailbox = models.ForeignKey(Mailbox, on_delete=models.PROTECT, db_constraint=False, related_name="+")
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    is_settled = models.BooleanField(default=False)  # flagged or moved in the mailbox
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=State.WAITING.value)
    message_id = models.CharField(max_length=ID_LENGTH, blank=True)
    in_reply_to = models.CharField(max_length=ID_LENGTH, blank=True)
    sender_name = models.CharField(max_length=200, blank=True)
    sender_address = models.CharField(max_length=254, blank=True)
    recipients = models.CharField(max_length=1000, blank=True)
    subject = models.CharField(max_length=SUBJECT_LENGTH, blank=True)
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField()
    attachments = models.PositiveIntegerField(default=0)
    notes = models.JSONField(default=list)
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    mail = models.ForeignKey(
        OutgoingMail, on_delete=models.PROTECT, null=True, db_constraint=False, related_name="+"
    )
    record_on = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=300, blank=True)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="message_fetched_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="message_state_known"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="message_kind_known"),
        ]
        indexes = [
            models.Index(fields=["authority_id", "state", "id"], name="message_by_state"),
            models.Index(fields=["authority_id", "message_id"], name="message_by_message_id"),
            models.Index(fields=["mailbox", "sha256"], name="message_by_content"),
            models.Index(fields=["mailbox"], condition=Q(is_settled=False), name="message_unsettled"),
        ]


class Attachment(OwnedModel):
    """A file in a message; where it was refused, why, and the original still holds it."""

    PERSONAL_DATA: ClassVar[dict[str, str]] = {"name": "filnamnet kan nämna en person"}
    DISPOSAL: ClassVar[str] = "Följer meddelandet."

    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, db_constraint=False, db_index=False, related_name="files"
    )
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=150)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    refusal = models.TextField(blank=True)
    is_inline = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="attachment_number_once"),
            models.CheckConstraint(condition=~Q(sha256="") | ~Q(refusal=""), name="attachment_kept_or_told"),
        ]
