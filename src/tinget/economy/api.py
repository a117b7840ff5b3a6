"""What other modules may know and ask of the shared economy."""

from tinget.economy.actions import load_economy
from tinget.economy.permissions import ACTION_TEXTS
from tinget.economy.queries import AllocationView, FigureNotFound, FinanceView, allocations, payments, tables
from tinget.economy.rules.facts import EconomyFacts, read_economy

__all__ = [
    "ACTION_TEXTS",
    "AllocationView",
    "EconomyFacts",
    "FigureNotFound",
    "FinanceView",
    "allocations",
    "load_economy",
    "payments",
    "read_economy",
    "tables",
]
