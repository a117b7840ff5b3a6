"""Freja on loopback: signature service 1.0 over mutual TLS, form bodies of base64, answers signed as JWS."""

import base64
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256

from tests.fakes.eid_authority import PEM, Authority, Keeper
from tests.fakes.service import MutualTlsService

NUMBER = "191212121212"
NEEDED = {"userInfoType", "userInfo", "minRegistrationLevel", "dataToSignType", "dataToSign", "signatureType"}


class FrejaDouble(MutualTlsService):
    """Answers as `script` says: a status for each time it is asked, the last one again and again."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority("Prov-Freja")
        self.signer = self.authority.machine("Prov-Freja JWS")
        self.user = self.authority.person(name="Kim Partner", number=NUMBER)
        self.script = ["STARTED", "DELIVERED_TO_MOBILE", "APPROVED"]
        self.orders: dict[str, dict[str, Any]] = {}
        self.left: dict[str, list[str]] = {}
        self.cancelled: list[str] = []
        self.changes: Callable[[dict[str, Any]], dict[str, Any]] = lambda details: details
        self.listen(folder, "freja")

    def trusted(self) -> bytes:
        return self.signer.certificate.public_bytes(PEM)

    def answer(self, path: str, body: bytes, kind: str) -> tuple[int, dict[str, Any]]:
        if kind != "application/x-www-form-urlencoded":
            return 400, {"code": 1000, "message": "Wrong content type."}
        name, _is, written = body.decode().partition("=")
        asked = json.loads(base64.b64decode(written, validate=True))
        if (path, name) == ("/sign/1.0/initSignature", "initSignRequest"):
            return self._start(asked)
        reference = asked.get("signRef", "")
        if reference not in self.orders:
            return 422, {"code": 1100, "message": "Invalid reference."}
        if (path, name) == ("/sign/1.0/cancel", "cancelSignRequest"):
            self.cancelled.append(reference)
            return 200, {}
        if (path, name) == ("/sign/1.0/getOneResult", "getOneSignResultRequest"):
            return 200, self._result(reference)
        return 404, {}

    def _start(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if not set(asked) >= NEEDED or asked["signatureType"] != "EXTENDED":
            return 422, {"code": 1001, "message": "Invalid request."}
        reference = uuid.uuid4().hex
        self.orders[reference], self.left[reference] = asked, list(self.script)
        return 200, {"signRef": reference}

    def _result(self, reference: str) -> dict[str, Any]:
        left = self.left[reference]
        status = left.pop(0) if len(left) > 1 else left[0]
        if status != "APPROVED":
            return {"signRef": reference, "status": status}
        details = self.changes(self.details(reference))
        return {
            "signRef": reference,
            "status": status,
            "details": jws(self.signer, details),
            "requestedAttributes": details.get("requestedAttributes"),
        }

    def details(self, reference: str) -> dict[str, Any]:
        asked = self.orders[reference]
        text = base64.b64decode(asked["dataToSign"]["text"]).decode()
        signed = {"text": text, "binaryData": asked["dataToSign"]["binaryData"]}
        return {
            "signRef": reference,
            "status": "APPROVED",
            "userInfoType": asked["userInfoType"],
            "userInfo": asked["userInfo"],
            "minRegistrationLevel": asked["minRegistrationLevel"],
            "timestamp": 1_700_000_000_000,
            "signatureType": "EXTENDED",
            "signatureData": {"userSignature": jws(self.user, signed), "certificateStatus": ""},
            "requestedAttributes": {
                "basicUserInfo": {"name": "Kim", "surname": "Partner"},
                "ssn": {"ssn": NUMBER, "country": "SE"},
            },
        }


def jws(signer: Keeper, content: dict[str, Any]) -> str:
    """Sign JSON in the compact form."""
    signed = f"{_part({'alg': 'RS256', 'x5t': 'prov'})}.{_part(content)}"
    signature = signer.key.sign(signed.encode(), padding.PKCS1v15(), SHA256())
    return f"{signed}.{_url(signature)}"


def _part(content: dict[str, Any]) -> str:
    return _url(json.dumps(content).encode())


def _url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
