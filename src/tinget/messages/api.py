"""What other modules may know and ask of messages."""

from tinget.foundation.mail import MailLine, MailState
from tinget.messages.actions import dispose, mark_registered, send, set_aside, take_back
from tinget.messages.events import MailReturned, MessageReceived
from tinget.messages.models import STATE_TEXTS
from tinget.messages.permissions import ACTION_TEXTS, READ, TAKE_CARE
from tinget.messages.queries import (
    MessageNotFound,
    attachment,
    count_unregistered,
    mailboxes,
    message,
    provide_registering,
    sent,
    sent_about,
    unregistered,
)
from tinget.messages.rules.lines import AttachmentLine, MailboxLine, MessageLine, MessageView, State

__all__ = [
    "ACTION_TEXTS",
    "READ",
    "STATE_TEXTS",
    "TAKE_CARE",
    "AttachmentLine",
    "MailLine",
    "MailReturned",
    "MailState",
    "MailboxLine",
    "MessageLine",
    "MessageNotFound",
    "MessageReceived",
    "MessageView",
    "State",
    "attachment",
    "count_unregistered",
    "dispose",
    "mailboxes",
    "mark_registered",
    "message",
    "provide_registering",
    "send",
    "sent",
    "sent_about",
    "set_aside",
    "take_back",
    "unregistered",
]
