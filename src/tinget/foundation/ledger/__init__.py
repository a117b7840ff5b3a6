"""The ledger: who did what, acting as what, when and on what, chained so that tampering shows."""

from tinget.foundation.ledger.chain import Break, Head, Verification, head, verify
from tinget.foundation.ledger.entries import (
    LedgerActor,
    LedgerLine,
    append,
    describe,
    dispose,
    dispose_about,
    history,
    listen,
    text_of,
)

__all__ = [
    "Break",
    "Head",
    "LedgerActor",
    "LedgerLine",
    "Verification",
    "append",
    "describe",
    "dispose",
    "dispose_about",
    "head",
    "history",
    "listen",
    "text_of",
    "verify",
]
