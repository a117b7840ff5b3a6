"""Files: stored once by SHA-256 within an authority, streamed, bounded, examined, scanned for viruses."""

from tinget.foundation.files.content_types import EML
from tinget.foundation.files.refusals import (
    FileActive,
    FileBroken,
    FileEmpty,
    FileInfected,
    FileLocked,
    FileRefused,
    FilesSilent,
    FileTooLarge,
    FileTypeRefused,
    FileUnpacksTooFar,
    ScannerSilent,
)
from tinget.foundation.files.scanning import scanner_answers
from tinget.foundation.files.shelf import bucket_answers, forget_copies, path_of
from tinget.foundation.files.store import open_stored, remove, store, store_made
from tinget.kernel.files import StoredFile

__all__ = [
    "EML",
    "FileActive",
    "FileBroken",
    "FileEmpty",
    "FileInfected",
    "FileLocked",
    "FileRefused",
    "FileTooLarge",
    "FileTypeRefused",
    "FileUnpacksTooFar",
    "FilesSilent",
    "ScannerSilent",
    "StoredFile",
    "bucket_answers",
    "forget_copies",
    "open_stored",
    "path_of",
    "remove",
    "scanner_answers",
    "store",
    "store_made",
]
