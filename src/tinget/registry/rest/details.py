"""What belongs to a case, over HTTP: parties, notes, follow-ups, and its closing, reopening and voiding."""

from collections.abc import Callable

from django.http import HttpRequest
from ninja import Router
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation.api import Authority, authority_by_slug
from tinget.registry import actions, queries
from tinget.registry.queries import CaseDetails
from tinget.registry.rest.shapes import (
    CaseOut,
    DetailsOut,
    FollowUpIn,
    FollowUpOut,
    Key,
    MadeOut,
    NoteIn,
    NoteOut,
    PartyIn,
    PartyOut,
    ReasonIn,
    RelatedOut,
    make_once,
)
from tinget.registry.rules import CaseLine

router = Router()
CASE = "/{authority}/cases/{year}/{serial}"


@router.get(f"{CASE}/details", response=DetailsOut, summary="Det som hör till ett ärende")
def show_details(request: HttpRequest, authority: str, year: int, serial: int) -> DetailsOut:
    """Show what belongs to the case, to those who may see all of it."""
    del request
    owner, case = _place(authority, year, serial)
    details = queries.case_details(case.id) if queries.sees_all(owner.id) else CaseDetails()
    return DetailsOut(
        parties=[PartyOut.from_orm(one) for one in details.parties],
        notes=[NoteOut.from_orm(one) for one in details.notes],
        tags=list(details.tags),
        related=[
            RelatedOut(
                id=one.id,
                authority_name=one.authority_name or owner.name,
                number=one.ours.number if one.ours else one.number,
            )
            for one in details.related
        ],
        follow_ups=[FollowUpOut.from_orm(one) for one in details.follow_ups],
    )


@router.post(f"{CASE}/parties", response={201: MadeOut}, summary="Lägg till en part")
def add_party(
    request: HttpRequest, authority: str, year: int, serial: int, party: PartyIn, key: Key = None
) -> Status[MadeOut]:
    """Note somebody whom the case concerns."""
    owner, case = _place(authority, year, serial)

    def make() -> int:
        return actions.add_party(actor_of(request), case_id=case.id, **party.dict())

    return _made(make_once(request, owner, key, party.model_dump_json(), make))


@router.post(f"{CASE}/notes", response={201: MadeOut}, summary="Skriv en anteckning")
def add_note(
    request: HttpRequest, authority: str, year: int, serial: int, note: NoteIn, key: Key = None
) -> Status[MadeOut]:
    """Write a working note."""
    owner, case = _place(authority, year, serial)

    def make() -> int:
        return actions.add_note(actor_of(request), case_id=case.id, text=note.text, at=clock.now())

    return _made(make_once(request, owner, key, note.model_dump_json(), make))


@router.post(f"{CASE}/follow-ups", response={201: MadeOut}, summary="Lägg till en bevakning")
def add_follow_up(
    request: HttpRequest, authority: str, year: int, serial: int, follow_up: FollowUpIn, key: Key = None
) -> Status[MadeOut]:
    """Ask that somebody looks at the case again on the day."""
    owner, case = _place(authority, year, serial)

    def make() -> int:
        return actions.add_follow_up(
            actor_of(request), case_id=case.id, day=clock.today(), **follow_up.dict()
        )

    return _made(make_once(request, owner, key, follow_up.model_dump_json(), make))


@router.post(f"{CASE}/close", response=CaseOut, summary="Avsluta ett ärende")
def close_case(request: HttpRequest, authority: str, year: int, serial: int) -> CaseLine:
    """Close the case today."""
    return _moved(
        authority,
        year,
        serial,
        lambda case: actions.close_case(actor_of(request), case_id=case, day=clock.today()),
    )


@router.post(f"{CASE}/reopen", response=CaseOut, summary="Öppna ett avslutat ärende")
def reopen_case(request: HttpRequest, authority: str, year: int, serial: int) -> CaseLine:
    """Open a closed case anew."""
    return _moved(authority, year, serial, lambda case: actions.reopen_case(actor_of(request), case_id=case))


@router.post(f"{CASE}/void", response=CaseOut, summary="Makulera ett ärende; numret finns kvar")
def void_case(request: HttpRequest, authority: str, year: int, serial: int, given: ReasonIn) -> CaseLine:
    """Void a case that should not have been registered."""
    return _moved(
        authority,
        year,
        serial,
        lambda case: actions.void_case(actor_of(request), case_id=case, reason=given.reason),
    )


def _moved(authority: str, year: int, serial: int, move: Callable[[int], None]) -> CaseLine:
    _owner, case = _place(authority, year, serial)
    move(case.id)
    return queries.case(case.id)


def _place(authority: str, year: int, serial: int) -> tuple[Authority, CaseLine]:
    owner = authority_by_slug(authority)
    return owner, queries.case_of(owner, year=year, serial=serial)


def _made(number: int) -> Status[MadeOut]:
    return Status(201, MadeOut(id=number))
