"""The file store: write beside, flush to disk, hash, move into place; never overwrite."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation.errors import Expected
from tinget.foundation.files.content_types import ACCEPTED, content_type
from tinget.kernel.files import StoredFile

CHUNK = 1024 * 1024
MEGABYTE = 1_000_000


class FileRefused(Expected):
    """The file cannot be taken in; nothing was stored."""


class FileTooLarge(FileRefused):
    """More bytes than the limit."""


class FileTypeRefused(FileRefused):
    """The content is not what the name says, or is of a kind that is not taken in."""


class FileEmpty(FileRefused):
    """No content."""


class Readable(Protocol):
    """What can be read in pieces: an upload, a file, bytes in memory."""

    def read(self, size: int = ..., /) -> bytes:
        """Return at most `size` bytes; none at the end."""
        ...


def store(
    authority: int,
    content: Readable | bytes,
    *,
    name: str,
    limit: int | None = None,
    accept: Iterable[str] = ACCEPTED,
    known_as: str | None = None,
) -> StoredFile:
    """Stream a file into the authority's store and return what it is; the same content is kept once.

    `known_as`: its media type, known by how it came, so that neither name nor content is asked.
    Raises FileTooLarge, FileTypeRefused or FileEmpty; then nothing is kept.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    incoming = _root() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=incoming) as file:
        sha256, size = _write(stream, file, limit or settings.TINGET_FILE_LIMIT)
        media_type = known_as or content_type(Path(file.name), name)
        if media_type is None or (media_type not in accept and not known_as):
            raise FileTypeRefused(
                _(
                    "Filen ”%(name)s” tas inte emot: innehållet är inte vad namnet säger, eller stöds inte."
                    " Välj en PDF, ett dokument, en text eller en bild."
                )
                % {"name": name}
            )
        _keep(Path(file.name), path_of(authority, sha256))
    return StoredFile(sha256, size, media_type)


def open_stored(authority: int, sha256: str) -> BinaryIO:
    """Open a stored file for reading."""
    return path_of(authority, sha256).open("rb")


def path_of(authority: int, sha256: str) -> Path:
    """Return where the content with this hash lies, or would lie."""
    if len(sha256) != hashlib.sha256().digest_size * 2 or not sha256.isalnum():
        raise ValueError("not a SHA-256 in hex")
    return _root() / str(int(authority)) / sha256[:2] / sha256[2:4] / sha256


def _root() -> Path:
    return Path(settings.TINGET_DATA) / "files"


def _write(stream: Readable, file: "tempfile._TemporaryFileWrapper[bytes]", limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(stream):
        size += len(chunk)
        if size > limit:
            raise FileTooLarge(
                _("Filen är större än %(limit)s MB, som är gränsen.") % {"limit": limit // MEGABYTE}
            )
        digest.update(chunk)
        file.write(chunk)
    if not size:
        raise FileEmpty(_("Filen är tom."))
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _chunks(stream: Readable) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


def _keep(source: Path, target: Path) -> None:
    """Link the file into place; a second link of the same content is the same file already."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except FileExistsError:
        return
    target.chmod(0o440)
    for folder in (target.parent, target.parent.parent, target.parent.parent.parent):
        _flush_folder(folder)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
