"""The bundle as a file: one way to pack it, so that no byte of it can be another."""

import io
import struct
import zipfile
from collections.abc import Mapping

PROOF, SEAL, README, PAPER = "bevis.json", "bevis.json.p7s", "LAS-MIG.txt", "protokoll.pdf"
CERTIFICATE, ISSUERS, SCHEMA_FILE = "anslagsbevis.pdf", "utfardare.pem", "bevis.schema.json"
SCHEMA = "tinget-proof-1"
MOST_FILES = 20
_WHEN = (1980, 1, 1, 0, 0, 0)  # the first moment that the format can tell: `bevis.json` has the true one
_UNIX, _READABLE = 3, 0o644 << 16
_DAMAGED = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, OverflowError,
    struct.error,
)  # fmt: skip


class PackingError(ValueError):
    """The file is no bundle, or its packing is not the one that we make."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack the files by name, without compression: the same files give the same bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            archive.writestr(entry, files[name])
    return packed.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the files of a bundle; raises PackingError when a byte of the packing is another than ours."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            size = sum(one.file_size for one in listed)
            if len(listed) > MOST_FILES or size > len(content):  # nothing is compressed: it cannot be more
                raise PackingError("there is more in it than it can hold")
            files = {one.filename: archive.read(one) for one in listed}
    except _DAMAGED as problem:
        raise PackingError(str(problem)) from problem
    if PROOF not in files or SEAL not in files:
        raise PackingError("there is no proof in it")
    if pack(files) != content:
        raise PackingError("it is packed in another way")
    return files


def is_packed(content: bytes) -> bool:
    """Tell whether a file is packed at all, so that it is judged as a bundle."""
    return content.startswith(b"PK\x03\x04")
