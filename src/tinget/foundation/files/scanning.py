"""Virus scanning by a clamd server, over its INSTREAM protocol; no scanner is asked where none is named."""

import socket
import struct
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation.files.refusals import FileInfected, ScannerSilent
from tinget.foundation.tracing import traced

CHUNK = 64 * 1024
SECONDS = 60
PATIENCE = 2  # seconds, for a page that only asks whether it is there
PORT = 3310
_ANSWER = 4096


def scan(path: Path, name: str) -> None:
    """Ask the scanner named in TINGET_CLAMD about the file; FileInfected, or ScannerSilent."""
    if not settings.TINGET_CLAMD:
        return
    try:
        answer = _ask(path)
    except (OSError, ValueError) as error:
        raise ScannerSilent(_silent(name)) from error
    if answer.endswith(" FOUND"):
        raise FileInfected(
            _(
                "Filen ”%(name)s” tas inte emot: virusskyddet hittade %(found)s. Inget är sparat. Öppna inte"
                " filen, och berätta för den som sköter it-säkerheten."
            )
            % {"name": name, "found": answer.removeprefix("stream: ").removesuffix(" FOUND")}
        )
    if not answer.endswith(": OK"):
        raise ScannerSilent(_silent(name))


def scanner_answers() -> bool:
    """Whether the scanner that is named answers; False where none is."""
    if not settings.TINGET_CLAMD:
        return False
    try:
        with _connection(PATIENCE) as line:
            line.sendall(b"zPING\0")
            return line.recv(_ANSWER).rstrip(b"\0\n") == b"PONG"
    except (OSError, ValueError):
        return False


def _silent(name: str) -> str:
    return _(
        "Filen ”%(name)s” kunde inte prövas: virusskyddet svarar inte. Inget är sparat."
        " Försök igen om en stund."
    ) % {"name": name}


@traced("outside scanner")
def _ask(path: Path) -> str:
    with _connection() as line, path.open("rb") as file:
        try:
            line.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                line.sendall(struct.pack("!I", len(chunk)) + chunk)
            line.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            pass  # the scanner has heard enough; its answer says why
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < _ANSWER:
            got = line.recv(_ANSWER)
            if not got:
                break
            answer += got
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connection(seconds: float = SECONDS) -> socket.socket:
    """Connect to tcp://host:port, or to the socket unix:///path."""
    address = urlsplit(settings.TINGET_CLAMD)
    if address.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(seconds)
        try:
            line.connect(address.path)
        except OSError:
            line.close()
            raise
        return line
    if address.scheme != "tcp" or not address.hostname:
        raise ValueError("TINGET_CLAMD is tcp://host:port or unix:///path")
    return socket.create_connection((address.hostname, address.port or PORT), timeout=seconds)
