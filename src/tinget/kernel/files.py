"""A file in an authority's store, as a value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoredFile:
    """A stored file: its SHA-256 in hex, its size in bytes, its media type."""

    sha256: str
    size: int
    media_type: str
