"""Taking an e-mail apart: who, to whom, what about, when, the text, the files; nothing in it can break us.

The parser's `compat32` policy is used on purpose: the newer one reads headers with a recursive grammar that
some mail in the wild makes fail. Whatever is not understood is said in `notes`; the original is kept whole.
"""

import datetime as dt
import email
import re
from dataclasses import dataclass, field
from email.message import Message
from email.policy import compat32
from email.utils import collapse_rfc2231_value, parsedate_to_datetime
from enum import StrEnum
from itertools import islice

from tinget.messages.rules.returns import Return, return_of
from tinget.messages.rules.words import (
    addresses,
    decoded,
    header_text,
    one_line,
    plain,
    text_of_html,
    unescaped,
)

SUBJECT_LENGTH = 300
TEXT_LENGTH = 100_000
ID_LENGTH = 200
HEAD_LENGTH = 256 * 1024
PARTS = 500
BOUNDARIES = 300  # multiparts within multiparts cost the parser lines times depth
DEPTH = 30
SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tiff",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
}
WINMAIL = "application/ms-tnef"
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


class Note(StrEnum):
    """What the reader should know of how a message was understood."""

    HEAD_CUT = "head_cut"
    NOT_TAKEN_APART = "not_taken_apart"
    MANY_PARTS = "many_parts"
    TEXT_CUT = "text_cut"
    FROM_HTML = "from_html"
    WINMAIL = "winmail"
    NO_DATE = "no_date"
    NO_SENDER = "no_sender"
    MARKED_SPAM = "marked_spam"
    TOO_LARGE = "too_large"


class Kind(StrEnum):
    """What sort of message it is: written by somebody, answered by a machine, or returned undelivered."""

    LETTER = "letter"
    AUTO_REPLY = "auto_reply"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Part:
    """A file in a message; its name ends in what its declared type is called where it had no ending."""

    name: str
    media_type: str
    content: bytes
    is_inline: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was understood of a message; times are aware, None where there was none to be read."""

    message_id: str
    in_reply_to: str
    sender_name: str
    sender_address: str
    recipients: str
    subject: str
    sent_at: dt.datetime | None
    kind: Kind
    text: str = ""
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
    returned: Return | None = None


@dataclass
class _Found:
    """What is gathered while walking through the parts."""

    plain: list[str] = field(default_factory=list)
    markup: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    dsn: list[Message] = field(default_factory=list)
    returned_head: Message | None = None


def parse(content: bytes) -> Parsed:
    """Take a message apart; never raises, whatever the bytes are."""
    notes: list[Note] = []
    content, was_cut = _bounded_head(content)
    if was_cut:
        notes.append(Note.HEAD_CUT)
    found = _Found(notes=notes)
    try:
        _must_be_shallow(content)
        message = email.message_from_bytes(content, policy=compat32)
        _walk(message, found)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError):
        found = _Found(notes=[*notes, Note.NOT_TAKEN_APART])
        message = parsed_head(content)
    return _told(message, found)


def parse_head(content: bytes) -> Parsed:
    """Read the head alone, of a message too large to be fetched."""
    bounded, _was_cut = _bounded_head(content)
    return _told(parsed_head(bounded), _Found(notes=[Note.TOO_LARGE]))


def parsed_head(content: bytes) -> Message:
    """Parse only what stands before the first blank line."""
    head = _BLANK_LINE.split(content, maxsplit=1)[0]
    return email.message_from_bytes(head + b"\r\n\r\n", policy=compat32)


def _must_be_shallow(content: bytes) -> None:
    if content.lower().count(b"boundary=") > BOUNDARIES:
        raise RecursionError


def _bounded_head(content: bytes) -> tuple[bytes, bool]:
    blank = _BLANK_LINE.search(content)
    end = blank.start() if blank else len(content)
    if end <= HEAD_LENGTH:
        return content, False
    head = content[:HEAD_LENGTH].rpartition(b"\n")[0]
    return head + (content[end:] if blank else b"\r\n\r\n"), True


def _told(message: Message, found: _Found) -> Parsed:
    notes = found.notes
    sender_name, sender_address = next(iter(addresses(_header(message, "from"))), ("", ""))
    sent_at = _date(_header(message, "date"))
    notes += [Note.NO_DATE] if sent_at is None else []
    notes += [] if sender_name or sender_address else [Note.NO_SENDER]
    if _header(message, "x-spam-flag").strip().lower() == "yes":
        notes.append(Note.MARKED_SPAM)
    returned = return_of(message, found.dsn, found.returned_head)
    recipients = [
        address or name for kind in ("to", "cc") for name, address in addresses(_header(message, kind))
    ]
    return Parsed(
        message_id=_id(message, "message-id"),
        in_reply_to=_id(message, "in-reply-to"),
        sender_name=sender_name,
        sender_address=sender_address,
        recipients=one_line(", ".join(recipients), 1000),
        subject=one_line(header_text(_header(message, "subject")), SUBJECT_LENGTH),
        sent_at=sent_at,
        kind=_kind(message, returned),
        text=_text(found),
        parts=tuple(found.parts),
        notes=tuple(dict.fromkeys(notes)),
        returned=returned,
    )


def _kind(message: Message, returned: Return | None) -> Kind:
    if returned is not None:
        return Kind.RETURN
    automatic = _header(message, "auto-submitted").partition(";")[0].strip().lower()
    is_reply = automatic == "auto-replied" or bool(
        _header(message, "x-autoreply") or _header(message, "x-autorespond")
    )
    return Kind.AUTO_REPLY if is_reply else Kind.LETTER


def _walk(message: Message, found: _Found) -> None:
    """Go through the parts in order, without recursion, no deeper and no further than the limits."""
    waiting: list[tuple[Message, int, bool]] = [(message, 0, False)]
    count = 0
    while waiting:
        part, depth, in_report = waiting.pop()
        count += 1
        if count > PARTS or depth > DEPTH:
            found.notes.append(Note.MANY_PARTS)
            return
        kind = part.get_content_type()
        if kind == "message/delivery-status":
            found.dsn += list(islice(_submessages(part), PARTS))
        elif kind.startswith("multipart/"):
            is_report = kind == "multipart/report"
            waiting += [(one, depth + 1, is_report) for one in reversed(_submessages(part))]
        elif in_report and kind in {"message/rfc822", "text/rfc822-headers"}:
            found.returned_head = _returned_head(part)
            _keep(part, kind, found)
        else:
            _keep(part, kind, found)


def _submessages(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [one for one in payload if isinstance(one, Message)] if isinstance(payload, list) else []


def _returned_head(part: Message) -> Message | None:
    inner = _submessages(part)
    return inner[0] if inner else parsed_head(_bytes(part))


def _keep(part: Message, kind: str, found: _Found) -> None:
    """Put one part where it belongs: text to read, or a file."""
    disposition = _header(part, "content-disposition").partition(";")[0].strip().lower()
    name = _file_name(part)
    if kind in {"text/plain", "text/html"} and disposition != "attachment" and not name:
        text = decoded(_bytes(part), part.get_content_charset())
        (found.plain if kind == "text/plain" else found.markup).append(text[: 5 * TEXT_LENGTH])
        return
    if kind == WINMAIL or name.lower() == "winmail.dat":
        found.notes.append(Note.WINMAIL)
    content = _bytes(part)
    number = len(found.parts) + 1
    found.parts.append(
        Part(
            name=_ending(name or _unnamed(part, kind, number), kind),
            media_type=one_line(kind, 100),
            content=content,
            is_inline=disposition == "inline" or (disposition != "attachment" and bool(part["content-id"])),
        )
    )


def _bytes(part: Message) -> bytes:
    """Return a part's content; an attached message is written out again."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return b"\r\n".join(one.as_bytes() for one in _submessages(part))
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _file_name(part: Message) -> str:
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        raw = _header(part, header)
        if not raw.isascii():
            part.replace_header(header, unescaped(raw))
        given = part.get_param(parameter, None, header)
        if given:
            return one_line(header_text(collapse_rfc2231_value(given, "replace")), 150)
    return ""


def _unnamed(part: Message, kind: str, number: int) -> str:
    inner = _submessages(part)
    if kind == "message/rfc822" and inner:
        return one_line(header_text(_header(inner[0], "subject")), 100) or f"meddelande {number}"
    return f"bild {number}" if kind.startswith("image/") else f"bilaga {number}"


def _ending(name: str, kind: str) -> str:
    """Let a name end in what its type is called, where it has no ending; an attached message always does."""
    ending = SUFFIXES.get(kind, "")
    has_ending = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    if kind == "message/rfc822":
        return name if name.lower().endswith(".eml") else f"{name}.eml"
    return name if has_ending else f"{name}{ending}"


def _text(found: _Found) -> str:
    text = "\n\n".join(found.plain).strip()
    if not text and found.markup:
        text = text_of_html("\n".join(found.markup))
        found.notes.append(Note.FROM_HTML)
    text = plain(text).strip()
    if len(text) > TEXT_LENGTH:
        found.notes.append(Note.TEXT_CUT)
    return text[:TEXT_LENGTH]


def _header(message: Message, name: str) -> str:
    """Return the first header of that name as it stands; the parser may give an object for raw bytes."""
    for key, value in message.raw_items():
        if key.lower() == name:
            return str(value)
    return ""


def _id(message: Message, name: str) -> str:
    return one_line(header_text(_header(message, name)), ID_LENGTH)


def _date(raw: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(raw)
        aware = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        return aware.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
