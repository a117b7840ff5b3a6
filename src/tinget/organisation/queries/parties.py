"""Reads of who takes part in an authority, and of what ends when a municipality leaves it."""

from datetime import date

from django.db.models import Q, QuerySet

from tinget.organisation import models
from tinget.organisation.queries.offices import boards, office_of
from tinget.organisation.rules.accounts import OF_A_MUNICIPALITY
from tinget.organisation.rules.authorities import PartyLine
from tinget.organisation.rules.offices import Office, Term
from tinget.organisation.rules.replacing import REPLACEABLE
from tinget.organisation.rules.roles import Role

ENDS_WITH_IT = [role.value for role in OF_A_MUNICIPALITY | REPLACEABLE]


def parties(authority: int) -> list[PartyLine]:
    """List the municipalities that take part, will or did, in Swedish order, each with its newest time."""
    rows = models.PartyMunicipality.objects.filter(authority=authority).order_by("first", "pk")
    newest = {row.municipality_id: Term(row.first, row.last) for row in rows}
    return [PartyLine(place, newest[place.id]) for place in boards(authority)]


def offices_that_end_with(authority: int, municipality: int, *, after: date) -> "QuerySet[models.Mandate]":
    """Find the municipality's offices that go on after the day.

    Its noticeboard's registrars are among them unless it takes part in another authority too.
    """
    others = models.PartyMunicipality.objects.filter(municipality=municipality).exclude(authority=authority)
    here = Q(authority=authority)
    if not others.exclude(last__lt=after).exists():
        here |= Q(role=Role.BOARD_REGISTRAR.value)
    found: QuerySet[models.Mandate] = (
        models.Mandate.objects.filter(here, municipality=municipality, role__in=ENDS_WITH_IT)
        .exclude(last__lte=after)
        .select_related("person", "municipality", "authority")
        .prefetch_related("evidence")
        .order_by("role", "pk")
    )
    return found


def leaving(authority: int, municipality: int, *, on: date) -> list[Office]:
    """List the offices that would end if the municipality left that day."""
    return [office_of(row, on) for row in offices_that_end_with(authority, municipality, after=on)]
