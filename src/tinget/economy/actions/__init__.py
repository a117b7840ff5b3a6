"""Writes of the shared economy."""

from tinget.economy.actions.accruals import add_accrual, take_back_accrual
from tinget.economy.actions.attest import end_right, give_right, receive_invoice, return_invoice, take_step
from tinget.economy.actions.billing import Billed, Terms, bill_year, credit_bill
from tinget.economy.actions.books import adopt_table, save_table
from tinget.economy.actions.carrying import Decided, settle_result, take_back_settlement
from tinget.economy.actions.consulting import begin_consultation, note_answer, note_committee, note_report
from tinget.economy.actions.reminding import remind_municipalities
from tinget.economy.actions.sharing import Basis, adopt_allocation, load_economy, save_allocation

__all__ = [
    "Basis",
    "Billed",
    "Decided",
    "Terms",
    "add_accrual",
    "adopt_allocation",
    "adopt_table",
    "begin_consultation",
    "bill_year",
    "credit_bill",
    "end_right",
    "give_right",
    "load_economy",
    "note_answer",
    "note_committee",
    "note_report",
    "receive_invoice",
    "remind_municipalities",
    "return_invoice",
    "save_allocation",
    "save_table",
    "settle_result",
    "take_back_accrual",
    "take_back_settlement",
    "take_step",
]
