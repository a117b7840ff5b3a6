"""Writes of signing: ask for signatures, sign, decline, remind, take back; by a link for outsiders."""

from tinget.signatures.actions.answering import (
    ContentChanged,
    ask_for_code,
    decline,
    decline_by_link,
    sign,
    sign_all,
    sign_by_link,
    tell_code,
)
from tinget.signatures.actions.asking import (
    Paper,
    let_step_in,
    remind,
    remind_waiting,
    replace_file,
    request_for_papers,
    request_signatures,
    withdraw,
)
from tinget.signatures.actions.eid import (
    CLOSE_LEFT,
    ByLink,
    cancel_eid,
    close_left_eid,
    follow_eid,
    forget_eid,
    leave_eid,
    start_eid,
)
from tinget.signatures.actions.preserving import due_for_renewal, renew_stamp
from tinget.signatures.actions.remote import FormToCarry, receive_remote, start_remote

__all__ = [
    "CLOSE_LEFT",
    "ByLink",
    "ContentChanged",
    "FormToCarry",
    "Paper",
    "ask_for_code",
    "cancel_eid",
    "close_left_eid",
    "decline",
    "decline_by_link",
    "due_for_renewal",
    "follow_eid",
    "forget_eid",
    "leave_eid",
    "let_step_in",
    "receive_remote",
    "remind",
    "remind_waiting",
    "renew_stamp",
    "replace_file",
    "request_for_papers",
    "request_signatures",
    "sign",
    "sign_all",
    "sign_by_link",
    "start_eid",
    "start_remote",
    "tell_code",
    "withdraw",
]
