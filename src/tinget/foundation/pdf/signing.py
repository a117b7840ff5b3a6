"""Signing: PAdES signatures in a PDF (B-B to B-LTA), each an addition that leaves the earlier ones whole."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from io import BytesIO

from asn1crypto import crl, keys, x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import (
    InvisSigSettings,
    SigFieldSpec,
    SigSeedSubFilter,
    append_signature_field,
    enumerate_sig_fields,
)
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, Signer, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import collect_validation_info
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tinget.foundation.pdf.certificates import SigningIdentity
from tinget.foundation.pdf.evidence import Evidence
from tinget.foundation.pdf.tokens import TokenKey, token_signer

# Room for the signature, two certificates and a time stamp; fixed, so that sizes are foreseeable.
RESERVED = 32_768
_DER = serialization.Encoding.DER
_WITH_THE_STAMP = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)
# PDF/A wants the print flag, PDF/UA wants an untagged field outside the page: the two together.
_INVISIBLE = InvisSigSettings(set_print_flag=True, set_hidden_flag=False, box_out_of_bounds=True)


class Addition(IncrementalPdfFileWriter):
    """An incremental update that touches nothing but what signing needs."""

    def _update_meta(self) -> None:
        """Leave the metadata alone: PDF/A wants both their forms to agree, and nothing in them changed."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stay at PDF 1.7, which PDF/A-3 demands; pyHanko would raise it to 2.0 for PAdES."""


class SigningFailed(Exception):
    """The document could not be signed: it is no PDF, or lacks the field, or the field is taken."""


class NoTimeStamp(Exception):
    """The time-stamping authority did not answer, or with no time stamp."""


def prepare_fields(pdf: bytes, fields: Sequence[str]) -> bytes:
    """Create every empty, invisible signature field; to be done once, before the first signature.

    Raises SigningFailed where a field is there already.
    """
    try:
        ending = b"" if pdf.endswith((b"\n", b"\r")) else b"\n"  # PDF/A: what is added begins a new line
        writer: IncrementalPdfFileWriter = Addition(BytesIO(pdf + ending))
        for field in fields:
            append_signature_field(
                writer,
                SigFieldSpec(sig_field_name=field, readable_field_name=field, invis_sig_settings=_INVISIBLE),
            )
        reference, _ = writer.find_page_for_modification(0)
        page = reference.get_object()
        page["/Tabs"] = generic.NameObject("/S")  # PDF/UA: the order of the structure, also for fields
        return _written(writer)
    except (PdfError, SigningError) as error:
        raise SigningFailed(str(error)) from error


def sign(
    pdf: bytes,
    *,
    field: str,
    identity: SigningIdentity | TokenKey,
    reason: str,
    location: str,
    at: datetime,
    timestamper: TimeStamper | None = None,
) -> bytes:
    """Sign a prepared field at that moment and return the document with its new end.

    An approval signature, no certification: later signatures in the other fields stay allowed.
    Raises SigningFailed, NoTimeStamp when the time-stamping authority does not answer, and TokenSilent.
    """
    told = told_in(field, reason=reason, location=location)
    try:
        writer = addition_to(pdf, field=field)
        with signer_of(identity) as signer:
            return asyncio.run(_signed(PdfSigner(told, signer=signer, timestamper=timestamper), writer, at))
    except TimestampRequestError as error:
        raise NoTimeStamp(str(error)) from error
    except (PdfError, SigningError) as error:
        raise SigningFailed(str(error)) from error


def told_in(field: str, *, reason: str, location: str) -> PdfSignatureMetadata:
    """Say what a signature tells besides who made it: an approval signature, PAdES."""
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
        certify=False,
    )


def addition_to(pdf: bytes, *, field: str) -> Addition:
    """Begin an addition to a document in which this field waits. Raises SigningFailed."""
    writer = Addition(BytesIO(pdf))
    if field not in _free(writer.prev):
        raise SigningFailed(f"there is no empty signature field {field!r}")
    return writer


def free_fields(pdf: bytes) -> set[str]:
    """Name the signature fields that wait for one. Raises SigningFailed."""
    try:
        return _free(PdfFileReader(BytesIO(pdf)))
    except PdfError as error:
        raise SigningFailed(str(error)) from error


def _free(reader: PdfFileReader) -> set[str]:
    return {name for name, value, _ in enumerate_sig_fields(reader) if value is None}


def preserve(pdf: bytes, *, field: str, evidence: Evidence, at: datetime) -> bytes:
    """Add what every signature is judged by later, and a time stamp over it all (PAdES B-LTA).

    Raises SigningFailed when a signature or its certificate does not hold at that moment, and NoTimeStamp.
    """
    return _stamped(pdf, lambda reader: reader.embedded_regular_signatures, field, evidence, at)


def renew(pdf: bytes, *, field: str, evidence: Evidence, at: datetime) -> bytes:
    """Add what the newest time stamp is judged by later, and another over it all, before the old one ends.

    The signers' own certificates may have ended: the stamps vouch for them. Raises SigningFailed when the
    newest stamp does not hold at that moment, or there is none, and NoTimeStamp.
    """
    return _stamped(pdf, _newest_stamp, field, evidence, at)


def stamped_until(pdf: bytes) -> datetime | None:
    """Tell when the certificate of the newest time stamp over the document ends; None without a stamp."""
    try:
        stamps = PdfFileReader(BytesIO(pdf)).embedded_timestamp_signatures
    except PdfError as error:
        raise SigningFailed(str(error)) from error
    until: datetime | None = stamps[-1].signer_cert.not_valid_after if stamps else None
    return until


def _newest_stamp(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    stamps: list[EmbeddedPdfSignature] = reader.embedded_timestamp_signatures
    if not stamps:
        raise SigningFailed("the document has no time stamp to renew")
    return stamps[-1:]


def _stamped(
    pdf: bytes,
    about: Callable[[PdfFileReader], Sequence[EmbeddedPdfSignature]],
    field: str,
    evidence: Evidence,
    at: datetime,
) -> bytes:
    try:
        return asyncio.run(_preserved(pdf, about(PdfFileReader(BytesIO(pdf))), field, evidence, at))
    except TimestampRequestError as error:
        raise NoTimeStamp(str(error)) from error
    except (PdfError, SigningError, SignatureValidationError, PathError, ValidationError) as error:
        raise SigningFailed(str(error)) from error


async def _preserved(
    pdf: bytes, about: Sequence[EmbeddedPdfSignature], field: str, evidence: Evidence, at: datetime
) -> bytes:
    context = ValidationContext(
        trust_roots=[x509.Certificate.load(one.public_bytes(_DER)) for one in evidence.trusted],
        allow_fetching=evidence.fetches,
        crls=[crl.CertificateList.load(one.public_bytes(_DER)) for one in evidence.revoked],
        moment=None if evidence.fetches else at,  # fetched lists are as of now, whatever the caller's clock
        revocation_mode="require",
    )

    stamper = PdfTimeStamper(
        evidence.timestamper, field_name=field, invis_settings=_INVISIBLE, readable_field_name=field
    )
    output = BytesIO()
    try:
        paths = []
        for signature in about:
            paths += await collect_validation_info(signature, context)
        await stamper.async_timestamp_pdf(
            Addition(BytesIO(pdf)),
            "sha256",
            validation_context=context,
            validation_paths=paths,
            bytes_reserved=RESERVED,
            output=output,
            dss_settings=_WITH_THE_STAMP,
        )
    finally:
        await context.aclose()
    return output.getvalue()


async def _signed(signer: PdfSigner, writer: Addition, at: datetime) -> bytes:
    session = signer.init_signing_session(writer, existing_fields_only=True)
    session.system_time = at  # pyHanko would take the machine's clock; time is passed in here
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
    digest, output = document.digest_tbs_document()
    await document.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    output.seek(0)
    signed: bytes = output.read()
    return signed


def signer_of(identity: SigningIdentity | TokenKey) -> AbstractContextManager[Signer]:
    """Open what signs with a key of ours, or with one in a token, for the time of the block."""
    if isinstance(identity, TokenKey):
        return token_signer(identity)
    return nullcontext(_simple_signer(identity))


def _simple_signer(identity: SigningIdentity) -> SimpleSigner:
    """Return what signs with a key of ours; its issuer is brought along, never a root."""
    private = identity.key.private_bytes(
        _DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    store = SimpleCertificateStore()
    store.register(x509.Certificate.load(identity.issuer.public_bytes(_DER)))
    return SimpleSigner(
        signing_cert=x509.Certificate.load(identity.certificate.public_bytes(_DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=store,
        embed_roots=False,  # nobody need trust a root because a file brings it along
    )


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
