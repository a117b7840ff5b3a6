"""The rules of documents: names and addresses, locks, comparison, renditions, texts that are written here."""

from tinget.documents.rules.locks import Lock
from tinget.documents.rules.versions import (
    NAME_LENGTH,
    TITLE_LENGTH,
    DocumentLine,
    VersionLine,
    document_url,
    safe_name,
    shown_in_browser,
    version_url,
)

__all__ = [
    "NAME_LENGTH",
    "TITLE_LENGTH",
    "DocumentLine",
    "Lock",
    "VersionLine",
    "document_url",
    "safe_name",
    "shown_in_browser",
    "version_url",
]
