"""Tables of the shared economy, by noun."""

from tinget.economy.models.accruals import Accrual
from tinget.economy.models.allocations import Allocation, AllocationRow
from tinget.economy.models.bills import Bill
from tinget.economy.models.figures import FinanceLine, FinanceTable, PrintedAmount, UnitPrice

__all__ = [
    "Accrual",
    "Allocation",
    "AllocationRow",
    "Bill",
    "FinanceLine",
    "FinanceTable",
    "PrintedAmount",
    "UnitPrice",
]
