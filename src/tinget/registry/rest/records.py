"""Records over HTTP: listing, registering in a case or by itself, showing and correcting."""

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation.api import Authority, authority_by_slug
from tinget.registry import actions, queries
from tinget.registry.queries import RecordFilter
from tinget.registry.rest.shapes import (
    PAGE,
    Key,
    RecordChange,
    RecordIn,
    RecordOut,
    RecordPlace,
    RecordsOut,
    RecordsWanted,
    Size,
    given_in,
    make_once,
    pair,
    place,
)
from tinget.registry.rules import CaseLine, RecordLine

router = Router()


@router.get(
    "/{authority}/cases/{year}/{serial}/records", response=RecordsOut, summary="Ett ärendes handlingar"
)
def list_records_of_case(
    request: HttpRequest,
    authority: str,
    year: int,
    serial: int,
    after: RecordPlace = "",
    size: Size = PAGE,
) -> RecordsOut:
    """List a case's records, newest first."""
    del request
    owner = authority_by_slug(authority)
    case = queries.case_of(owner, year=year, serial=serial)
    shown = RecordFilter(case_id=case.id)
    return _records(queries.record_page(owner, shown=shown, after=pair(after), size=size))


@router.post(
    "/{authority}/cases/{year}/{serial}/records", response={201: RecordOut}, summary="Registrera en handling"
)
def register_record_in_case(
    request: HttpRequest, authority: str, year: int, serial: int, record: RecordIn, key: Key = None
) -> Status[RecordLine]:
    """Register a record in the case, in the next free id."""
    owner = authority_by_slug(authority)
    return _register(request, owner, queries.case_of(owner, year=year, serial=serial), record, key)


@router.get("/{authority}/records", response=RecordsOut, summary="Handlingar, den senaste först")
def list_records(
    request: HttpRequest,
    authority: str,
    wanted: Query[RecordsWanted],
    after: RecordPlace = "",
    size: Size = PAGE,
) -> RecordsOut:
    """List the records that the asker may see; within a year by id."""
    del request
    shown = RecordFilter(**wanted.dict())
    owner = authority_by_slug(authority)
    return _records(queries.record_page(owner, shown=shown, after=pair(after), size=size))


@router.post(
    "/{authority}/records", response={201: RecordOut}, summary="Registrera en handling att sortera senare"
)
def register_record(
    request: HttpRequest, authority: str, record: RecordIn, key: Key = None
) -> Status[RecordLine]:
    """Register a record without a case, in the next free id."""
    return _register(request, authority_by_slug(authority), None, record, key)


@router.get("/{authority}/records/{record_id}", response=RecordOut, summary="En handling")
def show_record(request: HttpRequest, authority: str, record_id: int) -> RecordLine:
    """Show a record."""
    del request
    return queries.record_of(authority_by_slug(authority), record_id)


@router.patch("/{authority}/records/{record_id}", response=RecordOut, summary="Rätta en handling")
def correct_record(request: HttpRequest, authority: str, record_id: int, change: RecordChange) -> RecordLine:
    """Change what is given and leave the rest; an official record is corrected for a reason."""
    owner = authority_by_slug(authority)
    record = queries.record_of(owner, record_id)
    fields = ("title", "direction", "dated_on", "counterpart", "kind", "media")
    before = {field: getattr(record, field) for field in fields}
    given = given_in(change, may_be_empty=frozenset({"dated_on"}))
    actions.correct_record(actor_of(request), record_id=record.id, reason=change.reason, **(before | given))
    return queries.record_of(owner, record_id)


def _register(
    request: HttpRequest, owner: Authority, case: CaseLine | None, record: RecordIn, key: Key
) -> Status[RecordLine]:
    def make() -> int:
        return actions.register_record(
            actor_of(request),
            authority=owner.id,
            case_id=case.id if case else None,
            day=clock.today(),
            **record.dict(),
        )

    made = make_once(request, owner, key, record.model_dump_json(), make)
    return Status(201, queries.record_of(owner, made))


def _records(page: queries.RecordPage) -> RecordsOut:
    return RecordsOut(
        records=[RecordOut.from_orm(record) for record in page.records],
        count=str(page.count),
        after=place(page.after),
    )
