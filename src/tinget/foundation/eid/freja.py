"""Freja's signature service, version 1.0 (frejaeid.com): start, collect, cancel; an answer signed as JWS."""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from cryptography import x509

from tinget.foundation.eid.jws import read_jws, unsigned_part
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

LONGEST_TEXT = 2048  # found by trying, says the one open client that tells; more would be cut off
LASTS = timedelta(minutes=3)
LEVEL = "PLUS"  # the level with which Freja is a Swedish e-identity of trust level 3
STATES = {
    "STARTED": OrderState.PENDING,
    "DELIVERED_TO_MOBILE": OrderState.PENDING,
    "APPROVED": OrderState.COMPLETE,
    "CANCELED": OrderState.FAILED,
    "RP_CANCELED": OrderState.FAILED,
    "REJECTED": OrderState.FAILED,
    "EXPIRED": OrderState.FAILED,
}
TOO_LONG = "text_too_long"


@dataclass(frozen=True, slots=True)
class Freja:
    """Freja over a wire of ours; `trusted` are the certificates it signs its answers with."""

    wire: Wire
    trusted: Sequence[x509.Certificate]
    now: Callable[[], datetime]

    def start(self, asked: ToSign, *, address: str, return_to: str) -> Order:
        """Open an order to sign for whoever reads the code; Freja asks for neither address nor way back."""
        del address, return_to
        if len(asked.text) > LONGEST_TEXT:
            raise EidRefused(TOO_LONG)
        told = self._ask(
            "/sign/1.0/initSignature",
            "initSignRequest",
            {
                "userInfoType": "INFERRED",
                "userInfo": "N/A",
                "minRegistrationLevel": LEVEL,
                "title": asked.text.partition("\n")[0],
                "expiry": int((self.now() + LASTS).timestamp() * 1000),
                "dataToSignType": "EXTENDED_UTF8_TEXT",
                "dataToSign": {"text": _base64(asked.text), "binaryData": _base64(asked.hidden)},
                "signatureType": "EXTENDED",
                "attributesToReturn": [{"attribute": "BASIC_USER_INFO"}, {"attribute": "SSN"}],
            },
        )
        if not isinstance(told.get("signRef"), str):
            raise EidSilent("the answer lacks what it is to hold")
        return Order(told["signRef"])

    def collect(self, order: Order) -> Progress:
        """Ask how far it has come."""
        told = self._ask("/sign/1.0/getOneResult", "getOneSignResultRequest", {"signRef": order.reference})
        hint = str(told.get("status", ""))
        if hint not in STATES:
            raise EidSilent("the answer has no status that is known")
        state = STATES[hint]
        return Progress(state, hint, json.dumps(told).encode() if state is OrderState.COMPLETE else b"")

    def cancel(self, order: Order) -> None:
        """Close the order."""
        self._ask("/sign/1.0/cancel", "cancelSignRequest", {"signRef": order.reference})

    def identify(self, proof: bytes, asked: ToSign) -> Identified:
        """Check Freja's signature over the answer, that it is about this text, and return who signed."""
        try:
            told = json.loads(proof)
            details = read_jws(told["details"], trusted=self.trusted)
            signed = unsigned_part(details["signatureData"]["userSignature"])
            person, number = (details["requestedAttributes"][part] for part in ("basicUserInfo", "ssn"))
            who = Identified(f"{person['name']} {person['surname']}", str(number["ssn"]))
            is_whole = (
                (details["status"], details["signRef"]) == ("APPROVED", told["signRef"])
                and details["minRegistrationLevel"] == LEVEL
                and number["country"] == "SE"
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EidNotBelieved("the answer lacks what it is to hold") from error
        if not is_whole:
            raise EidNotBelieved("the answer is about something else")
        if signed.get("text") not in {asked.text, _base64(asked.text)}:
            raise EidNotBelieved("another text was signed")
        if signed.get("binaryData") != _base64(asked.hidden):
            raise EidNotBelieved("another file was signed")
        return who

    def code(self, order: Order, seconds: int) -> str:
        """Return the code's text, which stays the same."""
        del seconds
        return f"frejaeid://bindUserToTransaction?{urlencode({'transactionReference': order.reference})}"

    def same_device(self, order: Order, return_to: str) -> str:
        """Return the address that opens the app, from which one goes back by hand."""
        del return_to
        return self.code(order, 0)

    def _ask(self, path: str, name: str, body: dict[str, Any]) -> dict[str, Any]:
        written = json.dumps(body, ensure_ascii=False, separators=(",", ":"))  # Freja reads no \u escapes
        form = f"{name}={_base64(written)}".encode()
        status, told = self.wire.ask(path, form, kind="application/x-www-form-urlencoded")
        if status not in {HTTPStatus.OK, HTTPStatus.NO_CONTENT}:
            raise EidRefused(str(told.get("code", status)))
        return told


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
