"""What other modules may know and ask of messages."""

from tinget.foundation.mail import Attachment, MailLine, MailState
from tinget.messages.actions import (
    attachments,
    dispose,
    letter_file,
    mark_registered,
    send,
    send_letter,
    set_aside,
    take_back,
)
from tinget.messages.events import MailReturned, MessageReceived
from tinget.messages.forms import AddressesField
from tinget.messages.models import MAIL_TEXTS, STATE_TEXTS
from tinget.messages.permissions import ACTION_TEXTS, READ, SEND, TAKE_CARE
from tinget.messages.queries import (
    MessageNotFound,
    attachment,
    count_unregistered,
    mailboxes,
    message,
    provide_marked,
    provide_registering,
    provide_writing,
    sender_of,
    sent,
    sent_about,
    unregistered,
)
from tinget.messages.rules.letters import Letter, answer_subject, quoted
from tinget.messages.rules.lines import AttachmentLine, MailboxLine, MessageLine, MessageView, State

__all__ = [
    "ACTION_TEXTS",
    "MAIL_TEXTS",
    "READ",
    "SEND",
    "STATE_TEXTS",
    "TAKE_CARE",
    "AddressesField",
    "Attachment",
    "AttachmentLine",
    "Letter",
    "MailLine",
    "MailReturned",
    "MailState",
    "MailboxLine",
    "MessageLine",
    "MessageNotFound",
    "MessageReceived",
    "MessageView",
    "State",
    "answer_subject",
    "attachment",
    "attachments",
    "count_unregistered",
    "dispose",
    "letter_file",
    "mailboxes",
    "mark_registered",
    "message",
    "provide_marked",
    "provide_registering",
    "provide_writing",
    "quoted",
    "send",
    "send_letter",
    "sender_of",
    "sent",
    "sent_about",
    "set_aside",
    "take_back",
    "unregistered",
]
