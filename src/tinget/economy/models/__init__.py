"""Tables of the shared economy, by noun."""

from tinget.economy.models.accruals import Accrual
from tinget.economy.models.agreements import Agreement
from tinget.economy.models.allocations import AgreedIndex, Allocation, AllocationRow
from tinget.economy.models.attest import ApprovalRight, SupplierInvoice
from tinget.economy.models.bills import Bill, SupplierBilling
from tinget.economy.models.carrying import Settlement
from tinget.economy.models.consulting import BudgetConsultation, ConsultedMunicipality
from tinget.economy.models.figures import FinanceLine, FinanceTable, PrintedAmount, UnitPrice

__all__ = [
    "Accrual",
    "AgreedIndex",
    "Agreement",
    "Allocation",
    "AllocationRow",
    "ApprovalRight",
    "Bill",
    "BudgetConsultation",
    "ConsultedMunicipality",
    "FinanceLine",
    "FinanceTable",
    "PrintedAmount",
    "Settlement",
    "SupplierBilling",
    "SupplierInvoice",
    "UnitPrice",
]
