"""Judging a bundle by arithmetic alone: its files, and the pieces of the ledger's chain that it brings."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinget.kernel.words import word as _
from tinget.workflows.prove_minutes.rules.packing import PAPER, PROOF, SCHEMA, SEAL

MOST_PIECES = 400


class Fault(StrEnum):
    """What is wrong with a bundle."""

    PACKING = "packing"
    SEAL = "seal"
    FILES = "files"
    LEDGER = "ledger"
    PAPER = "paper"


FAULT_TEXTS = {
    Fault.PACKING: _("Paketet är inte packat som vi gör det. Någon kan ha ändrat i det."),
    Fault.SEAL: _("Stämpeln gäller inte beviset. Någon kan ha ändrat i det."),
    Fault.FILES: _("En fil i paketet är inte den som beviset räknar upp."),
    Fault.LEDGER: _("Raderna ur liggaren leder inte till det som stämplades."),
    Fault.PAPER: _("Liggaren nämner inte den här filen."),
}


class ProofError(ValueError):
    """The proof cannot be read: it is no such thing, or of another version."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """Links of the chain, the hash that they lead to, and the time stamp (RFC 3161) over it; or none yet."""

    first: int
    last: int
    hash: bytes
    token: bytes | None


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """What reckoning alone finds of a bundle."""

    told: Mapping[str, Any]
    opened: int
    closed: int
    stamped: tuple[Stamped, ...]
    faults: tuple[Fault, ...]


def reckoned(files: Mapping[str, bytes]) -> Arithmetic:
    """Hold the files and the ledger's pieces against what the proof says; raises ProofError."""
    try:
        told = json.loads(files[PROOF])
        if told["schema"] != SCHEMA:
            raise ProofError(f"the proof is no {SCHEMA}")
        ledger = told["ledger"]
        pieces = [_piece(one) for one in ledger["pieces"][:MOST_PIECES]]
        entries = ledger["entries"]
        is_right = all(_is_in_place(one, pieces) for one in entries) and all(
            piece.leads_to_its_stamp for piece in pieces
        )
        faults = [
            fault
            for fault, holds in (
                (Fault.FILES, _are_files_right(told, files)),
                (Fault.LEDGER, is_right),
                (Fault.PAPER, _is_paper_told(files[PAPER], entries)),
            )
            if not holds
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise ProofError(str(problem)) from problem
    opened = sum(one["entry"] is not None for one in entries)
    stamped = tuple(piece.stamped for piece in pieces)
    return Arithmetic(told, opened, len(entries) - opened, stamped, tuple(faults))


@dataclass(frozen=True, slots=True)
class _Piece:
    after: int
    digests: tuple[bytes, ...]
    stamped: Stamped
    stated: bytes | None

    @property
    def leads_to_its_stamp(self) -> bool:
        return self.stated is None or self.stated == self.stamped.hash

    def digest_at(self, position: int) -> bytes | None:
        place = position - self.after - 1
        return self.digests[place] if 0 <= place < len(self.digests) else None


def _piece(told: Mapping[str, Any]) -> _Piece:
    """Reckon the hash that the links lead to: each is made of the one before, its position and its digest."""
    after = int(told["after"])
    digests = tuple(bytes.fromhex(one) for one in told["digests"])
    reached = bytes.fromhex(told["before"])
    for position, digest in enumerate(digests, start=after + 1):
        reached = hashlib.sha256(reached + position.to_bytes(8, "big") + digest).digest()
    stamp = told["stamp"]
    token = base64.b64decode(stamp["token"], validate=True) if stamp else None
    stated = bytes.fromhex(stamp["hash"]) if stamp else None
    return _Piece(after, digests, Stamped(after + 1, after + len(digests), reached, token), stated)


def _is_in_place(entry: Mapping[str, Any], pieces: list[_Piece]) -> bool:
    """Tell whether an entry's digest is that of its link; of a closed one, that there is such a link."""
    found = [one for piece in pieces if (one := piece.digest_at(int(entry["position"]))) is not None]
    if entry["entry"] is None:
        return found == [bytes.fromhex(entry["digest"])]
    written = bytes.fromhex(entry["salt"]) + str(entry["entry"]).encode()
    return found == [hashlib.sha256(written).digest()]


def _are_files_right(told: Mapping[str, Any], files: Mapping[str, bytes]) -> bool:
    listed = {str(one["name"]): str(one["sha256"]) for one in told["files"]}
    found = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name not in {PROOF, SEAL}
    }
    return listed == found


def _is_paper_told(paper: bytes, entries: list[Mapping[str, Any]]) -> bool:
    """Tell whether an entry of a signature, or of a new time stamp, names the paper's hash."""
    opened = [json.loads(one["entry"]) for one in entries if one["entry"] is not None]
    made = [one["changes"].get("sha256") for one in opened if one["action"] in {"sign", "renew_stamp"}]
    return hashlib.sha256(paper).hexdigest() in made
