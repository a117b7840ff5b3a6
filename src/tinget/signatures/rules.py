"""Signing as plain values: the states, the chain of files, and whether what is signed is what was read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class RequestState(StrEnum):
    """Where a request for signatures stands."""

    WAITING = "waiting"
    COMPLETE = "complete"
    DECLINED = "declined"


NEXT_STATES: dict[RequestState, frozenset[RequestState]] = {
    RequestState.WAITING: frozenset({RequestState.COMPLETE, RequestState.DECLINED}),
    RequestState.COMPLETE: frozenset(),
    RequestState.DECLINED: frozenset(),
}
STATE_TEXTS = {
    RequestState.WAITING: "väntar på underskrift",
    RequestState.COMPLETE: "undertecknat av alla",
    RequestState.DECLINED: "avbrutet",
}
STATE_TONES = {RequestState.WAITING: "wait", RequestState.COMPLETE: "done", RequestState.DECLINED: "stop"}


class Purpose(StrEnum):
    """What kind of paper is signed; it gives the words on the button."""

    MINUTES = "minutes"
    PARAGRAPH = "paragraph"
    NOTICE_CERTIFICATE = "notice_certificate"
    LEGAL_FORCE = "legal_force"
    EXTRACT = "extract"
    ADDENDUM = "addendum"
    OTHER = "other"


PURPOSE_TEXTS = {
    Purpose.MINUTES: "protokollet",
    Purpose.PARAGRAPH: "paragrafen",
    Purpose.NOTICE_CERTIFICATE: "anslagsbeviset",
    Purpose.LEGAL_FORCE: "lagakraftbeviset",
    Purpose.EXTRACT: "protokollsutdraget",
    Purpose.ADDENDUM: "tillägget till protokollet",
    Purpose.OTHER: "handlingen",
}


class FileReason(StrEnum):
    """Why the request has this file."""

    RECEIVED = "received"
    PREPARED = "prepared"
    SIGNED = "signed"
    REPLACED = "replaced"


LEAVES_THE_CONTENT = frozenset({FileReason.PREPARED, FileReason.SIGNED})
SEAL = "Stämpel"  # the authority's own signature, after the last person's
STAMP = "Tidsstämpel"
_UNFIT = re.compile(r"[^\w ,-]")


@dataclass(frozen=True, slots=True)
class SignerSpec:
    """Somebody who is to sign, and as what: "Sekreterare"."""

    person_id: int
    name: str
    capacity: str


@dataclass(frozen=True, slots=True)
class FileStep:
    """One file in the request's chain; numbers begin at 1."""

    number: int
    sha256: str
    reason: FileReason


def is_what_was_read(steps: Sequence[FileStep], *, read_sha256: str) -> bool:
    """Tell whether the newest file has the content that was read: since then only signatures were added."""
    ordered = sorted(steps, key=lambda step: step.number)
    read = [position for position, step in enumerate(ordered) if step.sha256 == read_sha256]
    return bool(read) and all(step.reason in LEAVES_THE_CONTENT for step in ordered[read[-1] + 1 :])


def state_after(signed: Sequence[bool], *, declined: bool) -> RequestState:
    """Tell the request's state from its signers: who signed, and whether somebody declined."""
    if declined:
        return RequestState.DECLINED
    return RequestState.COMPLETE if signed and all(signed) else RequestState.WAITING


def field_name(order: int, capacity: str) -> str:
    """Name the PDF's signature field, as readers show it: `Underskrift 2, Ordförande` (never with a dot)."""
    return f"Underskrift {order}, {_UNFIT.sub(' ', capacity).strip()}"
