"""BankID on loopback: version 6 over mutual TLS, with real XML signatures and OCSP answers of its own."""

import base64
import datetime as dt
import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256
from lxml import etree

from tests.fakes.eid_authority import DER, Authority, Keeper
from tests.fakes.service import MutualTlsService

DSIG = "http://www.w3.org/2000/09/xmldsig#"
TYPES = "http://www.bankid.com/signature/v1.0.0/types"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
SIGNED, KEYS = "bidSignedData", "bidKeyInfo"
NUMBER = "191212121212"  # Tolvan Tolvansson, whom all Swedish test systems know


@dataclass
class Opened:
    """An order as the service keeps it."""

    asked: dict[str, Any]
    start_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    qr_token: str = field(default_factory=lambda: str(uuid.uuid4()))
    qr_secret: str = field(default_factory=lambda: str(uuid.uuid4()))
    collected: float = 0.0
    hints: list[tuple[str, str]] = field(default_factory=list)


class BankIdDouble(MutualTlsService):
    """Answers as `script` says: (status, hint) for each collect, the last one again and again."""

    root_path = "/rp/v6.0"

    def __init__(self, folder: Path, *, now: Callable[[], dt.datetime]) -> None:
        self.now = now
        self.authority = Authority("Prov-BankID")
        self.person = self.authority.person(name="Kim Partner", number=NUMBER)
        self.user = {
            "personalNumber": NUMBER,
            "name": "KIM PARTNER",
            "givenName": "KIM",
            "surname": "PARTNER",
        }
        self.script: list[tuple[str, str]] = [("complete", "")]
        self.refuses = ""  # an errorCode that the next order is refused with
        self.revoked = False
        self.orders: dict[str, Opened] = {}
        self.cancelled: list[str] = []
        self.too_often = 0
        self.changes: Callable[[bytes], bytes] = lambda xml: xml  # what a forger does to the signature
        self.signs: Callable[[dict[str, Any]], dict[str, Any]] = lambda asked: asked  # and to the text
        self.listen(folder, "bankid")

    def answer(self, path: str, body: bytes, kind: str) -> tuple[int, dict[str, Any]]:
        if kind != "application/json":
            return 415, {"errorCode": "unsupportedMediaType", "details": ""}
        asked = json.loads(body)
        if path == "/rp/v6.0/sign":
            return self._sign(asked)
        order = self.orders.get(asked.get("orderRef", ""))
        if order is None:
            return 400, {"errorCode": "invalidParameters", "details": "No such order"}
        if path == "/rp/v6.0/cancel":
            self.cancelled.append(asked["orderRef"])
            return 200, {}
        if path == "/rp/v6.0/collect":
            return 200, self._collect(asked["orderRef"], order)
        return 404, {"errorCode": "notFound", "details": ""}

    def _sign(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        if self.refuses:
            return 400, {"errorCode": self.refuses, "details": "as the test asks"}
        if not {"endUserIp", "userVisibleData"} <= set(asked) or len(asked["userVisibleData"]) > 40_000:
            return 400, {"errorCode": "invalidParameters", "details": ""}
        reference, order = str(uuid.uuid4()), Opened(asked, hints=list(self.script))
        self.orders[reference] = order
        return 200, {
            "orderRef": reference,
            "autoStartToken": order.start_token,
            "qrStartToken": order.qr_token,
            "qrStartSecret": order.qr_secret,
        }

    def _collect(self, reference: str, order: Opened) -> dict[str, Any]:
        if time.monotonic() - order.collected < 1:
            self.too_often += 1
        order.collected = time.monotonic()
        status, hint = order.hints.pop(0) if len(order.hints) > 1 else order.hints[0]
        told: dict[str, Any] = {"orderRef": reference, "status": status}
        if status == "complete":
            return told | {"completionData": self.complete(self.signs(order.asked))}
        return told | {"hintCode": hint}

    def complete(self, asked: dict[str, Any]) -> dict[str, Any]:
        xml = self.changes(signed_xml(self.person, self.authority.between, asked))
        signature = base64.b64encode(xml).decode()
        nonce = hashlib.sha1(signature.encode(), usedforsecurity=False).digest() + secrets.token_bytes(12)
        answer = self.authority.answer(
            self.person.certificate, nonce=nonce, at=self.now(), revoked=self.revoked
        )
        return {
            "user": self.user,
            "device": {"ipAddress": "127.0.0.1", "uhi": "OZvYM9VvyiAmG7NA5jU5zqGcVpo="},
            "bankIdIssueDate": "2026-01-15",
            "signature": signature,
            "ocspResponse": base64.b64encode(answer).decode(),
            "risk": "low",
        }


def signed_xml(person: Keeper, between: Keeper, asked: dict[str, Any]) -> bytes:
    """Sign as BankID's profile has it: the text and the certificates by their digests."""
    certificates = "".join(
        f"<X509Certificate>{_base64(one.certificate.public_bytes(DER))}</X509Certificate>"
        for one in (person, between)
    )
    keys = f'<KeyInfo xmlns="{DSIG}" Id="{KEYS}"><X509Data>{certificates}</X509Data></KeyInfo>'
    data = (
        f'<bankIdSignedData xmlns="{TYPES}" Id="{SIGNED}">'
        f'<usrVisibleData charset="UTF-8" visible="wysiwys">{asked["userVisibleData"]}</usrVisibleData>'
        f"<usrNonVisibleData>{asked['userNonVisibleData']}</usrNonVisibleData>"
        f"<srvInfo><name>{_base64(b'cn=Prov')}</name><nonce>{_base64(secrets.token_bytes(20))}</nonce></srvInfo>"
        "<clientInfo><funcId>Signing</funcId><version>Ni4yLjA=</version></clientInfo></bankIdSignedData>"
    )
    info = (
        f'<SignedInfo xmlns="{DSIG}"><CanonicalizationMethod Algorithm="{C14N}"/>'
        '<SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>'
        f"{_reference(data, SIGNED, TYPES)}{_reference(keys, KEYS)}</SignedInfo>"
    )
    value = person.key.sign(_canonical(info), padding.PKCS1v15(), SHA256())
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?><Signature xmlns="{DSIG}">{info}'
        f"<SignatureValue>{_base64(value)}</SignatureValue>{keys}<Object>{data}</Object></Signature>"
    ).encode()


def _reference(part: str, name: str, kind: str = "") -> str:
    typed = f' Type="{kind}"' if kind else ""
    digest = _base64(hashlib.sha256(_canonical(part)).digest())
    return (
        f'<Reference{typed} URI="#{name}"><Transforms><Transform Algorithm="{C14N}"/></Transforms>'
        '<DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f"<DigestValue>{digest}</DigestValue></Reference>"
    )


def _canonical(xml: str) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
