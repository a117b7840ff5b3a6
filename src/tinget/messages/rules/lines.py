"""A message's states and the values that cross the border."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tinget.messages.rules.parsing import Kind, Note

TITLE_OF_NONE = "(utan ämne)"
INLINE_TYPES = frozenset({"application/pdf", "image/png", "image/jpeg"})


class State(StrEnum):
    """What became of a message: it waits, was registered, need not be, or was tied to what it returns."""

    WAITING = "waiting"
    REGISTERED = "registered"
    SET_ASIDE = "set_aside"
    TIED = "tied"


NEXT_STATES: Mapping[State, frozenset[State]] = {
    State.WAITING: frozenset({State.REGISTERED, State.SET_ASIDE}),
    State.SET_ASIDE: frozenset({State.WAITING}),
    State.REGISTERED: frozenset(),
    State.TIED: frozenset({State.REGISTERED}),
}


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message as it is listed; `outcome` is the record's id, or the reason where it was set aside.

    One that is not `is_whole` was too large to be fetched: its head alone is here.
    """

    id: int
    authority_id: int
    sender_name: str
    sender_address: str
    subject: str
    received_at: dt.datetime
    kind: Kind
    state: State
    attachments: int
    outcome: str
    record_on: str
    is_whole: bool

    @property
    def sender(self) -> str:
        """Who it is from, as a register says it: `Anna Berg <anna@kiruna.se>`."""
        if self.sender_name and self.sender_address:
            return f"{self.sender_name} <{self.sender_address}>"
        return self.sender_name or self.sender_address

    @property
    def title(self) -> str:
        """The subject, or that there is none."""
        return self.subject or TITLE_OF_NONE


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file of a message; `sha256` is empty and `refusal` says why where it was not taken in."""

    id: int
    number: int
    name: str
    media_type: str
    size: int
    sha256: str
    refusal: str
    is_inline: bool

    @property
    def is_kept(self) -> bool:
        """Whether the file is in the store by itself."""
        return bool(self.sha256)


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message with all that was read of it; `same_as` is an earlier one with the same Message-ID."""

    line: MessageLine
    mailbox: str
    recipients: str
    sent_at: dt.datetime | None
    text: str
    notes: tuple[Note, ...]
    files: tuple[AttachmentLine, ...]
    sha256: str
    size: int
    same_as: int | None
    mail_id: int | None
    message_id: str
    answers: str  # what the mail that it answers was about, empty where it answers none of ours


@dataclass(frozen=True, slots=True)
class MailboxLine:
    """A mailbox and how it fares; `failure` is a sentence, empty while all is well."""

    name: str
    fetched_at: dt.datetime | None
    failure: str
    next_try_at: dt.datetime | None


def minutes_to_wait(failures: int) -> int:
    """Return how long to leave a mailbox alone after so many failures in a row: 1, 2, 4 … 60 minutes."""
    return min(2 ** max(failures - 1, 0), 60) if failures < 10 else 60  # noqa: PLR2004 -- 2**9 is past an hour


def may_become(now: State, following: State) -> bool:
    """Whether a message in the one state may come into the other."""
    return following in NEXT_STATES[now]
