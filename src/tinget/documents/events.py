"""What happened to documents that others may listen to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TextExtracted:
    """The text of a version has been read, and can be had from `text_of`."""

    authority: int
    document_id: int
    version_id: int
