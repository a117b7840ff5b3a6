"""What a file is, by its content; its name only decides between formats that share a container."""

import struct
from email.parser import BytesHeaderParser
from pathlib import Path, PurePath

import puremagic

from tinget.kernel.media_types import CSV, DOCX, EMAIL, JPEG, ODT, PDF, PNG, PPTX, TEXT, TEXTS, TIFF, XLSX

EML = EMAIL

BY_SUFFIX = {
    ".pdf": PDF,
    ".txt": TEXT,
    ".csv": CSV,
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".odt": ODT,
    ".eml": EMAIL,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".tif": TIFF,
    ".tiff": TIFF,
}
ACCEPTED = frozenset(BY_SUFFIX.values())
_SNIFFED = 64 * 1024
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
_SAID_BY_MAIL = ("from", "to", "date", "subject", "received")
_ENOUGH = 2  # of them: a text that happens to begin with one word and a colon is no letter


def content_type(path: Path, name: str) -> str | None:
    """Return the media type that both content and name tell, or None when they disagree or are unknown."""
    expected = BY_SUFFIX.get(PurePath(name).suffix.lower())
    if expected is None:
        return None
    if expected in TEXTS:
        return expected if _is_text(path) else None
    if expected == EMAIL:
        return expected if _is_text(path, any_encoding=True) and _is_mail(path) else None
    try:
        matches = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError, IndexError, KeyError, struct.error):
        return None
    return expected if any(match.mime_type == expected for match in matches) else None


def is_old_office(path: Path) -> bool:
    """Whether this is the container of old Office files, and of new ones that are locked with a password."""
    with path.open("rb") as file:
        return file.read(len(_OLD_OFFICE)) == _OLD_OFFICE


def _is_text(path: Path, *, any_encoding: bool = False) -> bool:
    with path.open("rb") as file:
        head = file.read(_SNIFFED)
    if b"\0" in head or head.lstrip().lower().startswith((b"<!doctype html", b"<html", b"<script")):
        return False
    if any_encoding:
        return True
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True


def _is_mail(path: Path) -> bool:
    with path.open("rb") as file:
        said = BytesHeaderParser().parsebytes(file.read(_SNIFFED))
    return sum(word in said for word in _SAID_BY_MAIL) >= _ENOUGH
