"""Reads of texts that are written here: the text, what lies aside, and what it looks like."""

import datetime as dt
from dataclasses import dataclass

from tinget.documents.models import StaffReport, StaffReportAside
from tinget.documents.queries.versions import DocumentNotFound

ASIDES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Aside:
    """What a second writer wrote, kept to be taken in by hand; `body` is our own HTML."""

    id: int
    body: str
    written_at: dt.datetime
    written_by: str


@dataclass(frozen=True, slots=True)
class Report:
    """The text as it was last saved; `body` is our own HTML, `facts` what stands under the title."""

    document_id: int
    authority_id: int
    body: str
    facts: tuple[tuple[str, str], ...]
    revision: int
    saved_at: dt.datetime
    saved_by: str


def is_written_here(document_id: int) -> bool:
    """Whether the document's text is written in the browser, and the asker may see it."""
    return StaffReport.objects.filter(document_id=document_id).exists()


def report(document_id: int) -> Report:
    """Find a document's written text, or DocumentNotFound."""
    row = StaffReport.objects.filter(document_id=document_id).first()
    if row is None:
        raise DocumentNotFound(str(document_id))
    return report_line(row)


def report_line(row: StaffReport) -> Report:
    """Make the value of a text's row."""
    return Report(
        document_id=row.document_id,
        authority_id=row.authority_id,
        body=row.body,
        facts=tuple((str(term), str(value)) for term, value in row.facts),
        revision=row.revision,
        saved_at=row.saved_at,
        saved_by=row.saved_by,
    )


def asides(document_id: int) -> list[Aside]:
    """List what lies aside, newest first, at most 20."""
    rows = StaffReportAside.objects.filter(report__document_id=document_id, settled_at=None)
    return [
        Aside(row.pk, row.body, row.written_at, row.written_by) for row in rows.order_by("-pk")[:ASIDES_SHOWN]
    ]
