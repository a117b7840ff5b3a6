"""Writes of release, by noun: the request, what is found of each record, what is handed out, the refusal."""

from tinget.release.actions.assessing import assess, mask_record, pages_of, point_out_record
from tinget.release.actions.delivering import deliver, fetch
from tinget.release.actions.refusing import (
    ask_for_decision,
    forward_appeal,
    note_appeal,
    note_court_outcome,
    note_receipt,
    refuse,
)
from tinget.release.actions.requests import Received, close_request, receive_request

__all__ = [
    "Received",
    "ask_for_decision",
    "assess",
    "close_request",
    "deliver",
    "fetch",
    "forward_appeal",
    "mask_record",
    "note_appeal",
    "note_court_outcome",
    "note_receipt",
    "pages_of",
    "point_out_record",
    "receive_request",
    "refuse",
]
