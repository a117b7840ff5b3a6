"""Reads of surplus, deficit and liquidity."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tinget.economy import models
from tinget.economy.permissions import BOOKS
from tinget.economy.queries.allocations import allocations
from tinget.economy.queries.attest import to_attest
from tinget.economy.queries.bills import bills
from tinget.economy.queries.figures import tables
from tinget.economy.queries.years import YearView, year_among
from tinget.economy.rules.attest import MINOR
from tinget.economy.rules.carrying import Carried, by_municipality, carried, results
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.liquidity import MONTHS, Month, months
from tinget.economy.rules.rounding import nearest
from tinget.organisation.api import Actor, boards, require


@dataclass(frozen=True, slots=True)
class CarriedView:
    """A year's result by line and municipality, and what earlier whole years leave."""

    year: YearView
    lines: tuple[Carried, ...]
    parts: Mapping[str, int]
    before: Mapping[str, int]
    names: tuple[str, ...]

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
        return (line.figures.get("income") or 0) - (line.figures.get("cost") or 0)

    @property
    def unshared(self) -> tuple[Carried, ...]:
        """The lines that no allocation says how to share."""
        return tuple(line for line in self.lines if not line.parts and line.result)


def carried_of(authority: int, year: int) -> CarriedView:
    """Return a year's surplus and deficit; earlier years count when their outcome is to the year's end."""
    listed = tables(authority)
    shares = _shares(authority)
    years = sorted({one.year for one in listed if one.kind is TableKind.OUTCOME and one.year < year})
    before: list[Carried] = []
    for earlier in (year_among(authority, listed, number) for number in years):
        if earlier.month == MONTHS:
            before += carried(results(earlier.lines), shares.get(earlier.year, {}))
    view = year_among(authority, listed, year)
    lines = carried(results(view.lines), shares.get(year, {}))
    names = tuple(one.name for one in boards(authority))
    return CarriedView(view, lines, by_municipality(lines), by_municipality(before), names)


def liquidity(actor: Actor, *, authority: int, year: int) -> tuple[Month, ...]:
    """Return the year month by month, for those who keep the books: bills are not open to all."""
    require(actor, BOOKS, authority=authority)
    view = carried_of(authority, year)
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
