"""Talking to a service that knows us by our certificate, and that we know by its issuer (mutual TLS)."""

import contextlib
import http.client
import json
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tinget.foundation.eid.services import EidSilent
from tinget.foundation.tracing import traced

PATIENCE = 10  # seconds for each step of the conversation
MOST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Wire:
    """Where the service is, and PEM files: our certificate with its key, and the service's own issuer."""

    address: str
    own: Path
    issuer: Path

    def ask(self, path: str, body: bytes, *, kind: str) -> tuple[int, dict[str, Any]]:
        """Post a message and return the answer's status and the object it is, or raise EidSilent."""
        status, content = self.post(path, body, kind=kind)
        try:
            told = json.loads(content or b"{}")
        except ValueError as error:
            raise EidSilent("the answer is no JSON") from error
        if not isinstance(told, dict):
            raise EidSilent("the answer is no object")
        return status, told

    @traced("outside e-identity")
    def post(self, path: str, body: bytes, *, kind: str) -> tuple[int, bytes]:
        """Post a message and return status and content of the answer, or raise EidSilent."""
        parts = urlsplit(self.address)
        try:
            context = ssl.create_default_context(cafile=str(self.issuer))
            context.load_cert_chain(str(self.own))
            line = http.client.HTTPSConnection(
                parts.hostname or "", parts.port or 443, timeout=PATIENCE, context=context
            )
            with contextlib.closing(line):
                line.request("POST", f"{parts.path}{path}", body=body, headers={"Content-Type": kind})
                answer = line.getresponse()
                return answer.status, answer.read(MOST_BYTES)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise EidSilent(f"{parts.hostname}: {type(error).__name__}") from error
