"""What other modules may know and ask of documents."""

from tinget.documents.actions import (
    add_version,
    ask_for,
    check_out,
    create_document,
    dispose,
    force_unlock,
    freeze,
    open_restricted,
    publish,
    release,
    restrict,
    withdraw,
)
from tinget.documents.actions.renditions import PREPARE
from tinget.documents.actions.staff_reports import begin_staff_report
from tinget.documents.actions.templates import fill_template
from tinget.documents.events import RestrictedFileOpened, TextExtracted
from tinget.documents.permissions import ACTION_TEXTS
from tinget.documents.queries import (
    DocumentNotFound,
    documents,
    documents_after,
    documents_holding,
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
from tinget.documents.queries.staff_reports import is_written_here
from tinget.documents.queries.templates import templates
from tinget.documents.queries.ways import add_document_way
from tinget.documents.rules import (
    DocumentLine,
    Lock,
    VersionLine,
    document_url,
    version_url,
)
from tinget.documents.rules.renditions import RenditionKind
from tinget.documents.rules.templates import TemplateLine

__all__ = [
    "ACTION_TEXTS",
    "PREPARE",
    "DocumentLine",
    "DocumentNotFound",
    "Lock",
    "RenditionKind",
    "RestrictedFileOpened",
    "TemplateLine",
    "TextExtracted",
    "VersionLine",
    "add_document_way",
    "add_version",
    "ask_for",
    "begin_staff_report",
    "check_out",
    "create_document",
    "dispose",
    "document_url",
    "documents",
    "documents_after",
    "documents_holding",
    "download_response",
    "fill_template",
    "force_unlock",
    "freeze",
    "is_frozen",
    "is_written_here",
    "latest",
    "lock_of",
    "newest_versions",
    "open_restricted",
    "open_version",
    "publish",
    "release",
    "renditions_of",
    "restrict",
    "templates",
    "text_of",
    "version",
    "version_url",
    "versions",
    "withdraw",
]
