"""The organisation over HTTP: open facts, the same as on the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.organisation import queries
from tinget.organisation.rules.offices import Municipality, Office

router = Router(tags=["organisation"])


class MunicipalityOut(Schema):
    """A municipality with its inhabitants by date."""

    name: str
    slug: str
    org_name: str
    is_host: bool
    size_class: str
    inhabitants: dict[date, int]


class OfficeOut(Schema):
    """Who held, or may have held, an office; `certain` is false where no document tells."""

    name: str
    party: str | None
    role: str
    municipality: str | None
    certain: bool
    is_demonstration: bool
    first: date | None
    last: date | None
    sources: list[str]


@router.get("/municipalities", response=list[MunicipalityOut], summary="Kommuner med invånare")
def municipalities(_request: HttpRequest) -> list[MunicipalityOut]:
    """List the municipalities in Swedish order, with their inhabitants at each known date."""
    years = queries.populations()
    return [
        _municipality(place, {y.as_of: y.inhabitants[place.id] for y in years if place.id in y.inhabitants})
        for place in queries.municipalities()
    ]


@router.get("/authorities/{slug}/offices", response=list[OfficeOut], summary="Uppdrag en viss dag")
def offices(_request: HttpRequest, slug: str, on: date) -> list[OfficeOut]:
    """List who held which office in the authority on the day; 404 where there is no such authority."""
    authority = queries.authority_by_slug(slug)
    return [_office(office) for office in queries.offices_on(authority.id, on=on)]


def _municipality(place: Municipality, inhabitants: dict[date, int]) -> MunicipalityOut:
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
        name=office.person.name,
        party=office.person.party,
        role=office.role.value,
        municipality=office.municipality.name if office.municipality else None,
        certain=office.certain,
        is_demonstration=office.person.is_demonstration,
        first=office.term.first,
        last=office.term.last,
        sources=list(office.sources),
    )
