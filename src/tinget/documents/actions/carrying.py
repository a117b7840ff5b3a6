"""What of a document carries its publication and its restriction: said once, so that nothing is forgotten."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models as django
from django.utils.translation import gettext as _

from tinget.documents.models import (
    CheckOut,
    Document,
    Rendition,
    RenditionFile,
    StaffReport,
    StaffReportAside,
    Version,
    VersionText,
)
from tinget.documents.queries import DocumentNotFound
from tinget.foundation.errors import NotPossible


@dataclass(frozen=True, slots=True)
class Carrier:
    """Rows that belong to a document, and the ways from them to document and version."""

    rows: "Callable[[], django.QuerySet[Any]]"
    document: str
    version: str = ""

    def of_document(self, document_id: int) -> "django.QuerySet[Any]":
        """Return the document's rows."""
        return self.rows().filter(**{self.document: document_id})

    def of_version(self, version_id: int) -> "django.QuerySet[Any]":
        """Return one version's rows."""
        return self.rows().filter(**{self.version: version_id})


CARRIERS = (  # what shows a version's content: published with it, restricted with it
    Carrier(RenditionFile.objects.all, "rendition__version__document_id", "rendition__version_id"),
    Carrier(Rendition.objects.all, "version__document_id", "version_id"),
    Carrier(VersionText.objects.all, "version__document_id", "version_id"),
    Carrier(Version.objects.all, "document_id", "pk"),
)
WORKING = (  # what is only the authority's: restricted with the document, never published
    Carrier(StaffReportAside.objects.all, "report__document_id"),
    Carrier(StaffReport.objects.all, "document_id"),
    Carrier(CheckOut.objects.all, "document_id"),
)


def document_to_change(document_id: int) -> Document:
    """Lock the document's row, or DocumentNotFound."""
    row = Document.objects.select_for_update().filter(pk=document_id).first()
    if row is None:
        raise DocumentNotFound(str(document_id))
    return row


def refused_as_frozen() -> NotPossible:
    """Make the error that says what to do instead of changing an official record."""
    return NotPossible(
        _(
            "Dokumentet är en allmän handling och ändras inte (TF 2 kap.)."
            " Lägg in rättelsen som ett nytt dokument i ärendet."
        )
    )
