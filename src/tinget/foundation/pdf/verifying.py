"""Verifying: what a PDF's signatures cover, who made them, and what came after each."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError, SignatureValidationError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko.sign.validation.policy_decl import (
    CertificateFetchingRule,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import NO_REVOCATION, REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager

FOR_SIGNING = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
_TIME_STAMP = "signature_time_stamp_token"


class LaterChanges(StrEnum):
    """What was added to the file after a signature."""

    NONE = "none"
    SIGNATURES = "signatures"
    OTHER = "other"


class DocumentUnreadable(Exception):
    """The bytes are no PDF whose signatures can be found."""


class Problem(StrEnum):
    """Why a certificate is not to be relied upon."""

    UNKNOWN_ISSUER = "unknown_issuer"
    REVOKED = "revoked"
    EXPIRED = "expired"
    UNCHECKED = "unchecked"
    UNFIT = "unfit"


@dataclass(frozen=True)
class SignatureReport:
    """One signature, or one time stamp over the whole document, as far as the file itself can tell.

    `intact`: the signed bytes are as they were, and nothing but later signatures was added.
    `exact`: the gap that no signature covers holds the signature as `signing` writes it, and zeros.
    `problem`: why the certificate is not to be relied upon; None when it led to a trusted issuer and held
    at the time that is proved. `stamped_at`: the earliest time that a trusted time stamp proves, else None.
    """

    field: str
    signer: str
    organisation: str
    issuer: str
    signed_at: datetime | None
    stamped_at: datetime | None
    is_stamp: bool
    intact: bool
    exact: bool
    problem: Problem | None
    covers_whole_document: bool
    later_changes: LaterChanges

    @property
    def trusted(self) -> bool:
        """Whether the certificate is to be relied upon."""
        return self.problem is None


def verify(pdf: bytes, *, trusted: Sequence[x509.Certificate], at: datetime) -> list[SignatureReport]:
    """Report every signature and time stamp in the order of signing, judged at that moment.

    Nothing is ever fetched from a network. A field that was never signed, or lost its signature, gives no
    report: hold the list against the fields you expect with `sound`. Raises DocumentUnreadable.
    """
    roots = [asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in trusted]
    try:
        reader = PdfFileReader(BytesIO(pdf))
        return [_report(one, pdf, _Judge(roots, at)) for one in reader.embedded_signatures]
    except Exception as error:  # a damaged file fails anywhere in the reader, with any exception
        raise DocumentUnreadable(f"{type(error).__name__}: {error}") from error


def sound(reports: Sequence[SignatureReport], *, fields: Collection[str]) -> bool:
    """Whether exactly these fields are signed, each intact and trusted, the last over the whole file."""
    return (
        sorted(one.field for one in reports if not one.is_stamp) == sorted(fields)
        and all(one.intact and one.exact and one.trusted for one in reports)
        and (not reports or reports[-1].covers_whole_document)
    )


@dataclass(frozen=True)
class _Judge:
    """Whom the judge trusts, and when they judge."""

    roots: Sequence[asn1_x509.Certificate]
    at: datetime

    @property
    def timing(self) -> ValidationTimingInfo:
        return ValidationTimingInfo(self.at, best_signature_time=self.at, point_in_time_validation=False)

    def context(
        self, moment: datetime | None, brought: DocumentSecurityStore | None = None
    ) -> ValidationContext:
        """Return what a certificate is held against at a moment, with the lists that the file has brought."""
        terms: dict[str, Any] = {
            "trust_roots": list(self.roots), "allow_fetching": False, "moment": moment,
            "revocation_mode": "soft-fail",
        }  # fmt: skip
        return brought.as_validation_context(terms) if brought else ValidationContext(**terms)


@dataclass(frozen=True)
class _Judged:
    """What was found of one signature; without a status it is broken beyond reporting."""

    status: PdfSignatureStatus | DocumentTimestampStatus | None = None
    problem: Problem | None = Problem.UNFIT
    stamped_at: datetime | None = None


def _policy(roots: Sequence[asn1_x509.Certificate]) -> PdfSignatureValidationSpec:
    """Hold a signer's certificate against the lists of revoked ones in the file, but not a time stamp's.

    The newest time stamp can have no later list in the file; it holds until its certificate ends.
    """
    manager = SimpleTrustManager.build(trust_roots=roots)
    return PdfSignatureValidationSpec(
        SignatureValidationSpec(
            cert_validation_policy=CertValidationPolicySpec(manager, CertRevTrustPolicy(REQUIRE_REVINFO)),
            ts_cert_validation_policy=CertValidationPolicySpec(manager, CertRevTrustPolicy(NO_REVOCATION)),
            revinfo_gathering_policy=RevocationInfoGatheringSpec(
                online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY,
                certificate_fetching_rule=CertificateFetchingRule.NEVER_FETCH,
            ),
            key_usage_settings=FOR_SIGNING,
        )
    )


def _report(signature: EmbeddedPdfSignature, pdf: bytes, judge: _Judge) -> SignatureReport:
    subject, issuer = signature.signer_cert.subject.native, signature.signer_cert.issuer.native
    is_stamp = signature.sig_object_type == "/DocTimeStamp"
    try:
        judged = _judged_stamp(signature, judge) if is_stamp else _judged(signature, judge)
    except SignatureValidationError:
        judged = _Judged()
    status = judged.status
    changes = LaterChanges.OTHER if status is None else _later(status)
    return SignatureReport(
        field=signature.field_name,
        signer=subject.get("common_name", ""),
        organisation=subject.get("organization_name", ""),
        issuer=issuer.get("common_name", "") or issuer.get("organization_name", ""),
        signed_at=signature.self_reported_timestamp,
        stamped_at=judged.stamped_at,
        is_stamp=is_stamp,
        intact=(status is not None and status.intact and status.valid and changes is not LaterChanges.OTHER),
        exact=_holds_only_itself(signature, pdf),
        problem=judged.problem,
        covers_whole_document=status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        later_changes=changes,
    )


def _judged(signature: EmbeddedPdfSignature, judge: _Judge) -> _Judged:
    """Judge with what the file proves; without a time stamp of its own, at the time that it states."""
    stamps = _stamps_over(signature)
    if stamps and any(extract_tst_data_iter(signature.signer_info, signed=False)):
        return _judged_as_kept(signature, judge)
    status = _status(signature, judge)
    problem = None if status.trusted else problem_of(status.trust_problem_indic)
    own = status.timestamp_validity
    proofs = [own.timestamp] if own and own.valid and own.trusted else []
    proofs += [one.stamped_at for one in (_judged_stamp(one, judge) for one in stamps) if one.stamped_at]
    stamped_at = min(proofs, default=None)
    certificate, stated = signature.signer_cert, signature.self_reported_timestamp or judge.at
    if problem is not Problem.UNKNOWN_ISSUER and not (
        certificate.not_valid_before <= stated and (stamped_at or judge.at) <= certificate.not_valid_after
    ):
        problem = Problem.EXPIRED
    return _Judged(status, problem, stamped_at)


def _judged_as_kept(signature: EmbeddedPdfSignature, judge: _Judge) -> _Judged:
    """Judge by ETSI EN 319 102-1, 5.6.3: with the lists and time stamps that the file brings.

    Where stamps were renewed, the file as it was before the newest is judged at the moment of that one.
    """
    before = _judged_before_renewal(signature, judge)
    if before is not None:
        return _Judged(_status(signature, judge), before.problem, before.stamped_at)
    found = asyncio.run(ades_lta_validation(signature, _policy(judge.roots), timing_info=judge.timing))
    stamp = found.api_status and found.api_status.timestamp_validity
    proofs = [
        stamp.timestamp if stamp and stamp.valid and stamp.trusted else None,
        found.oldest_evidence_record_timestamp,
    ]
    proved = [one for one in proofs if one is not None]
    return _Judged(found.api_status, problem_of(found.ades_subindic), min(proved, default=None))


def _status(signature: EmbeddedPdfSignature, judge: _Judge) -> PdfSignatureStatus:
    """Tell what a signature covers, and what was changed since, at the time that it states."""
    return validate_pdf_signature(
        signature,
        signer_validation_context=judge.context(signature.self_reported_timestamp),
        key_usage_settings=FOR_SIGNING,
    )


def _judged_before_renewal(signature: EmbeddedPdfSignature, judge: _Judge) -> _Judged | None:
    """Judge the signature in the file as it was before its newest stamp; None where none was renewed."""
    *earlier, newest = _stamps_over(signature)
    renewed = _judged_stamp(newest, judge).stamped_at if earlier else None
    if renewed is None:
        return None
    _start, _length, second, rest = (int(number) for number in earlier[-1].byte_range)
    stream = signature.reader.stream
    stream.seek(0)
    reader = PdfFileReader(BytesIO(stream.read(second + rest)))
    same = next(one for one in reader.embedded_regular_signatures if one.field_name == signature.field_name)
    return _judged_as_kept(same, _Judge(judge.roots, renewed))


def _stamps_over(signature: EmbeddedPdfSignature) -> list[EmbeddedPdfSignature]:
    """Return the time stamps over the document that came after, in order."""
    stamps = signature.reader.embedded_timestamp_signatures
    return [one for one in stamps if one.signed_revision > signature.signed_revision]


def _judged_stamp(signature: EmbeddedPdfSignature, judge: _Judge) -> _Judged:
    """Judge a time stamp: now, or when the next one over it was made, which proves it until then."""
    renewed = _renewed_at(signature, judge)
    brought = _brought(signature.reader) if renewed else None
    status = validate_pdf_timestamp(signature, validation_context=judge.context(renewed or judge.at, brought))
    if not status.trusted:
        return _Judged(status, problem_of(status.trust_problem_indic))
    return _Judged(status, None, status.timestamp)


def _renewed_at(signature: EmbeddedPdfSignature, judge: _Judge) -> datetime | None:
    """Tell when the next stamp over this one was made, if that holds."""
    later = _stamps_over(signature)
    return _judged_stamp(later[0], judge).stamped_at if later else None


def _brought(reader: PdfFileReader) -> DocumentSecurityStore | None:
    """Return the certificates and lists of revoked ones that the file brings."""
    try:
        return DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return None


_PROBLEMS = {
    AdESFailure.REVOKED: Problem.REVOKED,
    AdESIndeterminate.REVOKED_NO_POE: Problem.REVOKED,
    AdESIndeterminate.REVOKED_CA_NO_POE: Problem.REVOKED,
    AdESFailure.NOT_YET_VALID: Problem.EXPIRED,
    AdESIndeterminate.NOT_YET_VALID: Problem.EXPIRED,
    AdESIndeterminate.EXPIRED: Problem.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: Problem.EXPIRED,
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: Problem.EXPIRED,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Problem.UNKNOWN_ISSUER,
    AdESIndeterminate.TRY_LATER: Problem.UNCHECKED,
    AdESIndeterminate.NO_POE: Problem.UNCHECKED,
}


def problem_of(found: AdESSubIndic | None) -> Problem | None:
    """Say in our words why a certificate was not relied upon; None when it was."""
    if found is AdESPassed.OK:
        return None
    return _PROBLEMS.get(found, Problem.UNFIT) if found is not None else Problem.UNKNOWN_ISSUER


def _later(status: PdfSignatureStatus | DocumentTimestampStatus) -> LaterChanges:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return LaterChanges.NONE
    permitted = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    # A time stamp sets no terms for what may come after it: there `docmdp_ok` is None.
    if status.modification_level in permitted and status.docmdp_ok is not False:
        return LaterChanges.SIGNATURES
    return LaterChanges.OTHER


def _holds_only_itself(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Whether the gap that a signature cannot cover holds it as `signing` writes it, then zeros.

    Without this a byte could be changed there unseen: in the padding, in the spelling of a digit,
    in the few parts of the message that no signature is made over.
    """
    start, length, second, _ = (int(number) for number in signature.byte_range)
    contents = bytes(signature.pkcs7_content)
    message = cms.ContentInfo.load(contents)  # reads one value, whatever follows it
    return (
        start == 0
        and pdf[length:second] == b"<" + contents.hex().upper().encode() + b">"
        and contents == message.dump().ljust(len(contents), b"\0")
        and is_filled(message)
        and is_filled(message["content"])
        and unsigned_parts_agree(message["content"], signature.signer_cert)
    )


def is_filled(sequence: core.Sequence) -> bool:
    """Whether its parts and nothing else lie within the length that it states."""
    parts = b"".join(sequence[name].dump() for name in sequence)
    return bytes(sequence.contents) == parts


def unsigned_parts_agree(data: cms.SignedData, certificate: asn1_x509.Certificate) -> bool:
    """Whether what no signature is made over says nothing else than what is signed, but a time stamp."""
    signer = data["signer_infos"][0]
    issuer = signer["sid"].chosen
    kind = data["encap_content_info"]["content_type"].native
    return (
        (data["version"].native, signer["version"].native) == ("v1" if kind == "data" else "v3", "v1")
        and [one.dump() for one in data["digest_algorithms"]] == [signer["digest_algorithm"].dump()]
        and issuer["issuer"].dump() == certificate.issuer.dump()
        and issuer["serial_number"].native == certificate.serial_number
        and [one["type"].native for one in signer["unsigned_attrs"] or ()] in ([], [_TIME_STAMP])
    )
