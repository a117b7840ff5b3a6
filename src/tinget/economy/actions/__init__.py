"""Writes of the shared economy."""

from tinget.economy.actions.billing import Terms, bill_year, credit_bill
from tinget.economy.actions.sharing import adopt_allocation, load_economy, save_allocation

__all__ = ["Terms", "adopt_allocation", "bill_year", "credit_bill", "load_economy", "save_allocation"]
