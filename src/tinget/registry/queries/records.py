"""Reads of records: by id, of a case, in pages from the newest on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from tinget.documents import api as documents
from tinget.organisation.api import Authority, authorities, authority_by_id
from tinget.registry.models import Record
from tinget.registry.queries.paging import PAGE, Count, counted, seen_of, sees_all
from tinget.registry.queries.words import records_by_words
from tinget.registry.rules import (
    Direction,
    Media,
    RecordLine,
    RecordState,
    given_id,
    record_label,
    record_url,
)
from tinget.registry.rules.web_diary import public_until

RECORDS_OF_CASE = 500
RECORDS_READ = 2_000
DISPATCHED = 50


class RecordNotFound(Http404):
    """No such record, or none that the asker may see, or it has no file."""


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A page of records, the newest first; `after` is where the next page goes on, None on the last."""

    records: tuple[RecordLine, ...]
    count: Count
    after: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records a list shows; `to_sort` asks for official ones that lie in no case."""

    case_id: int | None = None
    state: RecordState | None = None
    direction: Direction | None = None
    kind: str = ""
    year: int | None = None
    text: str = ""
    to_sort: bool = False


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


def dispatched_of_case(case_id: int, *, limit: int = DISPATCHED) -> list[int]:
    """List the ids of the newest records that were dispatched in a case."""
    rows = Record.objects.filter(case_id=case_id, direction=Direction.DISPATCHED.value)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[:limit])


def record_by_printed(authority: int, as_printed: str) -> RecordLine | None:
    """Find the first record with that id as printed, "2023.42"; None when there is none."""
    row = Record.objects.filter(authority_id=authority, as_printed=as_printed).order_by("id").first()
    return record_line(row, authority_by_id(authority)) if row else None


def record_of_document(document_id: int) -> RecordLine | None:
    """Find the first record whose file this document is; None when there is none, or none to be seen."""
    row = Record.objects.filter(document_id=document_id).order_by("id").first()
    return record_line(row, authority_by_id(row.authority_id)) if row else None


def record_page(
    owner: Authority,
    *,
    shown: RecordFilter | None = None,
    after: tuple[int, int] | None = None,
    size: int = PAGE,
) -> RecordPage:
    """Give a page of records, the newest first, or within one year by id; quick to the end."""
    shown = shown or RecordFilter()
    rows = _shown(seen_of(Record.objects.all(), owner.id), owner, shown)
    count = counted(rows)
    by_year = shown.year is not None
    order = ("-serial", "-pk") if by_year else ("-pk",)
    if after is not None and by_year:
        rows = rows.filter(Q(serial__lt=after[0]) | Q(serial=after[0], pk__lt=after[1]), serial__lte=after[0])
    elif after is not None:
        rows = rows.filter(pk__lt=after[1])
    found = list(rows.order_by(*order)[: size + 1])
    last = found[size - 1] if len(found) > size else None
    return RecordPage(
        records=tuple(record_line(row, owner) for row in found[:size]),
        count=count,
        after=((last.serial or 0) if by_year else 0, last.pk) if last else None,
    )


def record_of(owner: Authority, record_id: int) -> RecordLine:
    """Find a record of the authority, or RecordNotFound."""
    row = Record.objects.filter(authority_id=owner.id, pk=record_id).first()
    if row is None:
        raise RecordNotFound(str(record_id))
    return record_line(row, owner)


def count_to_sort(owner: Authority) -> Count:
    """Count the official records that lie in no case yet."""
    return counted(_shown(seen_of(Record.objects.all(), owner.id), owner, RecordFilter(to_sort=True)))


def count_drafts(case_id: int) -> int:
    """Count the drafts in a case."""
    return Record.objects.filter(case_id=case_id, state=RecordState.DRAFT.value).count()


def kinds(authority: int) -> list[str]:
    """List the kinds of the newest 2,000 records, for the form's suggestions."""
    newest = seen_of(Record.objects.all(), authority).order_by("-pk")[:RECORDS_READ]
    return sorted(set(newest.values_list("kind", flat=True)) - {""}, key=str.casefold)


def record_file(authority: int, record_id: int) -> documents.VersionLine:
    """Find the newest version of a record's file that the asker may see, or RecordNotFound."""
    row = Record.objects.filter(authority_id=authority, pk=record_id).first()
    if row is None or row.document_id is None:
        raise RecordNotFound(str(record_id))
    newest = documents.newest_versions([row.document_id]).get(row.document_id)
    if newest is None:
        raise RecordNotFound(str(record_id))
    return newest


def _shown(rows: QuerySet[Record], owner: Authority, shown: RecordFilter) -> QuerySet[Record]:
    """Narrow the rows to what the list shows; each filter has an index."""
    exact = {
        "case_id": shown.case_id,
        "state": shown.state.value if shown.state else None,
        "direction": shown.direction.value if shown.direction else None,
        "kind": shown.kind or None,
        "year": shown.year,
    }
    rows = rows.filter(**{field: value for field, value in exact.items() if value is not None})
    if shown.to_sort:
        rows = rows.filter(case__isnull=True, state=RecordState.OFFICIAL.value, is_published_fact=False)
    if shown.text.strip():
        given = given_id(shown.text, own_prefix=owner.record_id_prefix)
        if given.serial is not None:
            return rows.filter(as_printed=given.as_printed)
        rows = rows.filter(pk__in=records_by_words(owner.id, shown.text))
    return rows


def record_line(row: Record, owner: Authority) -> RecordLine:
    """Make the value that crosses the border of a record's row.

    Whoever looks in from outside does not see sender or recipient unless somebody has opened it: it may be a
    private person, and a page on the web is no answer to a request for one record (GDPR art. 6; the register
    itself tells who asks).
    """
    return RecordLine(
        id=row.pk,
        case_id=row.case_id,
        as_printed=row.as_printed or None,
        label=record_label(owner.record_id_label, row.as_printed),
        title=row.title,
        direction=Direction(row.direction),
        dated_on=row.dated_on,
        counterpart=row.counterpart if row.shows_counterpart or sees_all(owner.id) else "",
        document_id=row.document_id,
        registered_on=row.registered_on,
        is_demonstration=row.is_demonstration,
        is_published_fact=row.is_published_fact,
        published_at=row.published_at,
        public_until=public_until(row.published_at, owner.web_diary_months),
        year=row.year,
        serial=row.serial,
        state=RecordState(row.state),
        kind=row.kind,
        media=Media(row.media),
        void_reason=row.void_reason,
        is_secret=row.is_secret,
        shows_counterpart=row.shows_counterpart,
        url=record_url(owner.slug, row.pk),
    )
