"""What a file is, by its content; its name only decides between formats that share a container."""

from pathlib import Path, PurePath

import puremagic

PDF = "application/pdf"
TEXT = "text/plain"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
EML = "message/rfc822"  # an e-mail as it was received: known by how it came, never by its name

BY_SUFFIX = {
    ".pdf": PDF,
    ".txt": TEXT,
    ".csv": "text/csv",
    ".docx": DOCX,
    ".xlsx": XLSX,
    ".pptx": PPTX,
    ".odt": ODT,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
}
ACCEPTED = frozenset(BY_SUFFIX.values())
_TEXTS = frozenset({TEXT, "text/csv"})
_SNIFFED = 64 * 1024


def content_type(path: Path, name: str) -> str | None:
    """Return the media type that both content and name tell, or None when they disagree or are unknown."""
    expected = BY_SUFFIX.get(PurePath(name).suffix.lower())
    if expected is None:
        return None
    if expected in _TEXTS:
        return expected if _is_text(path) else None
    try:
        matches = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError):
        return None
    return expected if any(match.mime_type == expected for match in matches) else None


def _is_text(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_SNIFFED)
    if b"\0" in head or head.lstrip().lower().startswith((b"<!doctype html", b"<html", b"<script")):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4
    return True
