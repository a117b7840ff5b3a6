"""The organisation over HTTP: open facts and a replacement in mid-term, the same as on the pages."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema
from ninja.responses import Status

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation import actions, queries
from tinget.organisation.rules.offices import Municipality, Office, PopulationYear
from tinget.organisation.rules.replacing import Ending, Successor

router = Router(tags=["organisation"])


class MunicipalityOut(Schema):
    """A municipality with its inhabitants by date."""

    name: str
    slug: str
    org_name: str
    is_host: bool
    size_class: str
    inhabitants: dict[str, int]


class OfficeOut(Schema):
    """Who held, or may have held, an office; `certain` is false where no document tells."""

    mandate_id: int
    name: str
    party: str | None
    role: str
    municipality: str | None
    certain: bool
    is_demonstration: bool
    first: date | None
    last: date | None
    ended_decision: str
    sources: list[str]


class SuccessorIn(Schema):
    """Who takes the office over; the address is where they sign in."""

    name: Annotated[str, Field(min_length=1, max_length=150)]
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
    party: Annotated[str, Field(max_length=20)] = ""


class ReplacementIn(Schema):
    """How the office ends, and who holds it from the day after; without a successor the place is vacant."""

    last: date
    decision: Annotated[str, Field(max_length=200)]
    reason: Annotated[str, Field(max_length=300)]
    successor: SuccessorIn | None = None


class ReplacementOut(Schema):
    """The successor's mandate, null where the place is vacant, and the first day without the one who left."""

    mandate_id: int | None
    first: date


@router.get("/municipalities", response=list[MunicipalityOut], summary="Kommuner med invånare")
def municipalities(request: HttpRequest) -> list[MunicipalityOut]:  # noqa: ARG001 -- ninja gives it by this name
    """List the municipalities in Swedish order, with their inhabitants at each known date."""
    years = queries.populations()
    return [_municipality(place, _inhabitants(place.id, years)) for place in queries.municipalities()]


@router.get("/authorities/{slug}/offices", response=list[OfficeOut], summary="Uppdrag en viss dag")
def offices(request: HttpRequest, slug: str, on: date) -> list[OfficeOut]:  # noqa: ARG001 -- as above
    """List who held which office in the authority on the day; 404 where there is no such authority."""
    authority = queries.authority_by_slug(slug)
    return [_office(office) for office in queries.offices_on(authority.id, on=on)]


@router.post(
    "/authorities/{slug}/mandates/{mandate_id}/replacement",
    response={201: ReplacementOut},
    summary="Byt innehavare av ett uppdrag under mandattiden",
)
def replace_holder(
    request: HttpRequest, slug: str, mandate_id: int, replacement: ReplacementIn
) -> Status[ReplacementOut]:
    """End an office on a day, and let the successor hold it from the day after."""
    ending = Ending(replacement.last, replacement.reason, replacement.decision)
    new = replacement.successor
    made = actions.replace_holder(
        actor_of(request),
        authority=queries.authority_by_slug(slug).id,
        mandate_id=mandate_id,
        ending=ending,
        successor=Successor(new.name, new.email, new.party) if new else None,
        at=clock.now(),
    )
    return Status(201, ReplacementOut(mandate_id=made, first=ending.first_after))


def _inhabitants(place: int, years: list[PopulationYear]) -> dict[str, int]:
    return {year.as_of.isoformat(): year.inhabitants[place] for year in years if place in year.inhabitants}


def _municipality(place: Municipality, inhabitants: dict[str, int]) -> MunicipalityOut:
    return MunicipalityOut(
        name=place.name,
        slug=place.slug,
        org_name=place.org_name,
        is_host=place.is_host,
        size_class=place.size_class.value,
        inhabitants=inhabitants,
    )


def _office(office: Office) -> OfficeOut:
    return OfficeOut(
        mandate_id=office.mandate_id,
        name=office.person.name,
        party=office.person.party,
        role=office.role.value,
        municipality=office.municipality.name if office.municipality else None,
        certain=office.certain,
        is_demonstration=office.person.is_demonstration,
        first=office.term.first,
        last=office.term.last,
        ended_decision=office.ended_decision,
        sources=list(office.sources),
    )
