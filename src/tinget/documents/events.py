"""What happened to documents that others may listen to."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextExtracted:
    """The text of a version has been read, and can be had from `text_of`."""

    authority: int
    document_id: int
    version_id: int


@dataclass(frozen=True)
class RestrictedFileOpened:
    """Somebody on the list opened a file that only some may see; `who` is as the ledger has it."""

    authority: int
    document_id: int
    version: int
    person_id: int
    name: str
    who: str
    acting_as: str
    at: dt.datetime
