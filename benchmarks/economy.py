"""Sharing out and explaining at the size of a nation: 290 municipalities, 40 services, 10 years.

The pages are asked of a real database, grown by made-up municipalities that are party to the committee.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from http import HTTPStatus

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.growing import AUTHORITY
from benchmarks.measuring import heading, line, percentile, seeded, timed
from benchmarks.serving import HOST
from tinget.economy import actions, models, queries
from tinget.economy.rules.allocation import Allocation, Equal, Inhabitants, Participant, allocate
from tinget.economy.rules.explaining import explain
from tinget.economy.rules.reading import Question, Table
from tinget.economy.rules.rounding import Mode, Rounding
from tinget.economy.rules.writing import as_question
from tinget.foundation import clock
from tinget.foundation.scoping import Scope, scoped
from tinget.organisation import api as organisation
from tinget.organisation.models import Municipality, PartyMunicipality, Population

SIZES = (14, 290)  # municipalities
SERVICES, LAST, YEARS = 40, 2026, 10
DAY = dt.date(2023, 12, 31)
OWNER = "owner"
ASKED = 40
MADE_UP = "DEMONSTRATION"


def run(sizes: Sequence[int] = SIZES) -> None:
    """Print the seconds and the queries of each page and act at each number of municipalities."""
    heading(f"The economy, {SERVICES} services x {YEARS} years: median/95th percentile (queries), or seconds")
    line("", *(f"{size} municip." for size in sizes))
    told: dict[str, list[str]] = {}
    for size in sizes:
        authority = organisation.authority_by_slug(AUTHORITY)
        _grow_to(size, authority)
        for name, shown in _measured(authority).items():
            told.setdefault(name, []).append(shown)
    for name, figures in told.items():
        line(name, *figures)


def _measured(authority: organisation.Authority) -> dict[str, str]:
    first = organisation.boards(authority.id)[0]
    asked = _question(authority.id)
    with scoped(Scope(authorities=frozenset({authority.id}))):
        known = queries.known_inhabitants()
        rows = allocate(asked, known.populations).rows
        altered = rows | {first.name: rows[first.name] + 700}
        year = timed(lambda: _save_year(authority.id, asked))
        exact, near = (
            timed(lambda table=table: explain(Question(Table("Tjänst", LAST, table), None, ()), known))
            for table in (rows, altered)
        )
    base = f"/{AUTHORITY}/ekonomi"
    return {
        "page of one municipality": _page(f"{base}/kommun/{first.slug}/"),
        "the same, every year": _page(f"{base}/kommun/{first.slug}/?alla=1"),
        "page of one allocation": _page(f"{base}/fordelning/bench-0-{LAST}/"),
        f"allocation of a year, {SERVICES} services": f"{year:.2f}",
        "explanation of one table": f"{exact:.2f}",
        "its near miss, one row altered": f"{near:.2f}",
    }


def _page(address: str) -> str:
    """Ask many times, and tell the median and the 95th percentile: what the first loads is not the page's."""
    client = Client(headers={"host": HOST})
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    queries_asked = len(asked)  # the next request empties the list
    seconds = [timed(lambda: _must(client, address)) for _ in range(ASKED)]
    return f"{percentile(seconds, 0.5):.0f}/{percentile(seconds, 0.95):.0f} ms ({queries_asked})"


def _must(client: Client, address: str) -> None:
    status = client.get(address).status_code
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{address}: {status}")


def _question(authority: int) -> Allocation:
    return Allocation(
        "Tjänst",
        LAST + 1,
        tuple(Participant(one.name) for one in organisation.boards(authority)),
        (Equal(Fraction(50)), Inhabitants(Fraction(50), DAY)),
        Fraction(5_084_000),
        rounding=Rounding(100, Mode.UP),
    )


def _save_year(authority: int, asked: Allocation) -> None:
    role = organisation.Role.COORDINATOR
    holder = organisation.people_with(authority, [role], on=clock.today(), demonstration=True)[0]
    actor = organisation.Actor(holder.id, holder.name, role, authority, is_demonstration=True)
    for number in range(SERVICES):
        named = replace(asked, service=f"Tjänst {number}")
        actions.save_allocation(actor, authority=authority, asked=named, at=clock.now())


def _grow_to(size: int, authority: organisation.Authority) -> None:
    """Let there be that many parties with inhabitants, and every service's rows of every year."""
    dice = seeded(3)
    missing = size - len(organisation.boards(authority.id))
    made = Municipality.objects.using(OWNER).bulk_create(
        Municipality(
            number=10_000 + number,
            name=f"Påhittad {number:03d}",
            slug=f"pahittad-{number:03d}",
            org_name=f"Påhittad kommun {number:03d}",
            size_class="rural",
            source=MADE_UP,
        )
        for number in range(missing)
    )
    PartyMunicipality.objects.using(OWNER).bulk_create(
        PartyMunicipality(authority_id=authority.id, municipality=one, source=MADE_UP) for one in made
    )
    Population.objects.using(OWNER).bulk_create(
        Population(municipality=one, as_of=DAY, inhabitants=dice.randrange(2_000, 60_000), source=MADE_UP)
        for one in made
    )
    with scoped(Scope(authorities=frozenset({authority.id}))):
        _write_history(authority.id)


def _write_history(authority: int) -> None:
    models.AllocationRow.objects.filter(allocation__slug__startswith="bench-").delete()
    models.Allocation.objects.filter(slug__startswith="bench-").delete()
    asked, known = _question(authority), queries.known_inhabitants()
    rows = allocate(asked, known.populations).rows
    places = {one.name: one.id for one in organisation.boards(authority)}
    made = models.Allocation.objects.bulk_create(
        models.Allocation(
            authority_id=authority,
            slug=f"bench-{number}-{year}",
            service=f"Påhittad tjänst {number}",
            year=year,
            question=as_question(replace(asked, year=year), known),
            decision=MADE_UP,
            is_demonstration=True,
            published_at=clock.now(),
        )
        for number in range(SERVICES)
        for year in range(LAST - YEARS + 1, LAST + 1)
    )
    models.AllocationRow.objects.bulk_create(
        (
            models.AllocationRow(
                authority_id=authority,
                allocation=one,
                municipality_id=places[name],
                amount=amount,
                published_at=one.published_at,
            )
            for one in made
            for name, amount in rows.items()
        ),
        batch_size=5_000,
    )
