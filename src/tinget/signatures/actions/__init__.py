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
    remind,
    remind_waiting,
    replace_file,
    request_for_papers,
    request_signatures,
    withdraw,
)

__all__ = [
    "ContentChanged",
    "Paper",
    "ask_for_code",
    "decline",
    "decline_by_link",
    "remind",
    "remind_waiting",
    "replace_file",
    "request_for_papers",
    "request_signatures",
    "sign",
    "sign_all",
    "sign_by_link",
    "tell_code",
    "withdraw",
]
