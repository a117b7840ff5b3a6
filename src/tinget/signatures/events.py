"""What signatures tells the rest of the house."""

import datetime as dt
from dataclasses import dataclass

from tinget.kernel.files import StoredFile


@dataclass(frozen=True)
class DocumentSigned:
    """Somebody signed: `file` is the newest one, `about` names the paper ("documents.document:7")."""

    authority: int
    request_id: int
    about: str
    purpose: str
    file: StoredFile
    name: str
    complete: bool
    signer: str
    capacity: str
    at: dt.datetime
    is_demonstration: bool


@dataclass(frozen=True)
class StampRenewed:
    """A signed file got another time stamp over it all: `before` is the file it was, `file` the new one."""

    authority: int
    request_id: int
    about: str
    before: StoredFile
    file: StoredFile
    name: str
    at: dt.datetime
    is_demonstration: bool


@dataclass(frozen=True)
class SigningDeclined:
    """Somebody will not sign; the request is broken off."""

    authority: int
    request_id: int
    about: str
    purpose: str
    signer: str
    capacity: str
    reason: str
    is_demonstration: bool


@dataclass(frozen=True)
class SigningWithdrawn:
    """Whoever asked for the signatures took the request back."""

    authority: int
    request_id: int
    about: str
    purpose: str
    reason: str
    is_demonstration: bool
