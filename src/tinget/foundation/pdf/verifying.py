"""Verifying: what a PDF's signatures cover, who made them, and what came after each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext


class LaterChanges(StrEnum):
    """What was added to the file after a signature."""

    NONE = "none"
    SIGNATURES = "signatures"
    OTHER = "other"


class DocumentUnreadable(Exception):  # noqa: N818 -- the house names errors by what is wrong
    """The bytes are no PDF whose signatures can be found."""


@dataclass(frozen=True)
class SignatureReport:
    """One signature, as far as the file itself can tell.

    `intact`: the signed bytes are as they were, and nothing but later signatures was added.
    `trusted`: the certificate led to a trusted one at the time that the signature itself states.
    """

    field: str
    signer: str
    organisation: str
    signed_at: datetime | None
    intact: bool
    trusted: bool
    covers_whole_document: bool
    later_changes: LaterChanges


def verify(pdf: bytes, *, trusted: Sequence[x509.Certificate]) -> list[SignatureReport]:
    """Report every signature in the order of signing; nothing is ever fetched from a network.

    A field that was never signed, or lost its signature, gives no report: hold the list against
    the fields you expect with `sound`. Raises DocumentUnreadable.
    """
    roots = [asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in trusted]
    try:
        reader = PdfFileReader(BytesIO(pdf))
        return [_report(one, pdf, roots) for one in reader.embedded_regular_signatures]
    except Exception as error:  # a damaged file fails anywhere in the reader, with any exception
        raise DocumentUnreadable(f"{type(error).__name__}: {error}") from error


def sound(reports: Sequence[SignatureReport], *, fields: Collection[str]) -> bool:
    """Whether exactly these fields are signed, each intact and trusted, the last over the whole file."""
    return (
        sorted(one.field for one in reports) == sorted(fields)
        and all(one.intact and one.trusted for one in reports)
        and (not reports or reports[-1].covers_whole_document)
    )


def _report(
    signature: EmbeddedPdfSignature,
    pdf: bytes,
    roots: Sequence[asn1_x509.Certificate],
) -> SignatureReport:
    subject = signature.signer_cert.subject.native
    status = _status(signature, roots)
    changes = LaterChanges.OTHER if status is None else _later(status)
    return SignatureReport(
        field=signature.field_name,
        signer=subject.get("common_name", ""),
        organisation=subject.get("organization_name", ""),
        signed_at=signature.self_reported_timestamp,
        intact=(
            status is not None
            and status.intact
            and status.valid
            and changes is not LaterChanges.OTHER
            and _holds_only_itself(signature, pdf)
        ),
        trusted=status is not None and status.trusted,
        covers_whole_document=(status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE),
        later_changes=changes,
    )


def _status(
    signature: EmbeddedPdfSignature, roots: Sequence[asn1_x509.Certificate]
) -> PdfSignatureStatus | None:
    """Validate at the time that the signature states; None where it is broken beyond reporting."""
    context = ValidationContext(
        trust_roots=roots,
        allow_fetching=False,
        moment=signature.self_reported_timestamp,
        revocation_mode="soft-fail",  # a development authority publishes no revocations
    )
    try:
        return validate_pdf_signature(
            signature,
            signer_validation_context=context,
            key_usage_settings=KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"}),
        )
    except SignatureValidationError:
        return None


def _later(status: PdfSignatureStatus) -> LaterChanges:
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return LaterChanges.NONE
    permitted = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    if status.modification_level in permitted and status.docmdp_ok:
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
        and _is_filled(message)
        and _is_filled(message["content"])
        and _unsigned_parts_agree(message["content"], signature)
    )


def _is_filled(sequence: core.Sequence) -> bool:
    """Whether its parts and nothing else lie within the length that it states."""
    parts = b"".join(sequence[name].dump() for name in sequence)
    return bytes(sequence.contents) == parts


def _unsigned_parts_agree(data: cms.SignedData, signature: EmbeddedPdfSignature) -> bool:
    signer, certificate = data["signer_infos"][0], signature.signer_cert
    issuer = signer["sid"].chosen
    return (
        (data["version"].native, signer["version"].native) == ("v1", "v1")
        and [one.dump() for one in data["digest_algorithms"]] == [signer["digest_algorithm"].dump()]
        and issuer["issuer"].dump() == certificate.issuer.dump()
        and issuer["serial_number"].native == certificate.serial_number
        and signer["unsigned_attrs"].native is None
    )
