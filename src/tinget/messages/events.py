"""What messages tell others of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A message has come to the authority and waits to be registered."""

    authority: int
    message_id: int


@dataclass(frozen=True, slots=True)
class MailReturned:
    """A message that was sent came back undelivered; `about` is what it was about, or empty."""

    authority: int
    mail_id: int
    about: str
