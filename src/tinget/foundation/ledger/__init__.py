"""The ledger: who did what, acting as what, when and on what, chained so that tampering shows."""

from tinget.foundation.ledger.anchors import Anchor, Piece, Proof, ProvedEntry, anchor, proof
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
    "Anchor",
    "Break",
    "Head",
    "LedgerActor",
    "LedgerLine",
    "Piece",
    "Proof",
    "ProvedEntry",
    "Verification",
    "anchor",
    "append",
    "describe",
    "dispose",
    "dispose_about",
    "head",
    "history",
    "listen",
    "proof",
    "text_of",
    "verify",
]
