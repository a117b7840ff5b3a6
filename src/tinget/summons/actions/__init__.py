"""Writes of summons: one verb, one function, one entry in the ledger."""

from tinget.summons.actions.secrecy import follow_marking
from tinget.summons.actions.sending import Guest, Sending, send_summons

__all__ = ["Guest", "Sending", "follow_marking", "send_summons"]
