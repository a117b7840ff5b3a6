"""Reads of surplus, deficit and liquidity."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from tinget.economy import models
from tinget.economy.permissions import BOOKS
from tinget.economy.queries.allocations import allocations
from tinget.economy.queries.attest import to_attest
from tinget.economy.queries.bills import billed, bills
from tinget.economy.queries.figures import tables
from tinget.economy.queries.years import YearView, year_among
from tinget.economy.rules.attest import MINOR
from tinget.economy.rules.carrying import Carried, Settled, by_municipality, carried, results
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.liquidity import MONTHS, Month, months
from tinget.economy.rules.rounding import nearest
from tinget.organisation.api import Actor, authority_by_id, boards, require


@dataclass(frozen=True, slots=True)
class CarriedView:
    """A year's result by line and municipality, and what earlier whole years leave."""

    year: YearView
    lines: tuple[Carried, ...]
    parts: Mapping[str, int]
    before: Mapping[str, int]
    names: tuple[str, ...]
    settlement: "SettlementView | None"  # where a decision takes this year's result to later bills

    @property
    def is_changed(self) -> bool:
        """Whether the outcome has changed since the decision was noted."""
        return self.settlement is not None and dict(self.settlement.settled.rows) != dict(self.parts)

    @property
    def is_whole(self) -> bool:
        """Whether the outcome is to the year's end; before that nothing is carried."""
        return self.year.month == MONTHS

    @property
    def only_sum(self) -> int | None:
        """The result of a whole year of which only the sum is published, so that it cannot be shared."""
        table, line = self.year.later or (self.year.outcome, self.year.wholes.outcome)
        if table is None or line is None or table.as_of.month < MONTHS:
            return None
        return line.result

    @property
    def can_be_taken_back(self) -> bool:
        """Whether a decision takes the result to later bills, and no bill carries any of it yet."""
        return self.settlement is not None and self.settlement.left == self.settlement.asked

    @property
    def can_be_settled(self) -> bool:
        """Whether a decision on the result can be noted: a whole year, with parts, and none noted yet."""
        return self.is_whole and any(self.parts.values()) and self.settlement is None

    @property
    def unshared(self) -> tuple[Carried, ...]:
        """The lines that no allocation says how to share."""
        return tuple(line for line in self.lines if not line.parts and line.result)


@dataclass(frozen=True, slots=True)
class SettlementView:
    """A decision on a year's result, and how far the bills have come."""

    settled: Settled
    to_year: int
    decided_on: dt.date
    asked: int  # what the host is to take off (above 0) or put on: its own part is left out
    left: int


def settlements(authority: int) -> list[SettlementView]:
    """Return the decisions on years' results, the first year first."""
    names = {one.id: one.name for one in boards(authority)}
    host = authority_by_id(authority).host_municipality_id
    told = []
    for row in models.Settlement.objects.filter(authority_id=authority, taken_back_at=None):
        settled = Settled(row.year, row.decision, {names[place]: amount for place, amount in row.rows})
        sums = billed(authority, row.to_year)
        asked = [names[place] for place, _amount in row.rows if place != host]
        told.append(
            SettlementView(
                settled,
                row.to_year,
                row.decided_on,
                sum(settled.rows[name] for name in asked),
                sum(settled.left(name, sums) for name in asked),
            )
        )
    return told


def settled_on(authority: int, year: int) -> list[Settled]:
    """Return the results that go to a year's bills, without the host's own part."""
    host = next(
        one.name for one in boards(authority) if one.id == authority_by_id(authority).host_municipality_id
    )
    return [
        replace(one.settled, rows={name: part for name, part in one.settled.rows.items() if name != host})
        for one in settlements(authority)
        if one.to_year == year
    ]


def carried_of(authority: int, year: int) -> CarriedView:
    """Return a year's surplus and deficit, and what earlier whole years leave.

    What a decision has taken to the bills of this year or an earlier one is left no longer.
    """
    decided = {one.settled.year: one for one in settlements(authority)}
    gone = {earlier for earlier, one in decided.items() if one.to_year <= year}
    return _carried(authority, year, gone=gone, settlement=decided.get(year))


def _carried(
    authority: int, year: int, *, gone: Collection[int], settlement: SettlementView | None
) -> CarriedView:
    listed = tables(authority)
    shares = _shares(authority)
    years = sorted({one.year for one in listed if one.kind is TableKind.OUTCOME and one.year < year})
    before: list[Carried] = []
    for earlier in (year_among(authority, listed, number) for number in years):
        if earlier.month == MONTHS and earlier.year not in gone:
            before += carried(results(earlier.lines), shares.get(earlier.year, {}))
    view = year_among(authority, listed, year)
    lines = carried(results(view.lines), shares.get(year, {}))
    names = tuple(one.name for one in boards(authority))
    return CarriedView(view, lines, by_municipality(lines), by_municipality(before), names, settlement)


def liquidity(actor: Actor, *, authority: int, year: int) -> tuple[Month, ...]:
    """Return the year month by month, for those who keep the books: bills are not open to all."""
    require(actor, BOOKS, authority=authority)
    # A result that goes to this year's bills is still there when the year begins.
    gone = [one.settled.year for one in settlements(authority) if one.to_year < year]
    view = _carried(authority, year, gone=gone, settlement=None)
    into = [(one.due_on, -one.net if one.credits else one.net) for one in bills(actor, authority=authority)]
    rows = models.SupplierInvoice.objects.filter(authority_id=authority, due_on__year=year, returned_at=None)
    out = [(row.due_on, nearest(Fraction(to_attest(row).total, MINOR))) for row in rows]
    cost = view.year.sum.budget.cost or 0
    return months(year, into=into, out=out, budget_cost=cost, opening=sum(view.before.values()))


def _shares(authority: int) -> dict[int, dict[str, dict[str, int]]]:
    """Return the rows that stand, by year and service; of two for the same the one made last."""
    shares: dict[int, dict[str, dict[str, int]]] = {}
    for one in sorted(allocations(authority), key=lambda one: one.id):
        if one.stands:
            rows = {place.name: amount for place, amount in one.rows}
            shares.setdefault(one.year, {})[one.service] = rows
    return shares
