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
from tinget.economy.queries.attest import (
    InvoiceView,
    RightView,
    attesters,
    refusal_of,
    refusal_text,
    rights,
    supplier_invoice,
    supplier_invoices,
    to_attest,
)
from tinget.economy.queries.bills import bill, billed, bills
from tinget.economy.queries.carrying import CarriedView, carried_of, liquidity
from tinget.economy.queries.consulting import ConsultationView, consultation
from tinget.economy.queries.figures import (
    AmountView,
    FigureNotFound,
    FinanceView,
    amounts,
    prices,
    table,
    tables,
)
from tinget.economy.queries.years import YearView, budget_before, services, year_of

__all__ = [
    "AccrualView",
    "AllocationView",
    "AmountView",
    "CarriedView",
    "ConsultationView",
    "FigureNotFound",
    "FinanceView",
    "InvoiceView",
    "Payment",
    "RightView",
    "YearView",
    "accruals",
    "allocation",
    "allocations",
    "amounts",
    "attesters",
    "bill",
    "billed",
    "bills",
    "budget_before",
    "carried_of",
    "consultation",
    "known_inhabitants",
    "liquidity",
    "payments",
    "prices",
    "refusal_of",
    "refusal_text",
    "rights",
    "services",
    "supplier_invoice",
    "supplier_invoices",
    "table",
    "tables",
    "to_attest",
    "year_of",
]
