"""Checking a proof bundle: its paper, its seal, and the time stamps that its ledger entries lead to."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from django.utils.translation import gettext as _

from tinget.foundation.errors import NotPossible
from tinget.foundation.pdf.detached import Told, seal_told, stamp_told
from tinget.foundation.pdf.verifying import DocumentUnreadable
from tinget.signatures.api import SEAL as SEAL_FIELD
from tinget.workflows.prove_minutes.rules.judging import (
    FAULT_TEXTS,
    Arithmetic,
    Fault,
    ProofError,
    Stamped,
    reckoned,
)
from tinget.workflows.prove_minutes.rules.packing import PAPER, PROOF, SEAL, PackingError, unpack
from tinget.workflows.verify_document.rules import PROBLEM_SENTENCES, Signature, Verdict, least


@dataclass(frozen=True, slots=True)
class Beside:
    """A seal or a time stamp that lies beside what it is over; of a seal, when a stamp proves it."""

    signer: str
    organisation: str
    issuer: str
    at: dt.datetime
    problem: str | None
    stamped_at: dt.datetime | None

    @property
    def problem_sentence(self) -> str:
        """What is wrong with the certificate; empty when nothing is."""
        return PROBLEM_SENTENCES[self.problem] if self.problem else ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Links of the ledger from one position to another, and the time stamp after them; None when not yet."""

    first: int
    last: int
    stamp: Beside | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """What was found of a bundle beside its paper; `seal` is None when it is over something else."""

    made_at: str
    authority: str
    title: str
    demonstration: bool
    boards: int
    looks: int
    opened: int
    closed: int
    seal: Beside | None
    is_sealed_as_the_paper: bool
    pieces: tuple[Piece, ...]
    faults: tuple[str, ...]

    @property
    def fault_sentences(self) -> list[str]:
        """What is wrong, in Swedish."""
        return [_(FAULT_TEXTS[Fault(one)]) for one in self.faults]


def opened(content: bytes) -> dict[str, bytes]:
    """Return the bundle's files; raises NotPossible when it is no bundle, or packed in another way."""
    try:
        files = unpack(content)
    except PackingError as problem:
        raise NotPossible(
            _("Filen är inget bevispaket i oförändrat skick. Hämta paketet på nytt och packa inte om det.")
        ) from problem
    if PAPER not in files:
        raise NotPossible(_("Paketet har inget protokoll. Hämta det på nytt."))
    return files


def judged(
    files: Mapping[str, bytes],
    signatures: Sequence[Signature],
    paper: Verdict,
    *,
    trusted: Sequence[x509.Certificate],
    at: dt.datetime,
) -> tuple[Bundle, Verdict]:
    """Judge a bundle whose paper is judged; the verdict is that of the weakest part."""
    try:
        found = reckoned(files)
        told = _facts(found.told)
    except ProofError as problem:
        raise NotPossible(_("Beviset i paketet går inte att läsa. Hämta paketet på nytt.")) from problem
    faults = list(found.faults)
    seal = _seal(files, trusted=trusted, at=at)
    if seal is None or not seal.intact:
        faults.append(Fault.SEAL)
    stamps = [_stamp(one, trusted=trusted, at=at) for one in found.stamped]
    if any(
        one.token and (told_one is None or not told_one.intact) for one, told_one in _beside(found, stamps)
    ):
        faults.append(Fault.LEDGER)
    same = seal is not None and _is_same(seal, signatures)
    verdict = _verdict(faults, [one for one in (seal, *stamps) if one], same=same)
    pieces = tuple(Piece(one.first, one.last, _plain(stamp)) for one, stamp in _beside(found, stamps))
    bundle = Bundle(
        **told, opened=found.opened, closed=found.closed, seal=_plain(seal), is_sealed_as_the_paper=same,
        pieces=pieces, faults=tuple(dict.fromkeys(one.value for one in faults)),
    )  # fmt: skip
    return bundle, least(paper, verdict)


def _verdict(faults: Sequence[Fault], beside: Sequence[Told], *, same: bool) -> Verdict:
    """Judge what lies beside the paper; a stamp that is not there yet takes nothing from what is proved."""
    if faults:
        return Verdict.CHANGED
    return Verdict.GENUINE if same and all(one.holds for one in beside) else Verdict.DOUBTFUL


def _facts(told: Mapping[str, Any]) -> dict[str, Any]:
    """Take out of the proof what is shown; raises ProofError."""
    try:
        boards = told["notice"]["boards"] if told["notice"] else []
        return {
            "made_at": str(told["made_at"]),
            "authority": str(told["authority"]),
            "title": str(told["title"]),
            "demonstration": told["demonstration"] is True,
            "boards": len(boards),
            "looks": sum(int(look["count"]) for board in boards for look in board["looks"]),
        }
    except (ValueError, KeyError, TypeError) as problem:
        raise ProofError(str(problem)) from problem


def _seal(files: Mapping[str, bytes], *, trusted: Sequence[x509.Certificate], at: dt.datetime) -> Told | None:
    try:
        return seal_told(files[PROOF], files[SEAL], trusted=trusted, at=at)
    except DocumentUnreadable:
        return None


def _stamp(one: Stamped, *, trusted: Sequence[x509.Certificate], at: dt.datetime) -> Told | None:
    try:
        return stamp_told(one.token, one.hash, trusted=trusted, at=at) if one.token else None
    except DocumentUnreadable:
        return None


def _beside(found: Arithmetic, stamps: Sequence[Told | None]) -> list[tuple[Stamped, Told | None]]:
    return list(zip(found.stamped, stamps, strict=True))


def _is_same(seal: Told, signatures: Sequence[Signature]) -> bool:
    """Tell whether whoever sealed the bundle has sealed the paper in it."""
    sealed = [(one.signer, one.organisation) for one in signatures if one.field == SEAL_FIELD]
    return (seal.signer, seal.organisation) in sealed


def _plain(told: Told | None) -> Beside | None:
    if told is None or not told.intact:
        return None
    problem = told.problem.value if told.problem else None
    return Beside(told.signer, told.organisation, told.issuer, told.at, problem, told.stamped_at)
