"""The register over HTTP: the same queries and actions as the pages, under /api/<authority>/."""

import datetime as dt
import uuid
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Header, Query, Router, Schema
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation.api import authority_by_slug
from tinget.registry import actions, queries
from tinget.registry.queries import Registered
from tinget.registry.rules import CLASS_CODE_LENGTH, TITLE_LENGTH, CaseLine, CaseStatus, Direction

router = Router(tags=["Diarium"])
PAGE = 50
LONGEST_PAGE = 200


class CaseOut(Schema):
    """Ett ärende."""

    number: str
    year: int
    serial: int
    class_code: str
    title: str
    status: CaseStatus
    registered_on: dt.date | None
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool


class RecordOut(Schema):
    """En handling; id är None där inget är känt."""

    id: int
    label: str | None
    title: str
    direction: Direction
    dated_on: dt.date | None
    counterpart: str
    document_id: int | None
    is_demonstration: bool
    is_published_fact: bool
    published: bool


class DecisionOut(Schema):
    """Ett beslut."""

    paragraph: int
    year: int
    decided_on: dt.date
    title: str
    text: str
    points: list[str]
    url: str
    is_demonstration: bool
    is_published_fact: bool
    published: bool


class CasesOut(Schema):
    """En sida av diariet; `after` anges i nästa anrop. Antalet räknas till 500."""

    cases: list[CaseOut]
    count: str
    after: str | None


class RecordsOut(Schema):
    """En sida av handlingarna; `after` anges i nästa anrop. Antalet räknas till 500."""

    records: list[RecordOut]
    count: str
    after: int | None


class DecisionsOut(Schema):
    """En sida av besluten; `after` anges i nästa anrop. Antalet räknas till 500."""

    decisions: list[DecisionOut]
    count: str
    after: str | None


class CaseIn(Schema):
    """Ett ärende att registrera."""

    title: Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH)]
    class_code: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+)*$", max_length=CLASS_CODE_LENGTH)]


class RecordIn(Schema):
    """En handling att registrera, utan fil eller med ett dokument som redan finns."""

    title: Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH)]
    direction: Direction
    dated_on: dt.date | None = None
    counterpart: str = ""
    document_id: int | None = None


Key = Annotated[
    uuid.UUID | None,
    Header(
        alias="Idempotency-Key",
        description="Samma nyckel med samma uppgifter ger samma svar, utan att något görs om.",
    ),
]
Size = Annotated[int, Query(ge=1, le=LONGEST_PAGE)]
Place = Annotated[str, Query(pattern=r"^$|^[0-9]{4}-[0-9]{1,9}$")]


@router.get("/{authority}/cases", response=CasesOut, summary="Ärenden, det senaste först")
def list_cases(
    request: HttpRequest,
    authority: str,
    status: CaseStatus | None = None,
    after: Place = "",
    size: Size = PAGE,
) -> CasesOut:
    """List the cases that the asker may see."""
    del request
    place = Registered(*_pair(after)) if after else None
    page = queries.case_page(authority_by_slug(authority), status=status, after=place, size=size)
    return CasesOut(
        cases=[CaseOut.from_orm(case) for case in page.cases],
        count=str(page.count),
        after=f"{page.after.year}-{page.after.serial}" if page.after else None,
    )


@router.post("/{authority}/cases", response={201: CaseOut}, summary="Registrera ett ärende")
def register_case(request: HttpRequest, authority: str, case: CaseIn, key: Key = None) -> Status[CaseLine]:
    """Register a case in the next free number."""
    made = actions.register_case(
        actor_of(request),
        authority=authority_by_slug(authority).id,
        title=case.title,
        class_code=case.class_code,
        day=clock.today(),
        submission=_submission(key, case),
    )
    return Status(201, queries.case(made))


@router.get("/{authority}/cases/{year}/{serial}", response=CaseOut, summary="Ett ärende")
def show_case(request: HttpRequest, authority: str, year: int, serial: int) -> CaseLine:
    """Show a case."""
    del request
    return queries.case_of(authority_by_slug(authority), year=year, serial=serial)


@router.get(
    "/{authority}/cases/{year}/{serial}/records", response=RecordsOut, summary="Ett ärendes handlingar"
)
def list_records_of_case(
    request: HttpRequest,
    authority: str,
    year: int,
    serial: int,
    after: int | None = None,
    size: Size = PAGE,
) -> RecordsOut:
    """List a case's records, newest first."""
    del request
    owner = authority_by_slug(authority)
    case = queries.case_of(owner, year=year, serial=serial)
    return _records(queries.record_page(owner, case_id=case.id, after=after, size=size))


@router.post(
    "/{authority}/cases/{year}/{serial}/records", response={201: RecordOut}, summary="Registrera en handling"
)
def register_record(
    request: HttpRequest, authority: str, year: int, serial: int, record: RecordIn, key: Key = None
) -> Status[RecordOut]:
    """Register a record in the case, in the next free id."""
    owner = authority_by_slug(authority)
    case = queries.case_of(owner, year=year, serial=serial)
    made = actions.register_record(
        actor_of(request),
        authority=owner.id,
        case_id=case.id,
        day=clock.today(),
        submission=_submission(key, record),
        **record.dict(),
    )
    return Status(201, RecordOut.from_orm(queries.records([made])[made]))


@router.get("/{authority}/records", response=RecordsOut, summary="Handlingar, den senaste först")
def list_records(
    request: HttpRequest, authority: str, after: int | None = None, size: Size = PAGE
) -> RecordsOut:
    """List the records that the asker may see."""
    del request
    return _records(queries.record_page(authority_by_slug(authority), after=after, size=size))


@router.get("/{authority}/decisions", response=DecisionsOut, summary="Beslut, det senaste först")
def list_decisions(
    request: HttpRequest, authority: str, after: Place = "", size: Size = PAGE
) -> DecisionsOut:
    """List the decisions that the asker may see."""
    del request
    place = _pair(after) if after else None
    page = queries.decision_page(authority_by_slug(authority), after=place, size=size)
    return DecisionsOut(
        decisions=[DecisionOut.from_orm(decision) for decision in page.decisions],
        count=str(page.count),
        after=f"{page.after[0]}-{page.after[1]}" if page.after else None,
    )


def _submission(key: uuid.UUID | None, given: Schema) -> uuid.UUID | None:
    return uuid.uuid5(key, given.model_dump_json()) if key else None


def _records(page: queries.RecordPage) -> RecordsOut:
    return RecordsOut(
        records=[RecordOut.from_orm(record) for record in page.records],
        count=str(page.count),
        after=page.after,
    )


def _pair(place: str) -> tuple[int, int]:
    year, _dash, number = place.partition("-")
    return int(year), int(number)
