"""Writes of documents: each one verb, one permission, one ledger entry."""

from tinget.documents.actions.check_outs import check_out, force_unlock, release
from tinget.documents.actions.disposal import dispose
from tinget.documents.actions.renditions import ask_for
from tinget.documents.actions.versions import (
    add_version,
    create_document,
    freeze,
    open_restricted,
    publish,
    restrict,
    withdraw,
)

__all__ = [
    "add_version",
    "ask_for",
    "check_out",
    "create_document",
    "dispose",
    "force_unlock",
    "freeze",
    "open_restricted",
    "publish",
    "release",
    "restrict",
    "withdraw",
]
