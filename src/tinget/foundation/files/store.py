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

from tinget.foundation.files import contents, scanning, shelf
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
    with shelf.incoming() as file:
        sha256, size = _write(stream, file, limit or settings.TINGET_FILE_LIMIT)
        path = Path(file.name)
        scanning.scan(path, name)
        media_type = known_as or content_type(path, name)
        if media_type is None or (media_type not in accept and not known_as):
            raise FileTypeRefused(_why_not(path, name))
        contents.examine(path, media_type, name)
        _keep(path, shelf.place_of(authority, sha256))
    return StoredFile(sha256, size, media_type)


def store_made(authority: int, content: Readable | bytes, *, media_type: str) -> StoredFile:
    """Keep a file that we have made ourselves: a page's picture, a copy in another format."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    with shelf.incoming() as file:
        sha256, size = _write(stream, file, settings.TINGET_FILE_LIMIT)
        _keep(Path(file.name), shelf.place_of(authority, sha256))
    return StoredFile(sha256, size, media_type)


def open_stored(authority: int, sha256: str) -> BinaryIO:
    """Open a stored file for reading."""
    return shelf.path_of(authority, sha256).open("rb")


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


def _keep(source: Path, place: Path) -> None:
    _hold(place, shared=True)
    shelf.keep(source, place)


def remove(authority: int, sha256: str) -> bool:
    """Remove a file that no row of the authority names any more; False when one does, and then it stays.

    Whoever stores the same content now waits until the caller's transaction ends, and stores it anew.
    """
    place = shelf.place_of(authority, sha256)
    _hold(place, shared=False)
    if is_named(authority, sha256):
        return False
    shelf.take_away(place)
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


def _hold(place: Path, *, shared: bool) -> None:
    """Keep storing and removing one content apart until the transaction ends."""
    if not connection.in_atomic_block:
        return
    lock = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"file:{shelf.key_of(place)}"])
