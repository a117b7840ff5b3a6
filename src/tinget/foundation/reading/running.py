"""Starting the process that opens a file, listening to how far it has come, and ending it in time."""

import datetime as dt
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from tinget.foundation.reading import notes
from tinget.foundation.reading.notes import Note

log = logging.getLogger(__name__)
SOURCES = Path(__file__).resolve().parents[3]
PICTURE_SECONDS = 120
ARCHIVAL_SECONDS = 120
GRACE = 60  # seconds that a reading gets over its own clock

SIGNATURE_SECONDS = 60
Progress = Callable[[int, int], None]


class ReadingFailed(Exception):
    """The file could not be read: it is damaged, or took too much time or memory."""


class ProgramAbsent(ReadingFailed):
    """A program of the system that this needs is not installed."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """The text of a file; `scanned` pages of it were read from their pictures."""

    text: str
    scanned: int
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The first pages' pictures and the small one, as files; `of` is how many pages there are."""

    pages: tuple[Path, ...]
    small: Path | None
    of: int


@dataclass(frozen=True, slots=True)
class ArchivalCopy:
    """A copy that a validator has approved as PDF/A of that flavour; without one, the reasons."""

    path: Path | None
    flavour: str
    was_already: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedPdf:
    """A PDF's signatures, each as the values of its report, and the JSON that lies in the file."""

    reports: tuple[Mapping[str, Any], ...]
    data: str


def text(path: Path, media_type: str, folder: Path, progress: Progress) -> ReadText:
    """Read the file's text; a page that was scanned is read in Swedish where tesseract is installed."""
    found = _run("text", path, media_type, folder, seconds=notes.SECONDS, progress=progress)
    told = (folder / "text").read_text(encoding="utf-8")
    return ReadText(told, int(found["scanned"]), tuple(Note(note) for note in found["notes"]))


def pictures(path: Path, media_type: str, folder: Path, progress: Progress) -> Pictures:
    """Draw the first pages."""
    found = _run("pictures", path, media_type, folder, seconds=PICTURE_SECONDS, progress=progress)
    drawn = int(found["pages"])
    pages = tuple(folder / f"page-{number}.webp" for number in range(1, drawn + 1))
    return Pictures(pages, folder / "small.webp" if drawn else None, int(found["of"]))


def archival_copy(path: Path, folder: Path) -> ArchivalCopy:
    """Make a PDF/A copy of a PDF."""
    found = _run("archival", path, "", folder, seconds=ARCHIVAL_SECONDS, progress=lambda _done, _total: None)
    copy = folder / "archival.pdf" if found["flavour"] else None
    return ArchivalCopy(copy, found["flavour"], bool(found["was_already"]), tuple(found["reasons"]))


def signatures(
    path: Path, folder: Path, *, trusted: Sequence[x509.Certificate], at: dt.datetime
) -> SignedPdf:
    """Judge the signatures of a PDF that anybody sent; `at` has a time zone."""
    pem = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in trusted)
    (folder / "trusted.pem").write_bytes(pem)
    found = _run(
        "signatures",
        path,
        at.isoformat(),
        folder,
        seconds=SIGNATURE_SECONDS,
        progress=lambda _done, _of: None,
    )
    if found["unreadable"]:
        raise ReadingFailed(found["unreadable"])
    return SignedPdf(tuple(found["reports"]), found["data"])


def _run(
    act: str, path: Path, media_type: str, folder: Path, *, seconds: int, progress: Progress
) -> dict[str, Any]:
    program = [sys.executable, "-W", "ignore", "-m", "tinget.foundation.reading.child"]
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    process = subprocess.Popen(  # noqa: S603 -- ourselves
        [*program, act, media_type, str(path), str(folder), str(seconds)],
        env=kept | {"PYTHONPATH": str(SOURCES), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process, ended_after(process, seconds + GRACE):
        found = _listen(process, progress)
        said = process.stderr.read() if process.stderr else ""
    if found is None or process.returncode:
        last = said.strip().rpartition("\n")[2][:300]
        log.warning("reading (%s, %s) ended with %s: %s", act, media_type, process.returncode, last)
        raise ReadingFailed(last or f"ended with {process.returncode}")
    return found


def _listen(process: "subprocess.Popen[str]", progress: Progress) -> dict[str, Any] | None:
    found = None
    for line in process.stdout or ():
        told = json.loads(line)
        if "found" in told:
            found = told["found"]
        else:
            progress(told["done"], told["total"])
    return found


class ended_after:  # noqa: N801 -- reads as what it does in a with statement
    """End the process and all that it started when the seconds are over, or when we give up ourselves."""

    def __init__(self, process: "subprocess.Popen[str]", seconds: float) -> None:
        self.process = process
        self.timer = threading.Timer(seconds, self.end)

    def __enter__(self) -> None:
        """Start the clock."""
        self.timer.start()

    def __exit__(self, kind: object, *_about: object) -> None:
        """Stop it; what we leave in haste ends with us."""
        self.timer.cancel()
        if kind is not None:
            self.end()

    def end(self) -> None:
        """End the whole group."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
