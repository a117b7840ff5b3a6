"""What other modules may know and ask of documents."""

from tinget.documents.actions import (
    add_version,
    ask_for,
    check_out,
    create_document,
    force_unlock,
    freeze,
    publish,
    release,
    restrict,
)
from tinget.documents.events import TextExtracted
from tinget.documents.permissions import ACTION_TEXTS
from tinget.documents.queries import (
    DocumentNotFound,
    documents,
    download_response,
    is_frozen,
    latest,
    lock_of,
    newest_versions,
    open_version,
    renditions_of,
    text_of,
    version,
    versions,
)
from tinget.documents.rules import (
    DocumentLine,
    Lock,
    VersionLine,
    document_url,
    version_url,
)

__all__ = [
    "ACTION_TEXTS",
    "DocumentLine",
    "DocumentNotFound",
    "Lock",
    "TextExtracted",
    "VersionLine",
    "add_version",
    "ask_for",
    "check_out",
    "create_document",
    "document_url",
    "documents",
    "download_response",
    "force_unlock",
    "freeze",
    "is_frozen",
    "latest",
    "lock_of",
    "newest_versions",
    "open_version",
    "publish",
    "release",
    "renditions_of",
    "restrict",
    "text_of",
    "version",
    "version_url",
    "versions",
]
