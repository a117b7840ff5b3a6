"""A document's values as they cross the border, its addresses, and which names and types are safe to show."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

NAME_LENGTH = 150
TITLE_LENGTH = 300
SHOWN_IN_BROWSER = frozenset({"application/pdf", "image/png", "image/jpeg", "image/webp", "text/plain"})
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]+')


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a document: a file by its SHA-256 (hex), size in bytes and media type."""

    id: int
    document_id: int
    number: int
    sha256: str
    size: int
    media_type: str
    name: str
    created_at: dt.datetime
    created_by: str
    comment: str
    published: bool


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document with its newest version among those that the asker may see."""

    id: int
    authority_id: int
    title: str
    is_demonstration: bool
    published: bool
    latest: VersionLine | None
    frozen_at: dt.datetime | None = None
    restriction_id: int | None = None


def safe_name(name: str) -> str:
    """Give the name to save a file under: no folders, no control signs, bounded, its ending kept."""
    bare = PurePosixPath(name.replace("\\", "/")).name
    plain = " ".join(_UNSAFE.sub(" ", bare).split()).strip(". ")
    if not plain:
        return "dokument"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(plain) <= NAME_LENGTH:
        return plain[:NAME_LENGTH]
    ending = ending[:10]
    return f"{stem[: NAME_LENGTH - len(ending) - 1]}.{ending}"


def shown_in_browser(media_type: str) -> bool:
    """Whether a browser may show the file in place: formats that carry no script of ours or others'."""
    return media_type in SHOWN_IN_BROWSER


def document_url(authority_slug: str, document_id: int) -> str:
    """Give the address of the document's page."""
    return f"/{authority_slug}/dokument/{document_id}/"


def version_url(authority_slug: str, version: VersionLine) -> str:
    """Give the address of the version's file, ending in its name so that a saved copy is called so."""
    return (
        f"{document_url(authority_slug, version.document_id)}{version.number}/{quote(version.name, safe='')}"
    )
