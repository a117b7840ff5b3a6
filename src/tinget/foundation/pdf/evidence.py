"""What lets a signature be believed when its certificate has ended: time stamps, and whom we trust."""

import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tinget.foundation.pdf.certificates import revocation_list, timestamp_identity, trusted_certificates

_SECONDS = 10
_LARGEST_ANSWER = 100_000


class StampedOverHttp(TimeStamper):
    """A time-stamping authority by RFC 3161 over HTTP."""

    def __init__(self, address: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pyHanko leaves its own base class untyped
        self.address = address

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Ask and wait: one thread has nothing else to do meanwhile. Raises TimestampRequestError."""
        request = urllib.request.Request(  # noqa: S310 -- the address is the installation's own setting
            self.address, data=req.dump(), headers={"Content-Type": "application/timestamp-query"}
        )
        try:
            with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: ASYNC210, S310 -- as above
                return tsp.TimeStampResp.load(answer.read(_LARGEST_ANSWER))
        except urllib.error.HTTPError as error:
            with error:  # an answer too, which is closed
                raise TimestampRequestError(f"{self.address} answered {error.code}") from error
        except (OSError, ValueError) as error:
            raise TimestampRequestError(f"no time stamp from {self.address}: {error}") from error


@dataclass(frozen=True)
class Evidence:
    """Where time stamps come from, which issuers are trusted, and their lists of revoked certificates.

    Where `fetches` is set, the lists that a certificate names are fetched as well.
    """

    timestamper: TimeStamper
    trusted: Sequence[x509.Certificate]
    revoked: Sequence[x509.CertificateRevocationList]
    fetches: bool


def evidence_for(folder: Path, *, address: str, at: datetime) -> Evidence:
    """Return what signatures of this installation are proved by.

    `address` is that of a time-stamping authority; without one the installation stamps by itself, with the
    moment passed in, which proves as little as its other certificates.
    """
    trusted, revoked = trusted_issuers(folder), [revocation_list(folder, at)]
    if address:
        return Evidence(StampedOverHttp(address), trusted, revoked, fetches=True)
    own = timestamp_identity(folder)
    der = serialization.Encoding.DER
    private = own.key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(own.certificate.public_bytes(der)),
        keys.PrivateKeyInfo.load(private),
        fixed_dt=at,
    )
    return Evidence(stamper, trusted, revoked, fetches=False)


def trusted_issuers(folder: Path) -> list[x509.Certificate]:
    """Read our own issuer and those that the installation has put in `trusted/*.pem` of the folder."""
    kept = sorted((folder / "trusted").glob("*.pem"))
    others = [one for file in kept for one in x509.load_pem_x509_certificates(file.read_bytes())]
    return [*trusted_certificates(folder), *others]
