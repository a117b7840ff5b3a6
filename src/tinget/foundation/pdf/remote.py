"""Signing with a key far away: the bytes to be signed leave the house, and the signature comes back."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError, as_signing_certificate_v2
from pyhanko.sign.signers import ExternalSigner, PdfSigner
from pyhanko.sign.signers.pdf_byterange import PreparedByteRangeDigest
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from tinget.foundation.pdf.signing import RESERVED, NoTimeStamp, SigningFailed, addition_to, told_in

_PLACEHOLDER = 512  # bytes of the signature that is not there yet


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document with a gap for a signature: its content, where the gap is, and the bytes to be signed."""

    content: bytes
    start: int
    end: int
    digest: bytes

    @property
    def to_be_signed(self) -> bytes:
        """The signed attributes, to which the service adds which certificate it signs with."""
        told = [_attribute("content_type", "data"), _attribute("message_digest", self.digest)]
        written: bytes = cms.CMSAttributes(told).dump()
        return written


def prepare_remote(pdf: bytes, *, field: str, reason: str, location: str, at: datetime) -> Prepared:
    """Make the gap in a prepared field. Raises SigningFailed."""
    try:
        writer = addition_to(pdf, field=field)
        absent = ExternalSigner(signing_cert=None, cert_registry=None, signature_value=_PLACEHOLDER)
        signer = PdfSigner(told_in(field, reason=reason, location=location), signer=absent)
        session = signer.init_signing_session(writer, existing_fields_only=True)
        session.system_time = at
        document = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
        digest, output = document.digest_tbs_document()
    except (PdfError, SigningError) as error:
        raise SigningFailed(str(error)) from error
    output.seek(0)
    return Prepared(
        output.read(), digest.reserved_region_start, digest.reserved_region_end, digest.document_digest
    )


def finish_remote(
    prepared: Prepared,
    *,
    signed: bytes,
    value: bytes,
    certificates: Sequence[x509.Certificate],
    timestamper: TimeStamper,
) -> bytes:
    """Fill the gap with the signature that came back, and a time stamp over it.

    Raises SigningFailed when it signs something else, or does not hold; and NoTimeStamp.
    """
    attributes = _checked(prepared, signed, value, certificates)
    try:
        stamp = asyncio.run(timestamper.async_timestamp(hashlib.sha256(value).digest(), "sha256"))
    except TimestampRequestError as error:
        raise NoTimeStamp(str(error)) from error
    output = BytesIO(prepared.content)
    gap = PreparedByteRangeDigest(prepared.digest, prepared.start, prepared.end)
    gap.fill_with_cms(output, _message(attributes, value, certificates, stamp))
    return output.getvalue()


def _checked(
    prepared: Prepared, signed: bytes, value: bytes, certificates: Sequence[x509.Certificate]
) -> cms.CMSAttributes:
    """Return the signed attributes: ours, the certificate's digest, and nothing else."""
    try:
        attributes = cms.CMSAttributes.load(signed)
        told = {one["type"].native: one["values"][0] for one in attributes}
        named = told["signing_certificate_v2"]["certs"][0]
        theirs = {
            "content_type": told["content_type"].native,
            "message_digest": told["message_digest"].native,
        }
        key = certificates[0].public_key()
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise SigningFailed("the signed attributes cannot be read") from error
    ours = {"content_type": "data", "message_digest": prepared.digest}
    if theirs != ours or set(told) != {*ours, "signing_certificate_v2"}:
        raise SigningFailed("something else was signed")
    wanted = as_signing_certificate_v2(_other(certificates[0]))["certs"][0]
    is_named = named["issuer_serial"].native in (None, wanted["issuer_serial"].native)
    if named["cert_hash"].native != wanted["cert_hash"].native or not is_named:
        raise SigningFailed("the certificate is another than the signature names")
    if not isinstance(key, rsa.RSAPublicKey):
        raise SigningFailed("the key is of no kind that PDF/A-3 readers know")
    try:
        key.verify(value, signed, padding.PKCS1v15(), SHA256())
    except InvalidSignature as error:
        raise SigningFailed("the signature does not hold") from error
    return attributes


def _message(
    attributes: cms.CMSAttributes,
    value: bytes,
    certificates: Sequence[x509.Certificate],
    stamp: cms.ContentInfo,
) -> cms.ContentInfo:
    chain = [_other(one) for one in certificates]
    sha256 = algos.DigestAlgorithm({"algorithm": "sha256"})
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                cms.IssuerAndSerialNumber(
                    {"issuer": chain[0].issuer, "serial_number": chain[0].serial_number}
                ),
            ),
            "digest_algorithm": sha256,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
            "signed_attrs": attributes,
            "signature": value,
            "unsigned_attrs": cms.CMSAttributes([_attribute("signature_time_stamp_token", stamp)]),
        }
    )
    signed = {
        "version": "v1",
        "digest_algorithms": [sha256],
        "encap_content_info": {"content_type": "data"},
        "certificates": chain,
        "signer_infos": [signer],
    }
    return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})


def _other(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _attribute(kind: str, value: object) -> cms.CMSAttribute:
    return cms.CMSAttribute({"type": kind, "values": (value,)})
