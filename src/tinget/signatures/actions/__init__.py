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
from tinget.signatures.actions.preserving import due_for_renewal, renew_stamp

__all__ = [
    "ContentChanged",
    "Paper",
    "ask_for_code",
    "decline",
    "decline_by_link",
    "due_for_renewal",
    "let_step_in",
    "remind",
    "remind_waiting",
    "renew_stamp",
    "replace_file",
    "request_for_papers",
    "request_signatures",
    "sign",
    "sign_all",
    "sign_by_link",
    "tell_code",
    "withdraw",
]
