"""The link of somebody outside the house, the one-time code, and the proof that the code was told.

All are derived from the site's own secret, so that none need be kept.
"""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.utils.crypto import salted_hmac

from tinget.foundation.scoping import scoped, widened
from tinget.signatures import models
from tinget.signatures.queries.requests import SignerLine, SigningLine, request

INVITED = "signatures.signer"
CODE = "signatures.code"
PROOF_LASTS = dt.timedelta(minutes=60)
_LINK = Signer(salt="signatures.link")
_PROOF = Signer(salt="signatures.proof")
_DIGITS = 6


class LinkUnknown(Http404):
    """The link was not made here, or not whole."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a link leads to: the paper, and whose place in it the link is."""

    line: SigningLine
    signer: SignerLine


def token_of(signer: models.Signer) -> str:
    """Return the secret of the link in somebody's letter."""
    return _LINK.sign_object([signer.authority_id, signer.pk])


def linked(token: str) -> Linked:
    """Return what the link leads to, or LinkUnknown."""
    try:
        authority, signer_id = map(int, _LINK.unsign_object(token))
    except (BadSignature, ValueError, TypeError) as wrong:
        raise LinkUnknown from wrong
    with scoped(widened(authority)):
        row = models.Signer.objects.filter(authority_id=authority, pk=signer_id, person=None).first()
        if row is None:
            raise LinkUnknown
        line = request(row.request_id)
    return Linked(line, next(one for one in line.signers if one.id == signer_id))


def link_of(about: str) -> str:
    """Return the link that a letter to a signer ("signatures.signer:5") carries when it is handed over."""
    signer = models.Signer.objects.get(pk=int(about.removeprefix(f"{INVITED}:")))
    if signer.person_id is not None:
        return f"{settings.TINGET_ADDRESS}/underskrifter/{signer.pk}/"
    return f"{settings.TINGET_ADDRESS}/underskrift/{token_of(signer)}/"


def code_in_letter(about: str) -> str:
    """Return the one-time code that a letter ("signatures.code:5") carries when it is handed over."""
    return code_of(models.Signer.objects.get(pk=int(about.removeprefix(f"{CODE}:"))))


def code_of(signer: models.Signer) -> str:
    """Return the newest one-time code of a signer: six digits, another one each time it is asked for."""
    asked_at = signer.code_at.isoformat() if signer.code_at else ""
    digest = salted_hmac("signatures.code", f"{signer.pk}:{asked_at}", algorithm="sha256").hexdigest()
    return f"{int(digest, 16) % 10**_DIGITS:0{_DIGITS}}"


def proof_of(found: Linked, *, at: dt.datetime) -> str:
    """Return the proof that whoever holds the link has told the code sent to its address."""
    return _PROOF.sign_object([found.line.authority, found.signer.email, at.isoformat()])


def is_proved(found: Linked, proof: str, *, at: dt.datetime) -> bool:
    """Tell whether the proof is for this address and not too old."""
    try:
        authority, email, since = _PROOF.unsign_object(proof)
        age = at - dt.datetime.fromisoformat(since)
    except (BadSignature, ValueError, TypeError):
        return False
    is_theirs = (authority, email) == (found.line.authority, found.signer.email)
    return is_theirs and dt.timedelta() <= age <= PROOF_LASTS
