"""Reads of the organisation: who holds what, where and on which day; every answer is a frozen value."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from tinget.foundation.personal_data import PER_TABLE, Hit, as_hit
from tinget.foundation.scoping import remembered
from tinget.organisation import models
from tinget.organisation.permissions import ROLE_TASKS
from tinget.organisation.rules.assignments import Assignment, AssignmentKind
from tinget.organisation.rules.offices import (
    Authority,
    AuthorityKind,
    DemonstrationRole,
    Evidence,
    Municipality,
    Office,
    PersonName,
    PopulationYear,
    Seat,
    SizeClass,
    Term,
)
from tinget.organisation.rules.replacing import REPLACEABLE
from tinget.organisation.rules.roles import ROLE_ORDER, SEAT_ROLES, SIGN_IN_ORDER, Role

LISTED = 50


class AuthorityNotFound(Http404):
    """No authority has that address or number."""


class AssignmentNotFound(Http404):
    """No such working group or function."""


class MunicipalityNotFound(Http404):
    """No municipality has that address."""


def municipalities() -> list[Municipality]:
    """List all municipalities, in Swedish order."""
    return [_municipality(row) for row in _municipality_rows()]


def municipality_by_slug(slug: str) -> Municipality:
    """Find the municipality with that word in its address, or MunicipalityNotFound."""
    row = _municipality_rows().filter(slug=slug).first()
    if row is None:
        raise MunicipalityNotFound(slug)
    return _municipality(row)


def authorities() -> list[Authority]:
    """List all authorities that keep their register here, by name."""
    return [_authority(row) for row in models.Authority.objects.all()]


def authority_by_slug(slug: str) -> Authority:
    """Find the authority with that word in its address, or AuthorityNotFound."""
    found = remembered(("authority", slug), lambda: _authority_where(slug=slug))
    return remembered(("authority", found.id), lambda: found)


def authority_by_id(authority: int) -> Authority:
    """Find the authority with that number, or AuthorityNotFound."""
    found = remembered(("authority", authority), lambda: _authority_where(pk=authority))
    return remembered(("authority", found.slug), lambda: found)


def boards(authority: int, *, on: date | None = None) -> list[Municipality]:
    """List the party municipalities, on whose noticeboards the notices go up, in Swedish order."""
    parties = models.PartyMunicipality.objects.filter(authority=authority)
    if on is not None:
        parties = parties.exclude(first__gt=on).exclude(last__lt=on)
    return [_municipality(row) for row in _municipality_rows().filter(pk__in=parties.values("municipality"))]


def assignments(authority: int) -> list[Assignment]:
    """List the working groups and functions, newest first in each kind; visitors see those published."""
    return [
        Assignment(
            id=row.pk,
            kind=AssignmentKind(row.kind),
            name=row.name,
            held_by=row.held_by,
            task=row.task,
            decision=row.decision,
            first=row.first,
            last=row.last,
            ended_early=row.ended_early,
            is_demonstration=row.is_demonstration,
        )
        for row in models.Assignment.objects.filter(authority_id=authority)
    ]


def populations() -> list[PopulationYear]:
    """List the inhabitants of every municipality at each known date, oldest first."""
    years: dict[date, dict[int, int]] = defaultdict(dict)
    sources: dict[date, str] = {}
    rows = models.Population.objects.values_list("as_of", "municipality_id", "inhabitants", "source")
    for day, municipality, inhabitants, source in rows:
        years[day][municipality] = inhabitants
        sources[day] = source
    return [PopulationYear(as_of=day, inhabitants=years[day], source=sources[day]) for day in sorted(years)]


def people(ids: Iterable[int]) -> dict[int, PersonName]:
    """Look up names by number; the municipality is left out, since it belongs to an office."""
    rows = models.Person.objects.filter(pk__in=set(ids))
    return {row.pk: person_of(row) for row in rows}


def people_with(authority: int, roles: Iterable[Role], *, on: date, demonstration: bool) -> list[PersonName]:
    """List those who hold, or may hold, one of the roles on the day: real people, or the made-up ones."""
    mandates = models.Mandate.objects.possible_on(on).filter(authority=authority, role__in=_values(roles))
    rows = models.Person.objects.filter(pk__in=mandates.values("person"), is_demonstration=demonstration)
    return [person_of(row) for row in rows.order_by("name", "pk")]


def addresses(ids: Iterable[int]) -> dict[int, str]:
    """Look up the e-mail addresses of those of these people who have an account in use."""
    accounts = models.Account.objects.filter(person__in=set(ids), is_active=True)
    return dict(accounts.values_list("person_id", "email"))


def offices_on(authority: int, *, on: date, roles: Iterable[Role] | None = None) -> list[Office]:
    """List who held, or may have held, which office on the day: certain ones first, then by role.

    `roles` asks for some only; None is all.
    """
    rows = _mandates(on).filter(authority=authority)
    if roles is not None:
        rows = rows.filter(role__in=_values(roles))
    return sorted((office_of(row, on) for row in rows), key=_office_order)


def replaceable(authority: int, *, on: date, demonstration: bool) -> list[Office]:
    """List the seats and the presidium that somebody holds, or may hold, on the day."""
    found = offices_on(authority, on=on, roles=REPLACEABLE)
    return [office for office in found if office.person.is_demonstration is demonstration]


def ended_early(authority: int) -> list[Office]:
    """List the seats and places in the presidium that ended before their time, the latest first.

    Each is told as it was on its last day.
    """
    rows = models.Mandate.objects.filter(authority=authority, role__in=_values(REPLACEABLE))
    rows = rows.filter(last__isnull=False).exclude(ended_decision="").prefetch_related("evidence")
    newest = rows.select_related("person", "municipality", "authority").order_by("-last", "-pk")[:LISTED]
    return [office_of(row, row.last) for row in newest if row.last is not None]


def seats(authority: int, *, on: date, demonstration: bool | None = None) -> list[Seat]:
    """List those who for certain hold a seat on the day and whose municipality is known, in Swedish order.

    `demonstration` asks for made-up people only (True), for real ones only (False), or for both.
    """
    return [
        Seat(
            person_id=office.person.id,
            name=office.person.name,
            party=office.person.party,
            municipality_id=office.municipality.id,
            as_=office.role,
            municipality=office.municipality.name,
            is_demonstration=office.person.is_demonstration,
        )
        for office in _certain(authority, on=on, roles=SEAT_ROLES, demonstration=demonstration)
        if office.municipality is not None
    ]


def holders(authority: int, role: Role, *, on: date, demonstration: bool | None = None) -> list[PersonName]:
    """List those who for certain hold the role on the day, in Swedish order of municipality."""
    return [
        office.person
        for office in _certain(authority, on=on, roles=frozenset({role}), demonstration=demonstration)
    ]


def board_registrars(*, on: date, demonstration: bool | None = None) -> dict[int, list[PersonName]]:
    """List the registrars of each municipality's noticeboard on the day, by the municipality's number."""
    by_board: dict[int, list[PersonName]] = defaultdict(list)
    for row in _mandates(on).filter(role=Role.BOARD_REGISTRAR.value):
        asked_for = demonstration is None or row.person.is_demonstration is demonstration
        if row.municipality_id is not None and asked_for:
            by_board[row.municipality_id].append(person_of(row.person, row.municipality))
    return dict(by_board)


def personal_hits(authority: int, words: Sequence[str]) -> list[Hit]:
    """Find those with a mandate in the authority whose name, or account's address, holds all the words."""
    people = models.Person.objects.filter(mandates__authority=authority).distinct()
    accounts = models.Account.objects.filter(person__in=people)
    for word in words:
        people = people.filter(Q(name__icontains=word) | Q(account__email__icontains=word))
        accounts = accounts.filter(Q(email__icontains=word) | Q(person__name__icontains=word))
    found = list(people.order_by("name", "pk")[:PER_TABLE])
    mandates = models.Mandate.objects.filter(person__in=found, authority=authority).order_by("pk")
    rows = [*found, *accounts.order_by("pk")[:PER_TABLE], *mandates[:PER_TABLE]]
    return [as_hit(row, without=("password",)) for row in rows]


def demonstration_roles(*, on: date) -> list[DemonstrationRole]:
    """List the made-up people whose role can be chosen at sign-in, each with what their first role does."""
    rows = _mandates(on).filter(person__is_demonstration=True, person__account__is_active=True)
    firsts: dict[int, Office] = {}
    for office in sorted((office_of(row, on) for row in rows), key=_office_order):
        firsts.setdefault(office.person.id, office)
    in_order = sorted(firsts.values(), key=lambda office: SIGN_IN_ORDER.index(office.role))
    return [
        DemonstrationRole(id=office.person.id, name=office.person.name, text=str(ROLE_TASKS[office.role]))
        for office in in_order
    ]


def office_of(row: models.Mandate, day: date) -> Office:
    """Tell a mandate as it was on a day."""
    evidence = tuple(Evidence(on=e.on, source=e.source, as_printed=e.as_printed) for e in row.evidence.all())
    term = Term(
        first=row.first, last=row.last, until_further_notice=row.until_further_notice, evidence=evidence
    )
    place = row.municipality
    hosts = place is not None and row.authority is not None and row.authority.host_id == place.pk
    named = tuple(e.source for e in evidence if e.on == day)
    return Office(
        person=person_of(row.person, place),
        role=Role(row.role),
        municipality=_municipality(place, is_host=hosts) if place else None,
        certain=term.surely_held_on(day),
        sources=named or ((row.source,) if row.source else ()),
        term=term,
        mandate_id=row.pk,
        ended_decision=row.ended_decision,
    )


def person_of(row: models.Person, municipality: models.Municipality | None = None) -> PersonName:
    """Tell a person, with the municipality of the office that they are told in."""
    return PersonName(
        id=row.pk,
        name=row.name,
        party=row.party or None,
        is_demonstration=row.is_demonstration,
        municipality_id=municipality.pk if municipality else None,
        municipality=municipality.name if municipality else None,
    )


def _values(roles: Iterable[Role]) -> list[str]:
    return sorted(role.value for role in roles)


def _certain(authority: int, *, on: date, roles: frozenset[Role], demonstration: bool | None) -> list[Office]:
    return [
        office
        for office in offices_on(authority, on=on, roles=roles)
        if office.certain and (demonstration is None or office.person.is_demonstration is demonstration)
    ]


def _mandates(on: date) -> "QuerySet[models.Mandate]":
    found: QuerySet[models.Mandate] = (
        models.Mandate.objects.possible_on(on)
        .select_related("person", "municipality", "authority")
        .prefetch_related("evidence")
    )
    return found


def _municipality_rows() -> "QuerySet[models.Municipality]":
    hosting = models.Authority.objects.filter(host=OuterRef("pk"))
    return models.Municipality.objects.annotate(is_host=Exists(hosting))


def _municipality(row: models.Municipality, *, is_host: bool = False) -> Municipality:
    return Municipality(
        id=row.pk,
        name=row.name,
        slug=row.slug,
        org_name=row.org_name,
        is_host=getattr(row, "is_host", is_host),
        number=row.number,
        size_class=SizeClass(row.size_class),
        org_number=row.org_number,
    )


def _authority_where(**named: object) -> Authority:
    row = models.Authority.objects.filter(**named).first()
    if row is None:
        raise AuthorityNotFound(*named.values())
    return _authority(row)


def _authority(row: models.Authority) -> Authority:
    return Authority(
        id=row.pk,
        slug=row.slug,
        name=row.name,
        kind=AuthorityKind(row.kind),
        host_municipality_id=row.host_id,
        case_number_pattern=row.case_number_pattern,
        record_id_prefix=row.record_id_prefix,
        record_id_label=row.record_id_label,
        accent=row.accent,
        web_diary_months=row.web_diary_months,
    )


def _office_order(office: Office) -> tuple[bool, int, int, str]:
    number = office.municipality.number if office.municipality else 0
    return (not office.certain, ROLE_ORDER.index(office.role), number, office.person.name)
