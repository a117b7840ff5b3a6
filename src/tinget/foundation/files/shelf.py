"""Where contents lie: in the data folder, or in a bucket of which the data folder keeps copies.

Each content has one place, by authority and SHA-256, with the same four names in both.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from tinget.foundation.files.refusals import BucketSilent, FileBroken, FilesSilent

if TYPE_CHECKING:
    from tinget.foundation.files.bucket import Bucket


def root() -> Path:
    """Return the folder of all contents."""
    return Path(settings.TINGET_DATA) / "files"


def place_of(authority: int, sha256: str) -> Path:
    """Return the place of the content with this hash, whether anything lies there or not."""
    if len(sha256) != hashlib.sha256().digest_size * 2 or not sha256.isalnum():
        raise ValueError("not a SHA-256 in hex")
    return root() / str(int(authority)) / sha256[:2] / sha256[2:4] / sha256


def path_of(authority: int, sha256: str) -> Path:
    """Return where the content with this hash lies, or would lie; what only the bucket has is fetched.

    Raises FilesSilent when the bucket does not answer.
    """
    place = place_of(authority, sha256)
    if (bucket := _bucket()) is not None and not _is_here(place):
        with contextlib.suppress(FileNotFoundError):
            _fetch(bucket, place)
    return place


def incoming() -> "tempfile._TemporaryFileWrapper[bytes]":
    """Open a file beside the contents, gone when it is closed."""
    folder = root() / "incoming"
    folder.mkdir(parents=True, exist_ok=True)
    return tempfile.NamedTemporaryFile(dir=folder)


def keep(source: Path, place: Path) -> None:
    """Keep a file at its place; what lies there already is the same."""
    if _is_here(place):
        return
    if (bucket := _bucket()) is not None:
        with _silence_told():
            bucket.put(key_of(place), source)  # before the link: what lies here, lies there
    _link(source, place)


def take_away(place: Path) -> None:
    """Remove a content for good."""
    if (bucket := _bucket()) is not None:
        with _silence_told():
            bucket.remove(key_of(place))
    if place.exists():
        place.unlink()
        _flush(place.parent)


def forget_copies(*, unread_since: float) -> int:
    """Remove the copies that nobody has read since the moment (seconds since 1970), and tell how many."""
    removed = 0
    for path in root().glob("[0-9]*/*/*/*") if _bucket() is not None else ():
        if path.stat().st_mtime < unread_since:
            path.unlink()
            removed += 1
    return removed


def bucket_answers() -> bool | None:
    """Whether the bucket answers; None where contents lie in the data folder alone."""
    bucket = _bucket()
    return None if bucket is None else bucket.answers()


def key_of(place: Path) -> str:
    """Return the bucket's key of what lies at the place."""
    return "/".join(place.parts[-4:])


def _bucket() -> "Bucket | None":
    if not settings.TINGET_FILES:
        return None
    from tinget.foundation.files.bucket import bucket_at  # its library takes half a second to load

    return bucket_at(settings.TINGET_FILES)


def _is_here(place: Path) -> bool:
    """Whether the content lies here; a copy is marked as read now."""
    try:
        if _bucket() is not None:
            os.utime(place)
    except FileNotFoundError:
        return False
    return place.exists()


def _fetch(bucket: "Bucket", place: Path) -> None:
    with incoming() as file:
        with _silence_told():
            bucket.fetch(key_of(place), Path(file.name))
        if hashlib.file_digest(file, "sha256").hexdigest() != place.name:
            raise FileBroken(_("Filen har skadats i lagret. Berätta för den som sköter driften."))
        os.fsync(file.fileno())
        _link(Path(file.name), place)


def _link(source: Path, place: Path) -> None:
    """Link the file into place; a second link of the same content is the same file already."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, place)
    except FileExistsError:
        return
    place.chmod(0o440)
    for folder in (place.parent, place.parent.parent, place.parent.parent.parent):
        _flush(folder)


@contextlib.contextmanager
def _silence_told() -> Iterator[None]:
    try:
        yield
    except BucketSilent as error:
        raise FilesSilent(
            _("Lagret för filer svarar inte. Inget är sparat. Försök igen om en stund.")
        ) from error


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
