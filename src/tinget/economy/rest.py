"""The economy over HTTP: the services' figures, allocations with statements, and bills for the staff."""

import datetime as dt
import json
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status

from tinget.economy import actions, queries
from tinget.economy.queries import AllocationView
from tinget.economy.rules.billing import BillContent
from tinget.economy.rules.reading import read_allocation, read_known
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.kernel.facts import FactsInvalid, Faults, read_facts_text
from tinget.organisation.api import authority_by_slug

router = Router(tags=["economy"])


class ServiceOut(Schema):
    """En rad i en budget, ett utfall eller en prognos. Belopp i hela kronor, null där tal saknas."""

    service: str
    kind: str
    year: int
    as_of: dt.date
    figures: dict[str, int | None]
    source: str


class AllocationRowOut(Schema):
    """En kommuns rad; `inputs` är de tal nyckeln tar från kommunen, `exact` raden före avrundning."""

    municipality: str
    amount: int
    inputs: str | None
    exact: str | None


class AllocationOut(Schema):
    """En fördelning. `billing`: advance, year_end, once eller supplier."""

    slug: str
    service: str
    year: int
    total: int
    printed_sum: int | None
    source: str
    decision: str
    billing: str
    stands: bool
    replaces: str
    is_demonstration: bool


class StatementOut(AllocationOut):
    """En fördelning med sina rader; `model` är frågan som kommandot allocate tar emot."""

    model: dict[str, Any] | None
    formula: str | None
    rows: list[AllocationRowOut]


class QuestionIn(Schema):
    """Frågan, som kommandot allocate tar emot den."""

    question: dict[str, Any]


class BillLineOut(Schema):
    """En rad på en faktura, hela kronor utan moms, och vilken fördelning den kommer ur."""

    text: str
    amount: int
    allocation: str


class BillOut(Schema):
    """En faktura, eller en kredit som tar tillbaka fakturan `credits`. Moms och summa i kronor och ören."""

    number: str
    buyer: str
    year: int
    issued_on: dt.date
    due_on: dt.date
    lines: list[BillLineOut]
    net: int
    tax: str
    gross: str
    credits: str
    is_demonstration: bool


@router.get("/{authority}/services", response=list[ServiceOut], summary="Tjänsternas budget, utfall, prognos")
def list_services(request: HttpRequest, authority: str, year: int | None = None) -> list[ServiceOut]:  # noqa: ARG001 -- ninja knows it by name
    """List the lines of the tables that the asker may see, the latest year first."""
    return [
        ServiceOut(
            service=line.name,
            kind=table.kind.value,
            year=table.year,
            as_of=table.as_of,
            figures=dict(line.figures),
            source=table.source,
        )
        for table in queries.tables(authority_by_slug(authority).id)
        if year in (None, table.year)
        for line in table.lines
    ]


@router.get(
    "/{authority}/allocations", response=list[AllocationOut], summary="Fördelningar, senaste året först"
)
def list_allocations(request: HttpRequest, authority: str, year: int | None = None) -> list[AllocationOut]:  # noqa: ARG001 -- ninja knows it by name
    """List the allocations that the asker may see."""
    found = queries.allocations(authority_by_slug(authority).id)
    return [AllocationOut(**_told(view)) for view in found if year in (None, view.year)]


@router.get(
    "/{authority}/allocations/{allocation}", response=StatementOut, summary="En fördelning rad för rad"
)
def show_allocation(request: HttpRequest, authority: str, allocation: str) -> StatementOut:  # noqa: ARG001 -- ninja knows it by name
    """Give an allocation with every row, so that it can be redone."""
    return _statement(queries.allocation(authority_by_slug(authority).id, allocation))


@router.post(
    "/{authority}/allocations", response={201: StatementOut}, summary="Spara en fördelning som utkast"
)
def save_allocation(request: HttpRequest, authority: str, asked: QuestionIn) -> Status[StatementOut]:
    """Share out as the question says and keep it as a draft."""
    found, faults = authority_by_slug(authority), Faults()
    row = read_facts_text(json.dumps(asked.question), "question", faults)
    question = read_allocation(row, read_known(row, queries.known_inhabitants().populations))
    try:
        faults.raise_if_any()
    except FactsInvalid as wrong:
        raise NotPossible(str(wrong)) from wrong
    slug = actions.save_allocation(actor_of(request), authority=found.id, asked=question, at=clock.now())
    return Status(201, _statement(queries.allocation(found.id, slug)))


@router.get("/{authority}/bills", response=list[BillOut], summary="Fakturor, senaste året först")
def list_bills(request: HttpRequest, authority: str) -> list[BillOut]:
    """List the latest bills; for the staff alone."""
    found = authority_by_slug(authority)
    return [_bill(one) for one in queries.bills(actor_of(request), authority=found.id)]


@router.get("/{authority}/bills/{bill}", response=BillOut, summary="En faktura")
def show_bill(request: HttpRequest, authority: str, bill: str) -> BillOut:
    """Give one bill; for the staff alone."""
    found = authority_by_slug(authority)
    return _bill(queries.bill(actor_of(request), authority=found.id, number=bill))


def _told(view: AllocationView) -> dict[str, Any]:
    return {
        "slug": view.slug,
        "service": view.service,
        "year": view.year,
        "total": view.total,
        "printed_sum": view.printed_sum,
        "source": view.source,
        "decision": view.decision,
        "billing": view.billing.value,
        "stands": view.stands,
        "replaces": view.replaces,
        "is_demonstration": view.is_demonstration,
    }


def _statement(view: AllocationView) -> StatementOut:
    told = queries.statement(view)
    made = {row.place.id: row for row in told.rows} if told else {}
    return StatementOut(
        **_told(view),
        model=view.model,
        formula=told.formula if told else None,
        rows=[
            AllocationRowOut(
                municipality=place.name,
                amount=amount,
                inputs=made[place.id].inputs if place.id in made else None,
                exact=made[place.id].exact if place.id in made else None,
            )
            for place, amount in view.rows
        ],
    )


def _bill(one: BillContent) -> BillOut:
    return BillOut(
        number=one.number,
        buyer=one.buyer.name,
        year=one.year,
        issued_on=one.issued_on,
        due_on=one.due_on,
        lines=[
            BillLineOut(text=line.text, amount=line.amount, allocation=line.allocation) for line in one.lines
        ],
        net=one.net,
        tax=f"{one.tax:.2f}",
        gross=f"{one.gross:.2f}",
        credits=one.credits,
        is_demonstration=one.is_demonstration,
    )
