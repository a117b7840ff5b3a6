"""Cases over HTTP: listing by the same filters as the page, registering, showing and changing."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation.api import authority_by_slug
from tinget.registry import actions, queries
from tinget.registry.queries import CaseFilter, Registered
from tinget.registry.rest.shapes import (
    PAGE,
    CaseChange,
    CaseIn,
    CaseOut,
    CasesOut,
    CasesWanted,
    Key,
    Place,
    Size,
    given_in,
    make_once,
    pair,
    place,
)
from tinget.registry.rules import CaseLine

router = Router()


@router.get("/{authority}/cases", response=CasesOut, summary="Ärenden, det senaste först")
def list_cases(
    request: HttpRequest,
    authority: str,
    wanted: Query[CasesWanted],
    after: Place = "",
    size: Size = PAGE,
) -> CasesOut:
    """List the cases that the asker may see."""
    del request
    shown = CaseFilter(**wanted.dict())
    begins = pair(after)
    page = queries.case_page(
        authority_by_slug(authority), shown=shown, after=Registered(*begins) if begins else None, size=size
    )
    return CasesOut(
        cases=[CaseOut.from_orm(case) for case in page.cases],
        count=str(page.count),
        after=place((page.after.year, page.after.serial) if page.after else None),
    )


@router.post("/{authority}/cases", response={201: CaseOut}, summary="Registrera ett ärende")
def register_case(request: HttpRequest, authority: str, case: CaseIn, key: Key = None) -> Status[CaseLine]:
    """Register a case in the next free number."""
    owner = authority_by_slug(authority)

    def make() -> int:
        return actions.register_case(actor_of(request), authority=owner.id, day=clock.today(), **case.dict())

    made = make_once(request, owner, key, case.model_dump_json(), make)
    return Status(201, queries.case(made))


@router.get("/{authority}/cases/{year}/{serial}", response=CaseOut, summary="Ett ärende")
def show_case(request: HttpRequest, authority: str, year: int, serial: int) -> CaseLine:
    """Show a case."""
    del request
    return queries.case_of(authority_by_slug(authority), year=year, serial=serial)


@router.patch("/{authority}/cases/{year}/{serial}", response=CaseOut, summary="Ändra ett ärende")
def change_case(request: HttpRequest, authority: str, year: int, serial: int, change: CaseChange) -> CaseLine:
    """Change what is given and leave the rest."""
    owner = authority_by_slug(authority)
    case = queries.case_of(owner, year=year, serial=serial)
    before: dict[str, Any] = {
        "title": case.title,
        "class_code": case.class_code,
        "officer_id": case.officer_id,
        "unit": case.unit,
        "deadline_on": case.deadline_on,
        "tags": list(queries.tags_of(case.id)),
    }
    given = given_in(change, may_be_empty=frozenset({"officer_id", "deadline_on"}))
    actions.change_case(
        actor_of(request), case_id=case.id, day=clock.today(), reason=change.reason, **(before | given)
    )
    return queries.case(case.id)
