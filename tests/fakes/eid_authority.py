"""A throw-away authority for doubles of e-identity services: certificates, and answers on revocation."""

import datetime as dt
import ipaddress
import ssl
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

PEM, DER = serialization.Encoding.PEM, serialization.Encoding.DER
FROM, UNTIL = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2049, 12, 31, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Keeper:
    """A key and its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        private = self.key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        return self.certificate.public_bytes(PEM) + private


class Authority:
    """Issues people, servers, clients and an authority between."""

    def __init__(self, name: str) -> None:
        key = rsa.generate_private_key(65537, 2048)
        self.root = Keeper(key, _issue(_name(name), key, _name(name), key, ca=True))
        between = rsa.generate_private_key(65537, 2048)
        title = _name(f"{name} 2")
        self.between = Keeper(between, _issue(title, between, _name(name), key, ca=True))

    def person(self, *, name: str, number: str) -> Keeper:
        """Issue a certificate to sign with, under the authority between."""
        key = rsa.generate_private_key(65537, 2048)
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
                x509.NameAttribute(NameOID.SERIAL_NUMBER, number),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        issued = _issue(subject, key, self.between.certificate.subject, self.between.key, ca=False)
        return Keeper(key, issued)

    def machine(self, name: str) -> Keeper:
        """Issue a certificate for TLS, good on loopback."""
        key = rsa.generate_private_key(65537, 2048)
        return Keeper(key, _issue(_name(name), key, self.root.certificate.subject, self.root.key, tls=True))

    def answer(self, about: x509.Certificate, *, nonce: bytes, at: dt.datetime, revoked: bool) -> bytes:
        """Answer by OCSP whether a person's certificate is revoked."""
        status = ocsp.OCSPCertStatus.REVOKED if revoked else ocsp.OCSPCertStatus.GOOD
        builder = ocsp.OCSPResponseBuilder().add_response(
            cert=about,
            issuer=self.between.certificate,
            algorithm=hashes.SHA256(),
            cert_status=status,
            this_update=at - dt.timedelta(minutes=1),
            next_update=at + dt.timedelta(minutes=10),
            revocation_time=at - dt.timedelta(days=1) if revoked else None,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.between.certificate)
        builder = builder.add_extension(x509.OCSPNonce(nonce), critical=False)
        return builder.sign(self.between.key, hashes.SHA256()).public_bytes(DER)

    def door(self, folder: Path, name: str) -> ssl.SSLContext:
        """Return a server's TLS that lets in only those who bring a certificate from here."""
        kept = folder / f"{name}.pem"
        kept.write_bytes(self.machine(name).pem)
        root = self.root.certificate.public_bytes(PEM).decode()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cadata=root)
        context.verify_mode = ssl.CERT_REQUIRED
        context.load_cert_chain(kept)
        return context


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _issue(
    subject: x509.Name,
    key: rsa.RSAPrivateKey,
    issuer: x509.Name,
    issuing: rsa.RSAPrivateKey,
    *,
    ca: bool = False,
    tls: bool = False,
) -> x509.Certificate:
    usage = x509.KeyUsage(tls, not ca and not tls, False, False, False, ca, ca, False, False)  # noqa: FBT003 -- its nine answers in order
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing.public_key()), critical=False
        )
    )
    if tls:
        loopback = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
        both = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
        builder = builder.add_extension(loopback, critical=False).add_extension(both, critical=False)
    if not ca and not tls:
        asks = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier("http://127.0.0.1/ocsp")
        )
        builder = builder.add_extension(x509.AuthorityInformationAccess([asks]), critical=False)
    return builder.sign(issuing, hashes.SHA256())
