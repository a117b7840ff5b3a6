"""Reads of the shared economy; every answer is a frozen value."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from tinget.economy import models
from tinget.economy.permissions import BILL
from tinget.economy.rules.billing import BillContent, BillLine, BillParty, VatCategory
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.printed import Disagreement, Line, against_line, computed_totals, disagreements
from tinget.economy.rules.reading import Known
from tinget.organisation.api import (
    Actor,
    Municipality,
    authority_by_id,
    boards,
    municipalities,
    populations,
    require,
)

LISTED = 500
KIND_TEXTS = {TableKind.BUDGET: "budget", TableKind.OUTCOME: "utfall", TableKind.FORECAST: "prognos"}


class FigureNotFound(Http404):
    """No such table or allocation, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class FinanceView:
    """A printed table with its computed sums and what disagrees."""

    slug: str
    kind: TableKind
    year: int
    as_of: dt.date
    rounded_to: int
    index_name: str
    index_text: str
    source: str
    lines: tuple[Line, ...]
    printed_total: Mapping[str, int | None]
    disagreements: tuple[Disagreement, ...]

    @property
    def kind_text(self) -> str:
        """The kind in Swedish."""
        return KIND_TEXTS[self.kind]

    @property
    def title(self) -> str:
        """The table's name."""
        return f"{self.kind_text.capitalize()} {self.year}"

    @property
    def computed(self) -> dict[str, int]:
        """Every column added up."""
        return computed_totals(self.lines)

    @property
    def columns(self) -> list[str]:
        """The columns that some line has."""
        return list(self.computed)


@dataclass(frozen=True, slots=True)
class AmountView:
    """An amount that a text prints, and whether that year's budget says otherwise."""

    line: str
    year: int
    amount: int
    what: str
    source: str
    disagreement: Disagreement | None


@dataclass(frozen=True, slots=True)
class AllocationView:
    """A table per municipality; `question` where it was made here, `explanation` where it was printed."""

    id: int
    slug: str
    service: str
    year: int
    printed_sum: int | None
    source: str
    question: dict[str, Any] | None
    explanation: dict[str, Any] | None
    decision: str
    is_published_fact: bool
    rows: tuple[tuple[Municipality, int], ...]

    @property
    def total(self) -> int:
        """The sum of the rows, always computed."""
        return sum(amount for _, amount in self.rows)

    @property
    def model(self) -> dict[str, Any] | None:
        """What `allocate` accepts: the question, or the simplest model that makes the printed table."""
        return self.question or (self.explanation or {}).get("model")


@dataclass(frozen=True, slots=True)
class Payment:
    """What one municipality pays for a service in a year, beside the mean of those who pay."""

    allocation: AllocationView
    amount: int
    mean: int

    @property
    def share(self) -> float:
        """The municipality's part of the whole, in per cent."""
        return 100 * self.amount / self.allocation.total if self.allocation.total else 0.0


def bills(actor: Actor, *, authority: int) -> list[BillContent]:
    """Return the authority's bills, the latest year first; for the staff alone."""
    require(actor, BILL, authority=authority)
    rows = list(models.Bill.objects.filter(authority_id=authority)[:LISTED])
    places = {one.id: one for one in municipalities()}
    numbers = {row.pk: row.number for row in rows}
    host = places[authority_by_id(authority).host_municipality_id]
    return [
        BillContent(
            number=row.number,
            issued_on=row.issued_on,
            due_on=row.due_on,
            year=row.year,
            seller=_bill_party(host),
            buyer=_bill_party(places[row.municipality_id]),
            lines=tuple(BillLine(text, amount) for text, amount in row.lines),
            vat=VatCategory(row.vat),
            reference=row.reference,
            credits=numbers.get(row.credits_id or 0, ""),
        )
        for row in rows
    ]


def bill(actor: Actor, *, authority: int, number: str) -> BillContent:
    """Return one bill, or raise FigureNotFound."""
    found = [one for one in bills(actor, authority=authority) if one.number == number]
    if not found:
        raise FigureNotFound
    return found[0]


def billed(authority: int, year: int) -> set[int]:
    """Return the municipalities that have a bill for the year which is not credited."""
    rows = models.Bill.objects.filter(authority_id=authority, year=year)
    credited = {row.credits_id for row in rows}
    return {row.municipality_id for row in rows if row.credits_id is None and row.pk not in credited}


def known_inhabitants() -> Known:
    """Return the inhabitants of every municipality at every known day."""
    years = populations()
    by_day = {year.as_of: dict(year.inhabitants) for year in years}
    names = {one.id: one.name for one in municipalities()}
    named = {
        day: {names[place]: count for place, count in people.items() if place in names}
        for day, people in by_day.items()
    }
    return Known(named, tuple(names.values()))


def tables(authority: int) -> list[FinanceView]:
    """Return the printed tables, the latest year first."""
    return _tables(models.FinanceTable.objects.filter(authority_id=authority))


def table(authority: int, slug: str) -> FinanceView:
    """Return a printed table, or raise FigureNotFound."""
    found = _tables(models.FinanceTable.objects.filter(authority_id=authority, slug=slug))
    if not found:
        raise FigureNotFound
    return found[0]


def amounts(authority: int) -> list[AmountView]:
    """Return the single amounts that documents print, held against the same year's budget."""
    budgets = {
        one.year: one.lines
        for one in tables(authority)
        if one.kind is TableKind.BUDGET and len(one.lines) > 1
    }
    return [
        AmountView(
            row.line,
            row.year,
            row.amount,
            row.what,
            row.source,
            against_line(budgets.get(row.year, ()), row.line, row.amount),
        )
        for row in models.PrintedAmount.objects.filter(authority_id=authority)
    ]


def prices(authority: int) -> "list[models.UnitPrice]":
    """Return the unit prices, the latest year first."""
    return list(models.UnitPrice.objects.filter(authority_id=authority))


def allocations(authority: int) -> list[AllocationView]:
    """Return the tables per municipality, the latest year first."""
    return _allocations(authority, models.Allocation.objects.filter(authority_id=authority))


def allocation(authority: int, slug: str) -> AllocationView:
    """Return one table per municipality, or raise FigureNotFound."""
    found = _allocations(authority, models.Allocation.objects.filter(authority_id=authority, slug=slug))
    if not found:
        raise FigureNotFound
    return found[0]


def payments(authority: int, municipality: int) -> list[Payment]:
    """Return what a municipality pays, the latest year first."""
    rows = models.AllocationRow.objects.filter(authority_id=authority, municipality_id=municipality)
    own = {row.allocation_id: row.amount for row in rows}
    listed = _allocations(authority, models.Allocation.objects.filter(pk__in=own))
    return [Payment(one, own[one.id], round(one.total / len(one.rows))) for one in listed]


def _bill_party(place: Municipality) -> BillParty:
    return BillParty(place.org_name, place.org_number)


def _tables(rows: "QuerySet[models.FinanceTable]") -> list[FinanceView]:
    listed = list(rows)
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in models.FinanceLine.objects.filter(table__in=listed):
        lines[line.table_id].append(Line(line.name, line.figures))
    return [
        FinanceView(
            slug=row.slug,
            kind=TableKind(row.kind),
            year=row.year,
            as_of=row.as_of,
            rounded_to=row.rounded_to,
            index_name=row.index_name,
            index_text=row.index_text,
            source=row.source,
            lines=tuple(lines[row.pk]),
            printed_total=row.printed_total,
            disagreements=tuple(disagreements(lines[row.pk], row.printed_total, rounded_to=row.rounded_to)),
        )
        for row in listed
    ]


def _allocations(authority: int, rows: "QuerySet[models.Allocation]") -> list[AllocationView]:
    listed = list(rows)
    places = {one.id: one for one in boards(authority)}
    amounts: dict[int, dict[int, int]] = defaultdict(dict)
    for row in models.AllocationRow.objects.filter(allocation__in=listed):
        amounts[row.allocation_id][row.municipality_id] = row.amount
    return [
        AllocationView(
            id=row.pk,
            slug=row.slug,
            service=row.service,
            year=row.year,
            printed_sum=row.printed_sum,
            source=row.source,
            question=row.question,
            explanation=row.explanation,
            decision=row.decision,
            is_published_fact=row.is_published_fact,
            rows=tuple(
                (place, amounts[row.pk][place.id]) for place in places.values() if place.id in amounts[row.pk]
            ),
        )
        for row in listed
    ]
