"""A letter that is written here: to whom, about what; its answer to another, and its form as a file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from tinget.messages.rules.lines import MessageView
from tinget.messages.rules.words import addresses

MOST_ADDRESSES = 50
QUOTED = 10_000  # signs of the answered message that are quoted
ANSWER = "Sv: "


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: each addressee gets it alone; `in_reply_to` is the Message-ID of what it answers."""

    to: tuple[str, ...]
    subject: str
    text: str
    in_reply_to: str = ""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A file that goes with a letter, with its content."""

    name: str
    media_type: str
    content: bytes


def read_addresses(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read addresses with commas, semicolons or line breaks between: those found, and what is no address."""
    found: list[str] = []
    wrong: list[str] = []
    for part in written.replace(";", ",").replace("\n", ",").split(","):
        for name, address in addresses(part) if part.strip() else ():
            if not address:
                wrong.append(name)
            elif address.casefold() not in {one.casefold() for one in found}:
                found.append(address)
    return tuple(found), tuple(wrong)


def answer_subject(subject: str) -> str:
    """Put the sign of an answer before a subject, once."""
    return subject if subject.casefold().startswith(("sv:", "re:")) else f"{ANSWER}{subject}"


def quoted(view: MessageView) -> str:
    """Quote what is answered, each line marked, below room for the answer."""
    lines = view.text[:QUOTED].splitlines()
    if not lines:
        return ""
    return "\n\n" + "\n".join([f"{view.line.sender}:", *(f"> {line}".rstrip() for line in lines)])


def as_file(letter: Letter, *, sender: str, at: dt.datetime, files: Iterable[LetterFile]) -> bytes:
    """Write the letter as a file (RFC 5322), with everybody it goes to and all that goes along."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = ", ".join(letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(at)
    if letter.in_reply_to:
        message["In-Reply-To"] = letter.in_reply_to
    message.set_content(letter.text)
    for one in files:
        main, _slash, sub = one.media_type.partition("/")
        if main in {"message", "multipart"}:  # those have parts of their own, which are not looked into here
            main, sub = "application", "octet-stream"
        message.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
    return message.as_bytes()
