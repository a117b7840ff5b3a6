"""Reads of signing with an e-identity: which services there are, how an order goes, who is known already."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils.crypto import salted_hmac

from tinget.foundation import clock
from tinget.foundation.eid.bankid import BankId
from tinget.foundation.eid.federated import Requester
from tinget.foundation.eid.freja import Freja
from tinget.foundation.eid.services import EidService, EidSilent, Order
from tinget.foundation.eid.wire import Wire
from tinget.foundation.files import open_stored
from tinget.organisation.api import Actor, require
from tinget.signatures import models
from tinget.signatures.permissions import FOLLOW
from tinget.signatures.queries.requests import SigningLine, SigningNotFound, keys_folder
from tinget.signatures.rules import (
    BANKID,
    EID_MOST,
    EID_NAMES,
    FREJA,
    REMOTE,
    SCANNED_WHILE,
    EidState,
    eid_words,
)


class EidNotStarted(Http404):
    """Nobody has begun to sign with an e-identity here."""


@dataclass(frozen=True, slots=True)
class EidLine:
    """How an order to sign with an e-identity goes; `order` is known to the service alone."""

    id: int
    signer_id: int
    service: str
    state: EidState
    told: str
    asked_at: dt.datetime
    text: str
    order: Order

    @property
    def name(self) -> str:
        """What the service is called."""
        return EID_NAMES[self.service]

    @property
    def words(self) -> str:
        """How it goes, in Swedish."""
        return eid_words(self.state, self.told)

    @property
    def is_over(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.state is not EidState.PENDING

    @property
    def is_scanned(self) -> bool:
        """Whether the code on the screen is still to be read."""
        return not self.is_over and self.told in SCANNED_WHILE


def eid_services() -> Mapping[str, EidService]:
    """Return the services that this installation has been set up with, by name."""
    found: dict[str, EidService] = {}
    if settings.TINGET_BANKID:
        found[BANKID] = BankId(_wire(settings.TINGET_BANKID, BANKID), _trusted(BANKID), clock.now)
    if settings.TINGET_FREJA:
        found[FREJA] = Freja(_wire(settings.TINGET_FREJA, FREJA), _trusted(FREJA), clock.now)
    return found


@dataclass(frozen=True, slots=True)
class SigningService:
    """A signing service elsewhere: its address, who we are to it, and what its answers are signed with."""

    address: str
    requester: Requester
    trusted: tuple[x509.Certificate, ...]


def signing_service() -> SigningService:
    """Return the signing service that this installation has been set up with, or raise EidSilent."""
    try:
        pem = (_folder(REMOTE) / "own.pem").read_bytes()
        key = load_pem_private_key(pem, password=None)
        certificate = x509.load_pem_x509_certificate(pem)
    except (OSError, ValueError) as error:
        raise EidSilent("our own key to the signing service is not there") from error
    if not isinstance(key, RSAPrivateKey):
        raise EidSilent("our own key to the signing service is no RSA key")
    requester = Requester(
        name=settings.TINGET_ADDRESS,
        service=settings.TINGET_SIGN_SERVICE_NAME or settings.TINGET_SIGN_SERVICE,
        identity_provider=settings.TINGET_SIGN_SERVICE_IDENTITY,
        key=key,
        certificate=certificate,
    )
    return SigningService(settings.TINGET_SIGN_SERVICE, requester, tuple(_trusted(REMOTE)))


def ways_to_sign(line: SigningLine) -> list[tuple[str, str]]:
    """Return name and title of the services that this paper can be signed with; a demonstration with none."""
    return services_to_sign_with(demonstration=line.is_demonstration)


def services_to_sign_with(*, demonstration: bool) -> list[tuple[str, str]]:
    """Return name and title of the services that papers can be signed with; in a demonstration none."""
    if demonstration:
        return []
    names = [*eid_services(), *([REMOTE] if settings.TINGET_SIGN_SERVICE else [])]
    return [(name, EID_NAMES[name]) for name in names]


def needs_eid(line: SigningLine) -> bool:
    """Tell whether this paper is signed with an e-identity and no other way: all are, or it was asked for."""
    return line.eid_required or (settings.TINGET_EID_REQUIRED and bool(ways_to_sign(line)))


def orders_opened(signer: models.Signer) -> list[dt.datetime]:
    """Tell when whoever signs here opened orders, in any place of theirs; those forgotten do not count."""
    own = Q(signer__email=signer.email) if signer.person_id is None else Q(signer__person_id=signer.person_id)
    rows = models.EidSigning.objects.filter(own)
    return list(rows.order_by("-pk").values_list("asked_at", flat=True)[:EID_MOST])


def eid_of(signer_id: int) -> EidLine:
    """Return the newest order of a signer's place, or raise EidNotStarted."""
    row = models.EidSigning.objects.filter(signer_id=signer_id).order_by("-pk").first()
    if row is None:
        raise EidNotStarted
    return eid_line(row)


def eid_line(row: models.EidSigning) -> EidLine:
    """Make the value of an order."""
    return EidLine(
        id=row.pk,
        signer_id=row.signer_id,
        service=row.service,
        state=EidState(row.state),
        told=row.told,
        asked_at=row.asked_at,
        text=row.text,
        order=Order(row.reference) if row.service == REMOTE else Order(row.reference, **row.tokens),
    )


def eid_proof(actor: Actor, *, signer_id: int) -> tuple[str, bytes]:
    """Return name and content of the proof that a signature was made with, for those who follow signing."""
    signer = models.Signer.objects.filter(pk=signer_id).select_related("eid").first()
    if signer is None or signer.eid is None:
        raise SigningNotFound
    require(actor, FOLLOW, authority=signer.authority_id)
    with open_stored(signer.authority_id, signer.eid.evidence) as stream:
        return f"{signer.eid.service}-{signer.pk}.json", stream.read()


def number_digest(personal_number: str) -> str:
    """Return what a personal number is known by here: a digest that only this installation can make."""
    return salted_hmac("signatures.eid", personal_number, algorithm="sha256").hexdigest()


def known_digest(signer: models.Signer) -> str | None:
    """Return the digest of whoever signed with an e-identity before as this person or at this address."""
    before = models.EidSigning.objects.filter(authority_id=signer.authority_id, state=EidState.COMPLETE.value)
    same = {"signer__person_id": signer.person_id} if signer.person_id else {"signer__email": signer.email}
    return before.filter(**same).order_by("-pk").values_list("digest", flat=True).first()


def _wire(address: str, service: str) -> Wire:
    return Wire(address, _folder(service) / "own.pem", _folder(service) / "issuer.pem")


def _trusted(service: str) -> list[x509.Certificate]:
    kept = _folder(service) / "trusted.pem"
    return x509.load_pem_x509_certificates(kept.read_bytes()) if kept.exists() else []


def _folder(service: str) -> Path:
    return keys_folder() / service
