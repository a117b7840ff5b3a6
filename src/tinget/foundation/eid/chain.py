"""Whether a certificate led to an issuer we trust and, by an OCSP answer that came along, was not revoked."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from asn1crypto import crl, ocsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import InsufficientRevinfoError, PathError, RevokedError, ValidationError
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)

from tinget.foundation.eid.services import EidNotBelieved, EidRefused
from tinget.foundation.pdf.evidence import Evidence

_CLOCKS_DIFFER = timedelta(minutes=5)
_OCSP_FOR_THE_PERSON = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.OCSP_REQUIRED, RevocationCheckingRule.NO_CHECK)
)
_UNCHECKED = CertRevTrustPolicy(
    RevocationCheckingPolicy(RevocationCheckingRule.NO_CHECK, RevocationCheckingRule.NO_CHECK)
)


def check_chain(
    certificates: Sequence[x509.Certificate],
    *,
    trusted: Sequence[x509.Certificate],
    at: datetime,
    usage: str,
    answer: bytes | None = None,
) -> None:
    """Follow the first certificate to a trusted issuer at that moment, or raise EidNotBelieved.

    `answer`, an OCSP answer, must say of the first that it is not revoked; without one nothing is asked.
    """
    try:
        context = ValidationContext(
            trust_roots=[_other(one) for one in trusted],
            moment=at,
            ocsps=[ocsp.OCSPResponse.load(answer)] if answer is not None else [],
            allow_fetching=False,
            revinfo_policy=_UNCHECKED if answer is None else _OCSP_FOR_THE_PERSON,
            time_tolerance=_CLOCKS_DIFFER,
        )
        first, *between = [_other(one) for one in certificates]
        judge = CertificateValidator(first, between, context)
        asyncio.run(judge.async_validate_usage({usage}))
    except (PathError, ValidationError, ValueError) as error:
        raise EidNotBelieved(f"the certificate is not to be relied upon: {type(error).__name__}") from error


def check_unrevoked(
    certificates: Sequence[x509.Certificate], *, evidence: Evidence, at: datetime, usage: str
) -> None:
    """Hold a chain against the lists of revoked certificates, fetched now where they are named.

    Raises EidRefused, "revoked" or "unchecked" when a list is not to be had, and EidNotBelieved. An
    installation that fetches none knows its own list alone.
    """
    try:
        asyncio.run(_held_against_lists(certificates, evidence=evidence, at=at, usage=usage))
    except RevokedError as error:
        raise EidRefused("revoked") from error
    except InsufficientRevinfoError as error:
        raise EidRefused("unchecked") from error
    except (PathError, ValidationError, ValueError) as error:
        raise EidNotBelieved(f"the certificate is not to be relied upon: {type(error).__name__}") from error


async def _held_against_lists(
    certificates: Sequence[x509.Certificate], *, evidence: Evidence, at: datetime, usage: str
) -> None:
    context = ValidationContext(
        trust_roots=[_other(one) for one in evidence.trusted],
        crls=[crl.CertificateList.load(one.public_bytes(Encoding.DER)) for one in evidence.revoked],
        moment=None if evidence.fetches else at,  # fetched lists are as of now, whatever the caller's clock
        allow_fetching=evidence.fetches,
        revocation_mode="require" if evidence.fetches else "soft-fail",
        time_tolerance=_CLOCKS_DIFFER,
    )
    first, *between = [_other(one) for one in certificates]
    try:
        judge = CertificateValidator(first, between, context)
        await judge.async_validate_usage({usage})
    finally:
        await context.aclose()


def nonce_of(answer: bytes) -> bytes:
    """Return the nonce that an OCSP answer carries, or raise EidNotBelieved."""
    try:
        told = ocsp.OCSPResponse.load(answer).nonce_value
        nonce: bytes = told.native if told is not None else b""
    except ValueError as error:
        raise EidNotBelieved("the OCSP answer cannot be read") from error
    return nonce


def _other(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
