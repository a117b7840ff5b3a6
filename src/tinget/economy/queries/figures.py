"""Reads of budgets, outcomes, forecasts, single amounts and prices."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from tinget.economy import models
from tinget.economy.rules.facts import TableKind
from tinget.economy.rules.printed import Disagreement, Line, against_line, computed_totals, disagreements
from tinget.kernel.dates import MONTHS
from tinget.kernel.words import word as _

THOUSAND = 1000
KIND_TEXTS = {TableKind.BUDGET: _("budget"), TableKind.OUTCOME: _("utfall"), TableKind.FORECAST: _("prognos")}


class FigureNotFound(Http404):
    """No such table or allocation, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class FinanceView:
    """A printed or entered table with its computed sums and what disagrees."""

    id: int
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
    version: int  # 0: printed by a document, not made here
    why: str
    decision: str
    decided_on: dt.date | None

    @property
    def is_draft(self) -> bool:
        """Whether it was made here and nothing has adopted it yet."""
        return self.version > 0 and not self.decision

    @property
    def kind_text(self) -> str:
        """The kind in Swedish."""
        return KIND_TEXTS[self.kind]

    @property
    def unit(self) -> int:
        """How many SEK a figure is shown in: 1000 where the document prints thousands."""
        return self.rounded_to

    @property
    def unit_text(self) -> str:
        """The unit in Swedish."""
        return "tkr" if self.unit == THOUSAND else "kr"

    def shown(self, figure: int | None) -> int | None:
        """Return a figure in the table's unit, of which it is a multiple."""
        return figure if figure is None or self.unit == 1 else figure // self.unit

    @property
    def title(self) -> str:
        """The table's name."""
        month = (
            "" if self.kind is TableKind.BUDGET or not self.version else f", {MONTHS[self.as_of.month - 1]}"
        )
        version = f", version {self.version}" if self.version else ""
        return f"{self.kind_text.capitalize()} {self.year}{month}{version}"

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


def tables(authority: int) -> list[FinanceView]:
    """Return the printed and entered tables, the latest year first."""
    return _tables(models.FinanceTable.objects.filter(authority_id=authority))


def table(authority: int, slug: str) -> FinanceView:
    """Return a table, or raise FigureNotFound."""
    found = _tables(models.FinanceTable.objects.filter(authority_id=authority, slug=slug))
    if not found:
        raise FigureNotFound
    return found[0]


def amounts(authority: int) -> list[AmountView]:
    """Return the single amounts that documents print, held against the same year's budget."""
    budgets = {
        one.year: one.lines
        for one in tables(authority)
        if one.kind is TableKind.BUDGET and len(one.lines) > 1 and not one.version
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


def _tables(rows: "QuerySet[models.FinanceTable]") -> list[FinanceView]:
    listed = list(rows)
    lines: dict[int, list[Line]] = defaultdict(list)
    for line in models.FinanceLine.objects.filter(table__in=listed):
        lines[line.table_id].append(Line(line.name, line.figures, line.explanation, line.budget_line))
    return [
        FinanceView(
            id=row.pk,
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
            version=row.version,
            why=row.why,
            decision=row.decision,
            decided_on=row.decided_on,
        )
        for row in listed
    ]
