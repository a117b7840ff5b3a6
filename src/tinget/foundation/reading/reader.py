"""A reading: its clock, what is left to say of it, how far it has come, and the text in pictures."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tinget.foundation.reading import notes
from tinget.foundation.reading.notes import Note

OCR_SECONDS = 150  # for one page
LANGUAGE = "swe"


class Reader:
    """One reading: its clock, its notes, and how far it has come."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds
        self.parent = os.getppid()
        self.notes: set[Note] = set()
        self.scanned = 0
        self.tesseract = _tesseract()

    def tell(self, done: int, total: int) -> None:
        """Say how far it has come; end if nobody listens any more."""
        if os.getppid() != self.parent:
            sys.exit(1)
        print(json.dumps({"done": done, "total": total}), flush=True)  # noqa: T201 -- this is how it speaks

    def time_is_up(self) -> bool:
        """Whether it is time to end with what there is."""
        if time.monotonic() < self.until:
            return False
        self.notes.add(Note.TIME_WAS_UP)
        return True

    def read_picture(self, picture: Path) -> str:
        """Read the text in a picture, if there is a program for it and time left."""
        if self.tesseract is None:
            self.notes.add(Note.NO_TEXT_READER)
            return ""
        if self.scanned >= notes.SCANNED_PAGES:
            self.notes.add(Note.SCANNED_PAGES_LEFT_OUT)
            return ""
        self.scanned += 1
        try:
            done = subprocess.run(  # noqa: S603 -- a fixed program on our own picture
                [self.tesseract, str(picture), "stdout", "-l", LANGUAGE, "--psm", "3"],
                env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
                capture_output=True,
                timeout=min(OCR_SECONDS, max(1.0, self.until - time.monotonic())),
                check=False,
            )
        except subprocess.TimeoutExpired:
            self.notes.add(Note.TIME_WAS_UP)
            return ""
        return done.stdout.decode("utf-8", "replace")


def _tesseract() -> str | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    known = subprocess.run(  # noqa: S603 -- a fixed program
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    return program if LANGUAGE in (known.stdout + known.stderr).split() else None
