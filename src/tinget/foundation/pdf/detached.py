"""Seals and time stamps that lie beside what they are over: a CMS signature (CAdES), an RFC 3161 token."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.generic_cms import async_validate_detached_cms, validate_tst_signed_data
from pyhanko.sign.validation.status import StandardCMSSignatureStatus, TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from tinget.foundation.pdf.certificates import SigningIdentity
from tinget.foundation.pdf.signing import NoTimeStamp, signer_of
from tinget.foundation.pdf.tokens import TokenKey
from tinget.foundation.pdf.verifying import (
    FOR_SIGNING,
    DocumentUnreadable,
    Problem,
    is_filled,
    problem_of,
    unsigned_parts_agree,
)

LARGEST = 65_536  # bytes of a seal or a stamp: more is none of ours
_SHA256 = "sha256"


@dataclass(frozen=True, slots=True)
class Told:
    """What a seal or a stamp says; `at` is its own word, to be believed when it is intact and no problem.

    `stamped_at` is when a trusted time stamp over a seal proves that it was there; None without one.
    """

    intact: bool
    problem: Problem | None
    signer: str
    organisation: str
    issuer: str
    at: datetime
    stamped_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether it is over just this, by somebody who is trusted."""
        return self.intact and self.problem is None


def stamp(digest: bytes, timestamper: TimeStamper) -> bytes:
    """Return a time stamp over a SHA-256, or raise NoTimeStamp."""
    try:
        return bytes(asyncio.run(timestamper.async_timestamp(digest, _SHA256)).dump())
    except TimestampRequestError as error:
        raise NoTimeStamp(str(error)) from error


def holds_until(token: bytes) -> datetime:
    """Tell when the certificate of a time stamp ends."""
    until: datetime = _signer_of(cms.ContentInfo.load(token)["content"]).not_valid_after
    return until


def seal(
    content: bytes,
    *,
    identity: SigningIdentity | TokenKey,
    at: datetime,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """Return a signature over the content, to lie beside it, with a time stamp of its own (CAdES-T).

    Raises TokenSilent, and NoTimeStamp when the time-stamping authority does not answer.
    """
    attributes = PdfCMSSignedAttributes(signing_time=at)
    with signer_of(identity) as signer:
        made = signer.async_sign_general_data(
            content, _SHA256, use_cades=True, signed_attr_settings=attributes, timestamper=timestamper
        )
        try:
            return bytes(asyncio.run(made).dump())
        except TimestampRequestError as error:
            raise NoTimeStamp(str(error)) from error


def stamp_told(token: bytes, digest: bytes, *, trusted: Sequence[x509.Certificate], at: datetime) -> Told:
    """Judge a time stamp over a SHA-256 at that moment; nothing is fetched. Raises DocumentUnreadable."""
    try:
        data = _signed_data(token)
        info: tsp.TSTInfo = data["encap_content_info"]["content"].parsed
        expected = {_SHA256: digest}
        found = asyncio.run(validate_tst_signed_data(data, _context(trusted, at), expected.__getitem__))
        return _told(data, TimestampSignatureStatus(**found), info["gen_time"].native)
    except Exception as error:  # damaged bytes fail anywhere in the readers, with any exception
        raise DocumentUnreadable(f"{type(error).__name__}: {error}") from error


def seal_told(content: bytes, sealed: bytes, *, trusted: Sequence[x509.Certificate], at: datetime) -> Told:
    """Judge a signature beside its content, made when it says.

    It is none after its certificate's end, unless its time stamp proves that it was there before. Nothing is
    fetched. Raises DocumentUnreadable.
    """
    try:
        data = _signed_data(sealed)
        certificate, stated = _signer_of(data), _stated(data)
        judged = async_validate_detached_cms(
            content,
            data,
            signer_validation_context=_context(trusted, stated),
            ts_validation_context=_context(trusted, at),
            key_usage_settings=FOR_SIGNING,
        )
        status = asyncio.run(judged)
        told, proof = _told(data, status, stated), _stamp_within(data, status)
        agrees = unsigned_parts_agree(data, certificate) and proof.agrees
        known = proof.at or at
        in_time = certificate.not_valid_before <= stated and known <= certificate.not_valid_after
    except Exception as error:  # as above
        raise DocumentUnreadable(f"{type(error).__name__}: {error}") from error
    problem = told.problem or proof.problem or (None if in_time else Problem.EXPIRED)
    return replace(told, intact=told.intact and agrees, problem=problem, stamped_at=proof.at)


@dataclass(frozen=True, slots=True)
class _Proof:
    """What the time stamp over a seal says: that it is over just this, what is wrong with it, its moment."""

    agrees: bool
    problem: Problem | None
    at: datetime | None


def _stamp_within(data: cms.SignedData, status: StandardCMSSignatureStatus) -> _Proof:
    tokens = [one for held in data["signer_infos"][0]["unsigned_attrs"] or () for one in held["values"]]
    if not tokens:
        return _Proof(agrees=True, problem=None, at=None)
    found = status.timestamp_validity
    if found is None or len(tokens) > 1:
        return _Proof(agrees=False, problem=Problem.UNFIT, at=None)
    token = tokens[0]["content"]
    is_whole = is_filled(tokens[0]) and is_filled(token) and unsigned_parts_agree(token, _signer_of(token))
    agrees = bool(found.intact and found.valid and is_whole)
    if not found.trusted:
        return _Proof(agrees, problem_of(found.trust_problem_indic), None)
    return _Proof(agrees, None, found.timestamp if agrees else None)


def _told(
    data: cms.SignedData, status: StandardCMSSignatureStatus | TimestampSignatureStatus, at: datetime
) -> Told:
    certificate = _signer_of(data)
    subject, issuer = certificate.subject.native, certificate.issuer.native
    return Told(
        intact=bool(status.intact and status.valid),
        problem=None if status.trusted else problem_of(status.trust_problem_indic),
        signer=subject.get("common_name", ""),
        organisation=subject.get("organization_name", ""),
        issuer=issuer.get("common_name", "") or issuer.get("organization_name", ""),
        at=at,
    )


def _signed_data(written: bytes) -> cms.SignedData:
    """Read one signed message and nothing beside it; raises ValueError for what is no such thing."""
    message = cms.ContentInfo.load(written[:LARGEST], strict=True)
    if len(written) > LARGEST or message.dump() != written or message["content_type"].native != "signed_data":
        raise ValueError("this is no signature")
    if not all(map(is_filled, (message, message["content"], *message["content"]["signer_infos"]))):
        raise ValueError("there is more than a signature")
    return message["content"]


def _signer_of(data: cms.SignedData) -> asn1_x509.Certificate:
    serial = data["signer_infos"][0]["sid"].chosen["serial_number"].native
    found = [one.chosen for one in data["certificates"] if one.chosen.serial_number == serial]
    return found[0]


def _stated(data: cms.SignedData) -> datetime:
    attributes = {one["type"].native: one["values"] for one in data["signer_infos"][0]["signed_attrs"]}
    stated: datetime = attributes["signing_time"][0].native
    return stated


def _context(trusted: Sequence[x509.Certificate], moment: datetime) -> ValidationContext:
    der = serialization.Encoding.DER
    roots = [asn1_x509.Certificate.load(one.public_bytes(der)) for one in trusted]
    return ValidationContext(
        trust_roots=roots, allow_fetching=False, moment=moment, revocation_mode="soft-fail"
    )
