"""What is made of a version: its text, pictures of its pages, copies; and how far that has come."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from tinget.kernel import media_types

LOST_AFTER = dt.timedelta(minutes=30)  # a making that has said nothing for so long was broken off


class RenditionKind(StrEnum):
    """What is made."""

    TEXT = "text"
    PREVIEW = "preview"
    PDF = "pdf"
    PDFA = "pdfa"
    DOCX = "docx"


class RenditionState(StrEnum):
    """How far it has come."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Failure(StrEnum):
    """Why there is none."""

    UNREADABLE = "unreadable"
    NO_PROGRAM = "no_program"
    NOT_APPROVED = "not_approved"
    FILE_LOST = "file_lost"


@dataclass(frozen=True, slots=True)
class RenditionFileLine:
    """One file of a rendition; page 0 is the whole, or the small first picture."""

    page: int
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class RenditionLine:
    """A rendition of a version: how far it has come, what is left to say of it, and its files."""

    version_id: int
    kind: RenditionKind
    state: RenditionState
    done: int
    total: int
    failure: str
    notes: tuple[str, ...]
    flavour: str
    told_at: dt.datetime
    files: tuple[RenditionFileLine, ...]

    def is_lost(self, at: dt.datetime) -> bool:
        """Whether it was begun and nothing has been heard of it since."""
        return self.state is RenditionState.RUNNING and at - self.told_at > LOST_AFTER


def made_of(media_type: str) -> tuple[RenditionKind, ...]:
    """Tell what is made of each new version in that format, in order."""
    kinds = []
    if media_type in READABLE:
        kinds.append(RenditionKind.TEXT)
    if media_type in media_types.OFFICE:
        kinds.append(RenditionKind.PDF)
    if media_type in media_types.OFFICE | media_types.IMAGES | {media_types.PDF}:
        kinds.append(RenditionKind.PREVIEW)
    return tuple(kinds)


def can_be_archival(media_type: str) -> bool:
    """Whether a PDF/A copy can be made of that format."""
    return media_type == media_types.PDF or media_type in media_types.OFFICE


READABLE = media_types.OFFICE | media_types.IMAGES | media_types.TEXTS | {media_types.PDF, media_types.EMAIL}
