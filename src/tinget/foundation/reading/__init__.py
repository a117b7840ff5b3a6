"""Reading files that strangers sent: text, pictures of pages and copies, made by processes that may die."""

from tinget.foundation.reading.notes import Note
from tinget.foundation.reading.office import can_convert, to_pdf
from tinget.foundation.reading.running import (
    ProgramAbsent,
    ReadingFailed,
    SignedPdf,
    archival_copy,
    pictures,
    signatures,
    text,
)

__all__ = [
    "Note",
    "ProgramAbsent",
    "ReadingFailed",
    "SignedPdf",
    "archival_copy",
    "can_convert",
    "pictures",
    "signatures",
    "text",
    "to_pdf",
]
