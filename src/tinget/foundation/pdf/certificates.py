"""Certificates for development and demonstration: one authority per installation, one certificate a person.

These say who clicked, never who somebody is in law: a real installation signs through a trust service.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

CA_NAME = "Tinget utvecklings-CA (ej för verklig underskrift)"
STAMP_NAME = "Tinget utvecklings-tidsstämpel (ej för verklig underskrift)"
DEMONSTRATION = "DEMONSTRATION"
VALIDITY = timedelta(days=730)
RENEWED_BEFORE_END = timedelta(days=30)
_CLOCKS_DIFFER = timedelta(minutes=5)  # clocks of readers may be behind ours
_CA_FROM = datetime(2020, 1, 1, tzinfo=UTC)  # before any day that a test or a demonstration plays on
_CA_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)  # the last year that X.509 writes with two digits
_LONGEST_NAME = 64  # X.520's upper bound for common name, organisation and serial number
_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class SigningIdentity:
    """A person's key and certificate, and the certificate that issued it."""

    key: rsa.RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate
    issuer: x509.Certificate


def trusted_certificates(folder: Path) -> list[x509.Certificate]:
    """Read (making it at first use) the development authority that this installation trusts."""
    with _alone(folder):
        return [_authority(folder)[1]]


def certificate_for(
    folder: Path,
    *,
    subject: str,
    organisation: str,
    serial_owner: str,
    at: datetime,
    demonstration: bool = False,
) -> SigningIdentity:
    """Find or issue the certificate that `serial_owner` ("person:17") signs with at that moment.

    It is renewed, with a new key, when it ends within 30 days, when name or organisation changed,
    or when the moment lies before it. In a demonstration the organisation says so.
    """
    if demonstration and DEMONSTRATION not in organisation:
        organisation = f"{DEMONSTRATION} {organisation}"
    name = _name(subject, organisation=organisation, serial_owner=serial_owner)
    stem = hashlib.sha256(serial_owner.encode()).hexdigest()[:32]
    kept = folder / "people" / f"{stem}.pem"
    with _alone(folder):
        ca_key, ca = _authority(folder)
        found = _read_identity(kept, ca)
        if found is not None and _still_good(found, name, at):
            return found
        made = _issue(name, ca_key, ca, at)
        _write(kept, _private(made.key) + made.certificate.public_bytes(_PEM))
        return made


def timestamp_identity(folder: Path) -> SigningIdentity:
    """Find or issue what this installation stamps times with, where no time-stamping authority is named."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, STAMP_NAME)])
    kept = folder / "timestamps.pem"
    with _alone(folder):
        ca_key, ca = _authority(folder)
        found = _read_identity(kept, ca)
        if found is None:
            key = _new_key()
            certificate = _stamp_certificate(name, key, ca_key, ca)
            _write(kept, _private(key) + certificate.public_bytes(_PEM))
            found = SigningIdentity(key=key, certificate=certificate, issuer=ca)
        return found


def revocation_list(folder: Path, at: datetime) -> x509.CertificateRevocationList:
    """Issue the list of revoked certificates at that moment: none ever is, they end within two years."""
    with _alone(folder):
        key, certificate = _authority(folder)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key())
    return (
        x509.CertificateRevocationListBuilder()
        .issuer_name(certificate.subject)
        .last_update(at.replace(microsecond=0) - _CLOCKS_DIFFER)
        .next_update(at.replace(microsecond=0) + timedelta(days=7))
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
        .add_extension(issuer, critical=False)
        .sign(key, hashes.SHA256())
    )


def _stamp_certificate(
    name: x509.Name, key: rsa.RSAPrivateKey, ca_key: rsa.RSAPrivateKey, ca: x509.Certificate
) -> x509.Certificate:
    builder = _begun(name, ca.subject, key.public_key(), ca_key.public_key(), _CA_FROM, _CA_UNTIL)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(digital_signature=True), critical=True)
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return builder.add_extension(stamping, critical=True).sign(ca_key, hashes.SHA256())


def _still_good(identity: SigningIdentity, name: x509.Name, at: datetime) -> bool:
    certificate = identity.certificate
    return (
        certificate.subject == name
        and certificate.not_valid_before_utc <= at
        and at + RENEWED_BEFORE_END < certificate.not_valid_after_utc
    )


def _authority(folder: Path) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """Key first, then certificate: a stop between the two is mended at the next call."""
    key_file, certificate_file = folder / "ca.key", folder / "ca.crt"
    if not key_file.exists():
        _write(key_file, _private(_new_key()))
    key = _kept(key_file.read_bytes())
    if certificate_file.exists():
        certificate = x509.load_pem_x509_certificate(certificate_file.read_bytes())
        if certificate.public_key() == key.public_key():
            return key, certificate
    certificate = _self_signed(key)
    _write(certificate_file, certificate.public_bytes(_PEM), mode=0o644)
    return key, certificate


def _self_signed(key: rsa.RSAPrivateKey) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, CA_NAME)])
    builder = _begun(name, name, key.public_key(), key.public_key(), _CA_FROM, _CA_UNTIL)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    usage = _usage(key_cert_sign=True, crl_sign=True)
    return builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())


def _issue(name: x509.Name, ca_key: rsa.RSAPrivateKey, ca: x509.Certificate, at: datetime) -> SigningIdentity:
    key = _new_key()
    start = at.replace(microsecond=0) - _CLOCKS_DIFFER
    builder = _begun(name, ca.subject, key.public_key(), ca_key.public_key(), start, start + VALIDITY)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    usage = _usage(digital_signature=True, content_commitment=True)
    certificate = builder.add_extension(usage, critical=True).sign(ca_key, hashes.SHA256())
    return SigningIdentity(key=key, certificate=certificate, issuer=ca)


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: rsa.RSAPublicKey,
    issuing_key: rsa.RSAPublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing_key), critical=False)
    )


def _usage(
    *,
    digital_signature: bool = False,
    content_commitment: bool = False,  # the name since 2008 of nonRepudiation
    key_cert_sign: bool = False,
    crl_sign: bool = False,
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=content_commitment,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _name(subject: str, *, organisation: str, serial_owner: str) -> x509.Name:
    """Make the certificate's name; people's and organisations' are UTF-8, the number a PrintableString."""
    if not serial_owner.isascii():
        raise ValueError(f"a certificate's serial number takes no {serial_owner!r}")
    parts = [
        (NameOID.COUNTRY_NAME, "SE"),
        (NameOID.ORGANIZATION_NAME, organisation),
        (NameOID.SERIAL_NUMBER, serial_owner),
        (NameOID.COMMON_NAME, subject),
    ]
    return x509.Name([x509.NameAttribute(oid, text[:_LONGEST_NAME]) for oid, text in parts])


def _read_identity(file: Path, ca: x509.Certificate) -> SigningIdentity | None:
    if not file.exists():
        return None
    pem = file.read_bytes()
    certificate = x509.load_pem_x509_certificate(pem)
    if certificate.extensions.get_extension_for_class(
        x509.AuthorityKeyIdentifier
    ).value != x509.AuthorityKeyIdentifier.from_issuer_public_key(_public_rsa(ca)):
        return None  # issued by an authority that is no longer here
    return SigningIdentity(key=_kept(pem), certificate=certificate, issuer=ca)


def _kept(pem: bytes) -> rsa.RSAPrivateKey:
    # Not looked through for weakness each time, which takes longer than to sign: it is one of ours.
    key = serialization.load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError("the kept key is no RSA key")
    return key


def _public_rsa(certificate: x509.Certificate) -> rsa.RSAPublicKey:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise TypeError("the kept authority's key is no RSA key")
    return key


def _new_key() -> rsa.RSAPrivateKey:
    # Not an elliptic curve: PDF 1.7, and so PDF/A-3, knows those only through a PDF 2.0 extension.
    # 3072 bits: as strong as 128 bits of a cipher (NIST SP 800-57, part 1, table 2).
    return rsa.generate_private_key(public_exponent=65537, key_size=3072)


def _private(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time read or make keys; the lock goes with its process."""
    (folder / "people").mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _write(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write whole or not at all, never readable by others even for a moment."""
    unfinished = file.with_name(f".{file.name}.{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(file)
