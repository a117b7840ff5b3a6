"""Reads of requests for signatures; every answer is a frozen value."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.http import Http404

from tinget.foundation import clock
from tinget.foundation.files import StoredFile, open_stored
from tinget.foundation.pdf import evidence as pdf_evidence
from tinget.foundation.pdf.verifying import SignatureReport, verify
from tinget.organisation.api import Actor
from tinget.signatures import models
from tinget.signatures.permissions import may_see
from tinget.signatures.rules import (
    EID_NAMES,
    PURPOSE_TEXTS,
    STATE_TEXTS,
    STATE_TONES,
    FileReason,
    FileStep,
    Purpose,
    RequestState,
    turns,
)

LISTED = 100


class SigningNotFound(Http404):
    """No such request for signatures, or none that this person may see."""


@dataclass(frozen=True, slots=True)
class SignerLine:
    """Somebody who signs, and how far they have come."""

    id: int
    order: int
    person_id: int | None
    name: str
    capacity: str
    field: str
    signed_at: dt.datetime | None
    declined_at: dt.datetime | None
    declined_reason: str
    email: str
    organisation: str
    told_on: dt.date | None
    reminded_on: dt.date | None
    instead_of: str
    instead_reason: str
    eid_name: str

    @property
    def is_outside(self) -> bool:
        """Whether this is somebody who has no account here, and signs by a link."""
        return self.person_id is None

    @property
    def has_answered(self) -> bool:
        """Whether they have signed or declined."""
        return self.signed_at is not None or self.declined_at is not None


@dataclass(frozen=True, slots=True)
class SigningLine:
    """A request for signatures with its signers in order and its newest file."""

    id: int
    authority: int
    about: str
    purpose: str
    title: str
    name: str
    state: RequestState
    created_at: dt.datetime
    is_demonstration: bool
    signers: tuple[SignerLine, ...]
    file: StoredFile
    steps: tuple[FileStep, ...]
    asked_by: str
    in_order: bool
    eid_required: bool
    due_on: dt.date | None
    message: str
    bundle: str
    withdrawn_reason: str

    @property
    def turn_ids(self) -> frozenset[int]:
        """Whose turn it is to sign, by the signer's id; nobody's once it is over."""
        if self.state is not RequestState.WAITING:
            return frozenset()
        answered = [signer.has_answered for signer in self.signers]
        return frozenset(self.signers[place].id for place in turns(answered, in_order=self.in_order))

    @property
    def state_text(self) -> str:
        """The state in Swedish."""
        return STATE_TEXTS[self.state]

    @property
    def tone(self) -> str:
        """The tone of the state's tag."""
        return STATE_TONES[self.state]

    @property
    def thing(self) -> str:
        """What is signed, in the definite form: "protokollet"."""
        known = {purpose.value: text for purpose, text in PURPOSE_TEXTS.items()}
        return known.get(self.purpose, PURPOSE_TEXTS[Purpose.OTHER])

    @property
    def signed(self) -> int:
        """How many have signed."""
        return sum(signer.signed_at is not None for signer in self.signers)


@dataclass(frozen=True, slots=True)
class WaitingSignature:
    """A paper that waits for one person's signature."""

    signer_id: int
    authority: int
    title: str
    thing: str
    capacity: str
    asked_at: dt.datetime
    is_demonstration: bool


def request(request_id: int) -> SigningLine:
    """Return one request, or raise SigningNotFound."""
    row = _requests().filter(pk=request_id).first()
    if row is None:
        raise SigningNotFound
    return line_of(row)


def requests(ids: list[int]) -> dict[int, SigningLine]:
    """Look up requests by id."""
    return {row.pk: line_of(row) for row in _requests().filter(pk__in=ids)}


def requests_about(authority: int, about: str) -> list[SigningLine]:
    """Return the requests about one thing, newest first."""
    rows = _requests().filter(authority_id=authority, about=about).order_by("-pk")[:LISTED]
    return [line_of(row) for row in rows]


def newest_requests(authority: int, abouts: Collection[str]) -> dict[str, SigningLine]:
    """Return the newest request about each of these things, for those that have one."""
    rows = _requests().filter(authority_id=authority, about__in=abouts).order_by("pk")
    return {row.about: line_of(row) for row in rows}


def asked(authority: int, *, demonstration: bool) -> list[SigningLine]:
    """Return what has been asked for, newest first, at most 100."""
    rows = _requests().filter(authority_id=authority, is_demonstration=demonstration)
    return [line_of(row) for row in rows.order_by("-pk")[:LISTED]]


def count_asked_by(person_id: int, authority: int) -> int:
    """Count the papers of no purpose of their own that somebody has asked others to sign, and that wait."""
    rows = models.SigningRequest.objects.filter(
        authority_id=authority,
        asker_id=person_id,
        purpose=Purpose.OTHER.value,
        state=RequestState.WAITING.value,
    )
    return rows.count()


def waiting_for(person_id: int) -> list[WaitingSignature]:
    """Return what waits for the person's signature, and whose turn it is, oldest first, at most 100."""
    mine = models.Signer.objects.filter(person_id=person_id, signed_at__isnull=True, declined_at__isnull=True)
    rows = _requests().filter(state=RequestState.WAITING.value, pk__in=mine.values("request_id"))
    return [
        WaitingSignature(
            signer_id=signer.id,
            authority=line.authority,
            title=line.title,
            thing=line.thing,
            capacity=signer.capacity,
            asked_at=line.created_at,
            is_demonstration=line.is_demonstration,
        )
        for line in map(line_of, rows.order_by("created_at", "pk")[:LISTED])
        for signer in line.signers
        if signer.person_id == person_id and signer.id in line.turn_ids
    ]


def together(line: SigningLine, signer: SignerLine) -> list[tuple[SigningLine, SignerLine]]:
    """Return the papers asked for at once that the same person signs, with their place in each."""
    if not line.bundle:
        return [(line, signer)]
    rows = _requests().filter(authority_id=line.authority, bundle=line.bundle).order_by("pk")
    return [
        (one, place)
        for one in map(line_of, rows)
        for place in one.signers
        if (place.person_id, place.email) == (signer.person_id, signer.email)
    ]


def signing_of(actor: Actor, *, signer_id: int) -> tuple[SigningLine, SignerLine]:
    """Return the request behind a signer's page, for those named in it and those who follow it."""
    signer = models.Signer.objects.filter(pk=signer_id).first()
    if signer is None:
        raise SigningNotFound
    line = request(signer.request_id)
    people = frozenset(one.person_id for one in line.signers)
    if not may_see(actor, authority=line.authority, person_ids=people):
        raise SigningNotFound
    return line, next(one for one in line.signers if one.id == signer_id)


def reports(request_id: int) -> list[SignatureReport]:
    """Verify the newest file's signatures against the certificates that this installation trusts."""
    line = request(request_id)
    with open_stored(line.authority, line.file.sha256) as stream:
        return verify(stream.read(), trusted=trusted_issuers(), at=clock.now())


def trusted_issuers() -> list[x509.Certificate]:
    """Return whose certificates this installation trusts."""
    return pdf_evidence.trusted_issuers(keys_folder())


def evidence(at: dt.datetime) -> pdf_evidence.Evidence:
    """Return what the installation's signatures are proved by at that moment."""
    return pdf_evidence.evidence_for(keys_folder(), address=settings.TINGET_TIME_STAMPS, at=at)


def keys_folder() -> Path:
    """Return where the installation keeps its signing certificates."""
    return Path(settings.TINGET_DATA) / "keys"


def line_of(row: models.SigningRequest) -> SigningLine:
    """Make the value of a request whose signers and files are at hand."""
    files = list(row.files.all())
    newest = files[-1]
    return SigningLine(
        id=row.pk,
        authority=row.authority_id,
        about=row.about,
        purpose=row.purpose,
        title=row.title,
        name=row.name,
        state=RequestState(row.state),
        created_at=row.created_at,
        is_demonstration=row.is_demonstration,
        signers=tuple(_signer(one) for one in row.signers.all()),
        file=StoredFile(newest.sha256, newest.size, newest.media_type),
        steps=tuple(FileStep(one.number, one.sha256, FileReason(one.reason)) for one in files),
        asked_by=row.asked_by,
        in_order=row.in_order,
        eid_required=row.eid_required,
        due_on=row.due_on,
        message=row.message,
        bundle=row.bundle,
        withdrawn_reason=row.withdrawn_reason,
    )


def _requests() -> "QuerySet[models.SigningRequest]":
    signers = Prefetch("signers", queryset=models.Signer.objects.select_related("eid"))
    return models.SigningRequest.objects.prefetch_related(signers, "files")


def _signer(row: models.Signer) -> SignerLine:
    return SignerLine(
        id=row.pk,
        order=row.order,
        person_id=row.person_id,
        name=row.name,
        capacity=row.capacity,
        field=row.field,
        signed_at=row.signed_at,
        declined_at=row.declined_at,
        declined_reason=row.declined_reason,
        email=row.email,
        organisation=row.organisation,
        told_on=row.told_on,
        reminded_on=row.reminded_on,
        instead_of=row.instead_of,
        instead_reason=row.instead_reason,
        eid_name=EID_NAMES[row.eid.service] if row.eid is not None else "",
    )
