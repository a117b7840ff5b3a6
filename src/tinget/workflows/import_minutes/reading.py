"""A file's bytes to the text that the rules read: a PDF by its layout, a text by its encoding."""

from tinget.workflows.import_minutes.errors import Unreadable
from tinget.workflows.import_minutes.pdf_text import text_of_pdf
from tinget.workflows.import_minutes.rules.facts import MinutesRead
from tinget.workflows.import_minutes.rules.read import read_minutes

MOST_BYTES = 60 * 1024 * 1024
PDF_MARK, MARK_WITHIN = b"%PDF-", 1024
MOST_CONTROLS = 0.02


def text_of(data: bytes) -> str:
    """Give the text of a file; raise Unreadable where there is none."""
    if not data.strip():
        raise Unreadable("filen är tom")
    if len(data) > MOST_BYTES:
        raise Unreadable("filen är större än 60 MB")
    if PDF_MARK in data[:MARK_WITHIN]:
        return text_of_pdf(data)
    text = _decoded(data)
    controls = sum(ord(letter) < 32 and letter not in "\t\n\r\f" for letter in text[:100_000])  # noqa: PLR2004 -- control characters
    if controls > MOST_CONTROLS * min(len(text), 100_000):
        raise Unreadable("filen är varken en PDF eller en text")
    if not text.strip():
        raise Unreadable("filen är tom")
    return text


def read_file(data: bytes) -> MinutesRead:
    """Read the minutes in a file; raise Unreadable where it holds no text."""
    return read_minutes(text_of(data))


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
