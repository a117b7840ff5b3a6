"""A trust service on loopback: issues certificates, stamps times (RFC 3161), lists who is revoked (CRL)."""

import datetime as dt
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tinget.foundation.pdf.certificates import SigningIdentity

DER = serialization.Encoding.DER


class TrustService:
    """Answers `/time` with time stamps and `/revoked` with its list; `answers` can be turned off."""

    def __init__(self) -> None:
        self.now = dt.datetime.now(dt.UTC).replace(microsecond=0)
        self.answers = True
        self.revoked: list[x509.RevokedCertificate] = []
        self.stamped = 0
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
                self._send(service.stamp(asked), "application/timestamp-reply")

            def do_GET(self) -> None:
                self._send(service.list_of_revoked(), "application/pkix-crl")

            def _send(self, content: bytes, kind: str) -> None:
                if not service.answers:
                    self.send_error(503)
                    return
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.key = rsa.generate_private_key(65537, 2048)
        self.root = self._issued("Prov-CA", self.key.public_key(), ca=True)
        self.time = self.identity("Prov-tidsstämpel", stamps=True)
        self.thread = Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)

    def identity(self, name: str, *, stamps: bool = False, days: int = 0) -> SigningIdentity:
        """Issue a certificate that names the list of revoked ones, good for so many days from now."""
        key = rsa.generate_private_key(65537, 2048)
        issued = self._issued(name, key.public_key(), stamps=stamps, days=days)
        return SigningIdentity(key, issued, self.root)

    def certify(self, name: str, public: rsa.RSAPublicKey) -> x509.Certificate:
        """Issue a certificate for a key that somebody else keeps."""
        return self._issued(name, public)

    def revoke(self, certificate: x509.Certificate, *, at: dt.datetime) -> None:
        builder = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
        self.revoked.append(builder.revocation_date(at).build())

    def stamp(self, asked: tsp.TimeStampReq) -> bytes:
        self.stamped += 1
        private = self.time.key.private_bytes(
            DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        stamper = DummyTimeStamper(
            asn1_x509.Certificate.load(self.time.certificate.public_bytes(DER)),
            keys.PrivateKeyInfo.load(private),
            fixed_dt=self.now,
        )
        return stamper.request_tsa_response(asked).dump()

    def list_of_revoked(self) -> bytes:
        return self.revoked_now().public_bytes(DER)

    def revoked_now(self) -> x509.CertificateRevocationList:
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.subject)
            .last_update(self.now - dt.timedelta(minutes=5))
            .next_update(self.now + dt.timedelta(days=1))
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(authority, critical=False)
        )
        for one in self.revoked:
            builder = builder.add_revoked_certificate(one)
        return builder.sign(self.key, hashes.SHA256())

    def _issued(
        self, name: str, public: rsa.RSAPublicKey, *, ca: bool = False, stamps: bool = False, days: int = 0
    ) -> x509.Certificate:
        issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Prov-CA")])
        point = x509.DistributionPoint(
            [x509.UniformResourceIdentifier(f"{self.address}/revoked")], None, None, None
        )
        usage = x509.KeyUsage(not ca, not ca and not stamps, False, False, False, ca, ca, False, False)  # noqa: FBT003
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(self.now - dt.timedelta(days=400))
            .not_valid_after(self.now + dt.timedelta(days=days or (7000 if ca or stamps else 400)))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(usage, critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), critical=False
            )
        )
        if stamps:
            stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            builder = builder.add_extension(stamping, critical=True)
        if not ca:
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        return builder.sign(self.key, hashes.SHA256())
