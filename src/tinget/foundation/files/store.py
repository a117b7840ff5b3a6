"""The file store: write beside, flush to disk, hash, move into place; never overwrite."""

import hashlib
import io
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import BinaryIO, Protocol

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from tinget.foundation.files import contents, scanning
from tinget.foundation.files.content_types import ACCEPTED, content_type, is_old_office
from tinget.foundation.files.refusals import FileEmpty, FileTypeRefused
from tinget.foundation.files.uploads import too_large
from tinget.kernel.files import StoredFile

CHUNK = 1024 * 1024


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

    `known_as`: its media type, known by how it came, so that neither name nor content is asked for it.
    Raises a FileRefused, which says what is wrong and what to do; then nothing is kept.
    """
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    with _incoming() as file:
        sha256, size = _write(stream, file, limit or settings.TINGET_FILE_LIMIT)
        path = Path(file.name)
        scanning.scan(path, name)
        media_type = known_as or content_type(path, name)
        if media_type is None or (media_type not in accept and not known_as):
            raise FileTypeRefused(_why_not(path, name))
        contents.examine(path, media_type, name)
        _keep(path, path_of(authority, sha256))
    return StoredFile(sha256, size, media_type)


def store_made(authority: int, content: Readable | bytes, *, media_type: str) -> StoredFile:
    """Keep a file that we have made ourselves: a page's picture, a copy in another format."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    with _incoming() as file:
        sha256, size = _write(stream, file, settings.TINGET_FILE_LIMIT)
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


def _incoming() -> "tempfile._TemporaryFileWrapper[bytes]":
    """Open a file beside the store, gone when it is closed."""
    incoming = _root() / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    return tempfile.NamedTemporaryFile(dir=incoming)


def _why_not(path: Path, name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    if suffix == ".msg":
        return _("Brevet ”%(name)s” är sparat i Outlooks eget format. Spara det som .eml i stället.") % {
            "name": name
        }
    if is_old_office(path):
        return _(
            "Filen ”%(name)s” är låst med lösenord eller sparad i ett gammalt Office-format."
            " Spara den utan lösenord som PDF, DOCX eller XLSX och välj den igen."
        ) % {"name": name}
    return _(
        "Filen ”%(name)s” tas inte emot: innehållet är inte vad namnet säger, eller stöds inte."
        " Välj en PDF, ett dokument, ett brev (.eml), en text eller en bild."
    ) % {"name": name}


def _write(stream: Readable, file: "tempfile._TemporaryFileWrapper[bytes]", limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(stream):
        size += len(chunk)
        if size > limit:
            raise too_large(limit)
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
    _hold(target, shared=True)
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


def remove(authority: int, sha256: str) -> bool:
    """Remove a file that no row of the authority names any more; False when one does, and then it stays.

    Whoever stores the same content now waits until the caller's transaction ends, and stores it anew.
    """
    target = path_of(authority, sha256)
    _hold(target, shared=False)
    if is_named(authority, sha256):
        return False
    if target.exists():
        target.unlink()
        _flush_folder(target.parent)
    return True


def is_named(authority: int, sha256: str) -> bool:
    """Whether any row of the authority, of whichever module, names the file with this hash."""
    for model in apps.get_models():
        names = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001 -- the documented way to ask
        if "sha256" in names and "authority_id" in names:
            rows = model._default_manager.filter(authority_id=authority, sha256=sha256)  # noqa: SLF001 -- the same
            if rows.exists():
                return True
    return False


def _hold(target: Path, *, shared: bool) -> None:
    """Keep storing and removing one content apart until the transaction ends."""
    if not connection.in_atomic_block:
        return
    lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"file:{'/'.join(target.parts[-4:])}"])


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
