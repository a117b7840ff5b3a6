"""The organisation over HTTP: open facts, the same as on the pages."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema

from tinget.organisation import queries
from tinget.organisation.rules.offices import Municipality, Office, PopulationYear

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
