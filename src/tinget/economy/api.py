"""What other modules may know and ask of the shared economy."""

from tinget.economy.actions import load_economy
from tinget.economy.permissions import ACTION_TEXTS, SHARE
from tinget.economy.queries import (
    AllocationView,
    FigureNotFound,
    FinanceView,
    Statement,
    add_allocation_way,
    allocation,
    allocations,
    statement,
    statement_pdf,
    tables,
    ways_to_agreements,
)
from tinget.economy.rules.facts import EconomyFacts, read_economy

__all__ = [
    "ACTION_TEXTS",
    "SHARE",
    "AllocationView",
    "EconomyFacts",
    "FigureNotFound",
    "FinanceView",
    "Statement",
    "add_allocation_way",
    "allocation",
    "allocations",
    "load_economy",
    "read_economy",
    "statement",
    "statement_pdf",
    "tables",
    "ways_to_agreements",
]
