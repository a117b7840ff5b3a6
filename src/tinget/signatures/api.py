"""What other modules may know and ask of signing."""

from tinget.foundation.pdf.verifying import SignatureReport
from tinget.signatures.actions import ContentChanged, decline, replace_file, request_signatures, sign
from tinget.signatures.events import DocumentSigned, SigningDeclined
from tinget.signatures.permissions import ACTION_TEXTS
from tinget.signatures.queries import (
    SignerLine,
    SigningLine,
    SigningNotFound,
    WaitingSignature,
    newest_requests,
    reports,
    request,
    requests,
    requests_about,
    trusted_issuers,
    waiting_for,
)
from tinget.signatures.rules import Purpose, RequestState, SignerSpec

__all__ = [
    "ACTION_TEXTS",
    "ContentChanged",
    "DocumentSigned",
    "Purpose",
    "RequestState",
    "SignatureReport",
    "SignerLine",
    "SignerSpec",
    "SigningDeclined",
    "SigningLine",
    "SigningNotFound",
    "WaitingSignature",
    "decline",
    "newest_requests",
    "replace_file",
    "reports",
    "request",
    "request_signatures",
    "requests",
    "requests_about",
    "sign",
    "trusted_issuers",
    "waiting_for",
]
