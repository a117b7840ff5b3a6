"""BankID's relying-party API, version 6 (developers.bankid.com): start, collect, cancel, the moving code."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from cryptography import x509
from cryptography.x509.oid import NameOID

from tinget.foundation.eid.bankid_signature import SignedXml, read_signature
from tinget.foundation.eid.chain import check_chain, nonce_of
from tinget.foundation.eid.services import (
    EidNotBelieved,
    EidRefused,
    EidSilent,
    Identified,
    Order,
    OrderState,
    Progress,
    ToSign,
)
from tinget.foundation.eid.wire import Wire

APP = "https://app.bankid.com/"
_NONCE = 20  # bytes of SHA-1 at the beginning of the OCSP answer's nonce


@dataclass(frozen=True, slots=True)
class BankId:
    """BankID over a wire of ours; `trusted` are its root certificates, `now` tells the time."""

    wire: Wire
    trusted: Sequence[x509.Certificate]
    now: Callable[[], datetime]

    def start(self, asked: ToSign, *, address: str, return_to: str) -> Order:
        """Open an order to sign."""
        told = self._ask(
            "/sign",
            {
                "endUserIp": address,
                "userVisibleData": _base64(asked.text),
                "userNonVisibleData": _base64(asked.hidden),
                "returnUrl": return_to,
            },
        )
        try:
            return Order(
                told["orderRef"], told["autoStartToken"], told["qrStartToken"], told["qrStartSecret"]
            )
        except KeyError as error:
            raise EidSilent("the answer lacks what it is to hold") from error

    def collect(self, order: Order) -> Progress:
        """Ask how far it has come; a hint that is not known here is passed on all the same."""
        told = self._ask("/collect", {"orderRef": order.reference})
        try:
            state = OrderState(told["status"])
        except (KeyError, ValueError) as error:
            raise EidSilent("the answer has no status that is known") from error
        proof = json.dumps(told.get("completionData", {})).encode() if state is OrderState.COMPLETE else b""
        return Progress(state, str(told.get("hintCode", "")), proof)

    def cancel(self, order: Order) -> None:
        """Close the order."""
        self._ask("/cancel", {"orderRef": order.reference})

    def identify(self, proof: bytes, asked: ToSign) -> Identified:
        """Check signature, text, chain and revocation, and that all of them tell of the same person."""
        try:
            told = json.loads(proof)
            user, signature, answer = told["user"], told["signature"], base64.b64decode(told["ocspResponse"])
            signed = read_signature(base64.b64decode(signature))
            who = Identified(str(user["name"]), str(user["personalNumber"]))
        except (KeyError, TypeError, ValueError) as error:
            raise EidNotBelieved("the answer lacks what it is to hold") from error
        if (signed.visible, signed.hidden) != (_base64(asked.text), _base64(asked.hidden)):
            raise EidNotBelieved("another text was signed")
        _check_revocation(signed, signature, answer, trusted=self.trusted, at=self.now())
        numbers = signed.certificates[0].subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
        if [one.value for one in numbers] != [who.personal_number]:
            raise EidNotBelieved("the certificate is another person's")
        return who

    def code(self, order: Order, seconds: int) -> str:
        """Return the moving code's text: it proves that whoever reads it saw the screen just now."""
        proof = hmac.new(order.qr_secret.encode(), str(seconds).encode(), hashlib.sha256).hexdigest()
        return f"bankid.{order.qr_token}.{seconds}.{proof}"

    def same_device(self, order: Order, return_to: str) -> str:
        """Return the address that opens the BankID app, which comes back to the page."""
        return f"{APP}?{urlencode({'autostarttoken': order.start_token, 'redirect': return_to})}"

    def _ask(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        status, told = self.wire.ask(path, json.dumps(body).encode(), kind="application/json")
        if status != HTTPStatus.OK:
            raise EidRefused(str(told.get("errorCode", status)))
        return told


def _check_revocation(
    signed: SignedXml, signature: str, answer: bytes, *, trusted: Sequence[x509.Certificate], at: datetime
) -> None:
    check_chain(signed.certificates, trusted=trusted, at=at, usage="non_repudiation", answer=answer)
    if not nonce_of(answer).startswith(_digest_of(signature)):
        raise EidNotBelieved("the answer on revocation is about another signature")


def _digest_of(signature: str) -> bytes:
    """Return what the nonce begins with: SHA-1 of the signature in base64, as BankID has chosen."""
    return hashlib.sha1(signature.encode(), usedforsecurity=False).digest()


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
