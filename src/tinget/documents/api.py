"""What other modules may know and ask of documents."""

from tinget.documents.actions import add_version, create_document, publish, restrict
from tinget.documents.permissions import ACTION_TEXTS
from tinget.documents.queries import (
    DocumentNotFound,
    documents,
    download_response,
    latest,
    newest_versions,
    open_version,
    version,
    versions,
)
from tinget.documents.rules import (
    DocumentLine,
    VersionLine,
    document_url,
    version_url,
)

__all__ = [
    "ACTION_TEXTS",
    "DocumentLine",
    "DocumentNotFound",
    "VersionLine",
    "add_version",
    "create_document",
    "document_url",
    "documents",
    "download_response",
    "latest",
    "newest_versions",
    "open_version",
    "publish",
    "restrict",
    "version",
    "version_url",
    "versions",
]
