"""Reads of records: by id, of a case, in pages from the newest on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from tinget.documents import api as documents
from tinget.organisation.api import Authority, authorities, authority_by_id
from tinget.registry.models import Record
from tinget.registry.queries.paging import PAGE, Count, counted, seen_of
from tinget.registry.rules import Direction, Media, RecordLine, RecordState, record_label, record_url

RECORDS_OF_CASE = 500


class RecordNotFound(Http404):
    """No such record, or none that the asker may see, or it has no file."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of records, the newest first; `after` is where the next page goes on, None on the last."""

    records: tuple[RecordLine, ...]
    count: Count
    after: int | None


def records(ids: Iterable[int]) -> dict[int, RecordLine]:
    """Look up records by id; two queries however many."""
    wanted = set(ids)
    if not wanted:
        return {}
    owners = {authority.id: authority for authority in authorities()}
    return {
        row.pk: record_line(row, owners[row.authority_id]) for row in Record.objects.filter(pk__in=wanted)
    }


def records_of_case(case_id: int, *, limit: int = RECORDS_OF_CASE) -> list[RecordLine]:
    """List a case's records in the order they were registered."""
    rows = list(Record.objects.filter(case_id=case_id).order_by("id")[:limit])
    if not rows:
        return []
    owner = authority_by_id(rows[0].authority_id)
    return [record_line(row, owner) for row in rows]


def record_by_printed(authority: int, as_printed: str) -> RecordLine | None:
    """Find the first record with that id as printed, "2023.42"; None when there is none."""
    row = Record.objects.filter(authority_id=authority, as_printed=as_printed).order_by("id").first()
    return record_line(row, authority_by_id(authority)) if row else None


def record_page(
    owner: Authority, *, case_id: int | None = None, after: int | None = None, size: int = PAGE
) -> RecordPage:
    """Give a page of records, of one case or of the whole register, from the newest on."""
    rows = seen_of(Record.objects.all(), owner.id)
    if case_id is not None:
        rows = rows.filter(case_id=case_id)
    count = counted(rows)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: size + 1])
    return RecordPage(
        records=tuple(record_line(row, owner) for row in found[:size]),
        count=count,
        after=found[size - 1].pk if len(found) > size else None,
    )


def record_file(authority: int, record_id: int) -> documents.VersionLine:
    """Find the newest version of a record's file that the asker may see, or RecordNotFound."""
    row = Record.objects.filter(authority_id=authority, pk=record_id).first()
    if row is None or row.document_id is None:
        raise RecordNotFound(str(record_id))
    newest = documents.newest_versions([row.document_id]).get(row.document_id)
    if newest is None:
        raise RecordNotFound(str(record_id))
    return newest


def record_line(row: Record, owner: Authority) -> RecordLine:
    """Make the value that crosses the border of a record's row."""
    return RecordLine(
        id=row.pk,
        case_id=row.case_id,
        as_printed=row.as_printed or None,
        label=record_label(owner.record_id_label, row.as_printed),
        title=row.title,
        direction=Direction(row.direction),
        dated_on=row.dated_on,
        counterpart=row.counterpart,
        document_id=row.document_id,
        registered_on=row.registered_on,
        is_demonstration=row.is_demonstration,
        is_published_fact=row.is_published_fact,
        published=row.published_at is not None,
        year=row.year,
        serial=row.serial,
        state=RecordState(row.state),
        kind=row.kind,
        media=Media(row.media),
        void_reason=row.void_reason,
        is_secret=row.is_secret,
        url=record_url(owner.slug, row.pk),
    )
