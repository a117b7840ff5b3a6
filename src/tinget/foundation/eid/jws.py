"""Reading a signed JSON (JWS, RFC 7515) in its compact form, by keys that are known beforehand."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256

from tinget.foundation.eid.services import EidNotBelieved


def read_jws(compact: str, *, trusted: Sequence[x509.Certificate]) -> dict[str, Any]:
    """Return what was signed by one of these, with RSA and SHA-256; EidNotBelieved for anything else."""
    signed, _point, signature = compact.rpartition(".")
    if _json(signed.partition(".")[0]).get("alg") != "RS256":
        raise EidNotBelieved("the signature is of another kind")
    if not any(_signed_by(one, signed.encode(), _bytes(signature)) for one in trusted):
        raise EidNotBelieved("the signature is nobody's whom we trust")
    return unsigned_part(compact)


def unsigned_part(compact: str) -> dict[str, Any]:
    """Return the content without asking who signed it: for what lies inside something that is trusted."""
    parts = compact.split(".")
    if len(parts) != len(("header", "content", "signature")):
        raise EidNotBelieved("this is no signed JSON")
    return _json(parts[1])


def _signed_by(certificate: x509.Certificate, signed: bytes, signature: bytes) -> bool:
    key = certificate.public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        key.verify(signature, signed, padding.PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True


def _json(part: str) -> dict[str, Any]:
    try:
        told = json.loads(_bytes(part))
    except ValueError as error:
        raise EidNotBelieved("a part is no JSON") from error
    if not isinstance(told, dict):
        raise EidNotBelieved("a part is no object")
    return told


def _bytes(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise EidNotBelieved("a part is not written as it is to be") from error
