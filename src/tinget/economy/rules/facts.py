"""The published economy, read from files: tables, single amounts, allocations, prices."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tinget.economy.rules.agreements import Agreement, read_agreements
from tinget.economy.rules.indexing import AgreedIndex
from tinget.economy.rules.printed import Figures, Line
from tinget.kernel.facts import Faults, Row, read_facts

COLUMNS = (
    "income", "cost", "deviation", "budget_income", "forecast_income", "deviation_income",
    "budget_cost", "forecast_cost", "deviation_cost", "result",
)  # fmt: skip


class TableKind(StrEnum):
    """What a table of figures tells of."""

    BUDGET = "budget"
    OUTCOME = "outcome"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True)
class FinanceFact:
    """A printed table of figures."""

    slug: str
    kind: TableKind
    year: int
    as_of: dt.date
    rounded_to: int
    index: str
    index_text: str
    source: str
    lines: tuple[Line, ...]
    printed_total: Figures


@dataclass(frozen=True, slots=True)
class AmountFact:
    """An amount that a document prints for a line."""

    slug: str
    line: str
    year: int
    amount: int
    what: str
    source: str


@dataclass(frozen=True, slots=True)
class AllocationFact:
    """A printed table per municipality."""

    slug: str
    service: str
    year: int
    printed_sum: int | None
    rows: dict[str, int]
    source: str


@dataclass(frozen=True, slots=True)
class PriceFact:
    """A unit price, or between which prices it lies."""

    service: str
    item: str
    year: int
    price: int | None
    least: int | None
    most: int | None
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class SupplierBillingFact:
    """A service that its supplier bills directly; the supplier is empty where no document names it."""

    service: str
    supplier: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class EconomyFacts:
    """All that is published of the economy."""

    tables: tuple[FinanceFact, ...]
    amounts: tuple[AmountFact, ...]
    allocations: tuple[AllocationFact, ...]
    prices: tuple[PriceFact, ...]
    billed_by_supplier: tuple[SupplierBillingFact, ...] = ()
    agreed_indexes: tuple[AgreedIndex, ...] = ()
    agreements: tuple[Agreement, ...] = ()


def read_economy(folder: Path, faults: Faults) -> EconomyFacts:
    """Read the files; what is wrong is noted with file and line."""
    finance, shared = (read_facts(folder / name, faults) for name in ("finance.yaml", "allocations.yaml"))
    finance.allow("tables", "printed_amounts")
    shared.allow("tables", "models", "unit_prices", "billed_by_supplier", "agreed_indexes")
    return EconomyFacts(
        tables=tuple(_finance(row) for row in finance.rows("tables")),
        amounts=tuple(_amount(row) for row in finance.rows("printed_amounts")),
        allocations=tuple(_allocation(row) for row in shared.rows("tables")),
        prices=tuple(_price(row) for row in shared.rows("unit_prices")),
        billed_by_supplier=tuple(_by_supplier(row) for row in shared.rows("billed_by_supplier")),
        agreed_indexes=tuple(_agreed(row) for row in shared.rows("agreed_indexes")),
        agreements=read_agreements(folder, faults),
    )


def _finance(row: Row) -> FinanceFact:
    row.allow(
        "id", "kind", "year", "as_of", "rounded_to", "index", "index_text", "source", "printed_total", "lines"
    )
    total = row.row("printed_total") if row.values.get("printed_total") is not None else None
    return FinanceFact(
        slug=row.text("id"),
        kind=row.one_of("kind", {kind.value: kind for kind in TableKind}) or TableKind.BUDGET,
        year=row.whole("year"),
        as_of=row.day("as_of"),
        rounded_to=row.whole("rounded_to", least=1),
        index=row.optional_text("index") or "",
        index_text=row.optional_text("index_text") or "",
        source=row.source(),
        lines=tuple(_line(one) for one in row.rows("lines")),
        printed_total=_figures(total) if total else {},
    )


def _line(row: Row) -> Line:
    row.allow("line", "budget_line", *COLUMNS)
    return Line(row.text("line"), _figures(row), budget_line=row.optional_text("budget_line") or "")


def _figures(row: Row) -> dict[str, int | None]:
    for key in row.values:
        if key not in (*COLUMNS, "line", "budget_line"):
            row.fault(f"okänd uppgift ”{key}”")
    return {
        column: None if row.values[column] is None else row.whole(column, least=-(10**12))
        for column in COLUMNS
        if column in row.values
    }


def _amount(row: Row) -> AmountFact:
    row.allow("id", "line", "year", "amount", "what", "source")
    return AmountFact(
        row.text("id"),
        row.text("line"),
        row.whole("year"),
        row.whole("amount"),
        row.text("what"),
        row.source(),
    )


def _allocation(row: Row) -> AllocationFact:
    row.allow("id", "service", "year", "printed_sum", "source", "rows")
    rows: dict[str, int] = {}
    for one in row.rows("rows"):
        one.allow("municipality", "amount")
        if one.text("municipality") in rows:
            one.fault(f"{one.text('municipality')} står två gånger")
        rows[one.text("municipality")] = one.whole("amount")
    printed = row.optional_whole("printed_sum")
    return AllocationFact(row.text("id"), row.text("service"), row.whole("year"), printed, rows, row.source())


def _price(row: Row) -> PriceFact:
    row.allow("service", "item", "year", "price", "price_min", "price_max", "unit", "source")
    return PriceFact(
        row.text("service"),
        row.text("item"),
        row.whole("year"),
        row.optional_whole("price"),
        row.optional_whole("price_min"),
        row.optional_whole("price_max"),
        row.text("unit"),
        row.source(),
    )


def _by_supplier(row: Row) -> SupplierBillingFact:
    row.allow("service", "supplier", "text", "source")
    supplier = row.optional_text("supplier") or ""
    return SupplierBillingFact(row.text("service"), supplier, row.text("text"), row.source())


def _agreed(row: Row) -> AgreedIndex:
    row.allow("service", "name", "month", "first", "last", "text", "source")
    return AgreedIndex(
        row.text("service"),
        row.text("name"),
        row.optional_whole("month", least=1),
        row.day("first"),
        row.optional_day("last"),
        row.text("text"),
        row.source(),
    )
