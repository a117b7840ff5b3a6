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
from tinget.economy.queries.bills import (
    ServiceBilling,
    SupplierBills,
    bill,
    billed,
    bills,
    bills_issued,
    by_supplier,
    credit_of,
    service_billing,
    standing,
)
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
from tinget.economy.queries.indexes import agreed_indexes, index_told
from tinget.economy.queries.papers import bill_pdf
from tinget.economy.queries.statements import Statement, StatementRow, statement, statement_pdf
from tinget.economy.queries.ways import add_allocation_way, ways_from_allocation
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
    "ServiceBilling",
    "Statement",
    "StatementRow",
    "SupplierBills",
    "YearView",
    "accruals",
    "add_allocation_way",
    "agreed_indexes",
    "allocation",
    "allocations",
    "amounts",
    "attesters",
    "bill",
    "bill_pdf",
    "billed",
    "bills",
    "bills_issued",
    "budget_before",
    "by_supplier",
    "carried_of",
    "consultation",
    "credit_of",
    "index_told",
    "known_inhabitants",
    "liquidity",
    "payments",
    "prices",
    "refusal_of",
    "refusal_text",
    "rights",
    "service_billing",
    "services",
    "standing",
    "statement",
    "statement_pdf",
    "supplier_invoice",
    "supplier_invoices",
    "table",
    "tables",
    "to_attest",
    "ways_from_allocation",
    "year_of",
]
