"""Mail in: one folder of a mailbox over IMAP, read by number, its messages flagged or moved afterwards."""

import base64
import contextlib
import datetime as dt
import imaplib
import ipaddress
import re
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tinget.foundation.tracing import traced

PATIENCE = 20  # seconds for the server to answer
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_ENCODED = re.compile(r"[^\x20-\x7e]+")


class MailboxUnreachable(Exception):
    """No connection, or one that was cut: nothing is lost, it is tried again."""


class MailboxRefused(MailboxUnreachable):
    """The server does not take the user or the password."""


class FolderMissing(MailboxUnreachable):
    """The mailbox has no such folder, or messages cannot be moved there."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mailbox is: `security` is "tls" from the start, "starttls", or "none" on this machine alone."""

    host: str
    port: int
    security: str
    user: str
    password: str
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A message's bytes, or only its head where it is larger than the limit; when the server got it."""

    content: bytes
    size: int
    received_at: dt.datetime | None
    is_whole: bool


class Line:
    """A signed-in connection with the folder open: `uid_validity` tells whether old numbers still hold."""

    def __init__(self, server: imaplib.IMAP4, folder: str) -> None:
        self._server = server
        kind, _data = server.select(quoted(folder))
        if kind != "OK":
            raise FolderMissing(folder)
        self.uid_validity = int(_first(server.response("UIDVALIDITY")[1]) or 0)

    def uids_after(self, uid: int, *, since: dt.date | None = None) -> list[int]:
        """Return the numbers of the messages after this one, in order."""
        criteria = ["UID", f"{uid + 1}:*"]
        if since is not None:
            criteria += ["SINCE", f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"]
        _kind, data = self._ask("SEARCH", *criteria)
        found = (int(word) for word in (_first(data) or b"").split())
        return sorted(one for one in found if one > uid)  # `n:*` names the last one even when it is before n

    def fetch(self, uid: int, *, limit: int) -> Fetched | None:
        """Read a message without flagging it, its head alone when larger than `limit` bytes; None if gone."""
        _kind, data = self._ask("FETCH", str(uid), "(RFC822.SIZE INTERNALDATE)")
        told = _first(data)
        if told is None or (size := _SIZE.search(told)) is None:
            return None
        is_whole = int(size[1]) <= limit
        _kind, data = self._ask("FETCH", str(uid), "(BODY.PEEK[])" if is_whole else "(BODY.PEEK[HEADER])")
        content = next((part[1] for part in data if isinstance(part, tuple)), None)
        if content is None:
            return None
        return Fetched(content, int(size[1]), _moment(told), is_whole)

    def settle(self, uid: int, *, move_to: str) -> None:
        """Move a message that has been taken care of, or flag it read; one that is gone is no fault."""
        if not move_to:
            self._ask("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")
            return
        if "MOVE" in self._server.capabilities:
            self._ask("MOVE", str(uid), quoted(move_to))
            return
        self._ask("COPY", str(uid), quoted(move_to))
        self._ask("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen \Deleted)")
        self._ask("EXPUNGE", str(uid)) if "UIDPLUS" in self._server.capabilities else self._server.expunge()

    @traced("outside mailbox")
    def _ask(self, command: str, *words: str) -> tuple[str, list[Any]]:
        kind, data = self._server.uid(command, *words)
        if kind != "OK":
            said = (_first(data) or b"").decode("utf-8", "replace")
            raise FolderMissing(said) if "TRYCREATE" in said else MailboxUnreachable(said)
        return kind, data


@contextlib.contextmanager
def opened(place: Place) -> Iterator[Line]:
    """Connect, sign in and open the folder; whatever breaks underway is MailboxUnreachable."""
    try:
        server = _connected(place)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxUnreachable(str(error)) from error
    try:
        _sign_in(server, place)
        yield Line(server, place.folder)
    except (OSError, imaplib.IMAP4.error) as error:
        raise MailboxUnreachable(str(error)) from error
    finally:
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            server.logout()
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            server.shutdown()


def quoted(folder: str) -> str:
    """Write a folder's name as the protocol does: modified UTF-7 (RFC 3501, 5.1.3), in quotation marks."""
    plain = _ENCODED.sub(_utf7, folder.replace("&", "&-"))
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def is_this_machine(host: str) -> bool:
    """Whether the host is this machine: only there a password may travel in clear."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _utf7(match: re.Match[str]) -> str:
    text = base64.b64encode(match[0].encode("utf-16-be")).decode("ascii")
    return f"&{text.rstrip('=').replace('/', ',')}-"


def _connected(place: Place) -> imaplib.IMAP4:
    if place.security == "none" and not is_this_machine(place.host):
        raise ConnectionRefusedError("a password in clear would leave this machine")
    if place.security == "tls":
        return imaplib.IMAP4_SSL(
            place.host, place.port, ssl_context=ssl.create_default_context(), timeout=PATIENCE
        )
    server = imaplib.IMAP4(place.host, place.port, timeout=PATIENCE)
    if place.security == "starttls":
        server.starttls(ssl.create_default_context())
    return server


def _sign_in(server: imaplib.IMAP4, place: Place) -> None:
    try:
        if place.password.isascii() and place.user.isascii():
            server.login(place.user, place.password)
        else:
            server.authenticate("PLAIN", lambda _asked: f"\0{place.user}\0{place.password}".encode())
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise MailboxRefused(str(error)) from error


def _moment(told: bytes) -> dt.datetime | None:
    try:
        local = imaplib.Internaldate2tuple(told)
        return dt.datetime(*local[:6]).astimezone() if local else None
    except (ValueError, OverflowError):
        return None


def _first(data: list[Any] | None) -> bytes | None:
    """Return the first line of an answer, its text before a literal included."""
    first = data[0] if data else None
    return first[0] if isinstance(first, tuple) else first
