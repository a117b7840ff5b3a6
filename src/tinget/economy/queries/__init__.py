"""Reads of the shared economy, by noun; every answer is a frozen value."""

from tinget.economy.queries.accruals import AccrualView, accruals
from tinget.economy.queries.allocations import (
    AllocationView,
    Payment,
    allocation,
    allocations,
    known_inhabitants,
    payments,
)
from tinget.economy.queries.bills import bill, billed, bills
from tinget.economy.queries.figures import (
    AmountView,
    FigureNotFound,
    FinanceView,
    amounts,
    prices,
    table,
    tables,
)
from tinget.economy.queries.years import YearView, budget_before, year_of

__all__ = [
    "AccrualView",
    "AllocationView",
    "AmountView",
    "FigureNotFound",
    "FinanceView",
    "Payment",
    "YearView",
    "accruals",
    "allocation",
    "allocations",
    "amounts",
    "bill",
    "billed",
    "bills",
    "budget_before",
    "known_inhabitants",
    "payments",
    "prices",
    "table",
    "tables",
    "year_of",
]
