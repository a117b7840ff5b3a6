"""Files: stored once by SHA-256 within an authority, streamed, type-checked by content, size-bounded."""

from tinget.foundation.files.content_types import EML
from tinget.foundation.files.store import (
    FileEmpty,
    FileRefused,
    FileTooLarge,
    FileTypeRefused,
    open_stored,
    path_of,
    store,
)
from tinget.kernel.files import StoredFile

__all__ = [
    "EML",
    "FileEmpty",
    "FileRefused",
    "FileTooLarge",
    "FileTypeRefused",
    "StoredFile",
    "open_stored",
    "path_of",
    "store",
]
