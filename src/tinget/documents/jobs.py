"""The job that makes what is made of a version: piece by piece, so that its progress is seen."""

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from tinget.documents.actions import renditions
from tinget.documents.actions.renditions import PREPARE, Made
from tinget.documents.queries import Source, rendition_file, source_of
from tinget.documents.queries.versions import DocumentNotFound
from tinget.documents.rules.renditions import Failure, RenditionKind, can_be_archival, made_of
from tinget.foundation import clock, files, reading
from tinget.foundation.files import StoredFile, path_of
from tinget.foundation.jobs import job
from tinget.foundation.scoping import Scope, scoped
from tinget.kernel import media_types

SECONDS_BETWEEN = 1.0  # of telling how far it has come
FROM_PDF = frozenset({RenditionKind.PREVIEW, RenditionKind.PDFA})

Within = Callable[[], AbstractContextManager[None]]


@job(PREPARE, stepwise=True)
def prepare(*, authority: int, version_id: int, kinds: Sequence[str] = ()) -> None:
    """Make what is asked for, else all that is made of each new version.

    It may be run again. A failure is told and harms nothing.
    """
    # It reads whatever there is; what it makes is as restricted as the version (actions.renditions).
    within = partial(scoped, Scope(authorities=frozenset({authority}), unrestricted=True))
    with within():
        source = source_of(version_id)
    if source is None or source.authority != authority:
        return
    wanted = [RenditionKind(kind) for kind in kinds] or _of_each(source.media_type)
    for kind in wanted:
        _make(version_id, source, kind, within)


def _of_each(media_type: str) -> list[RenditionKind]:
    archival = [RenditionKind.PDFA] if media_type in media_types.OFFICE else []
    return [*made_of(media_type), *archival]


class _Making:
    """One making, as it is told of to others."""

    def __init__(self, version_id: int, kind: RenditionKind, within: Within) -> None:
        self.version_id, self.kind, self.within = version_id, kind, within
        self.spoke = 0.0

    def begin(self) -> None:
        with self.within():
            renditions.begin(version_id=self.version_id, kind=self.kind, at=clock.now())

    def progress(self, done: int, total: int) -> None:
        if time.monotonic() - self.spoke < SECONDS_BETWEEN:
            return
        self.spoke = time.monotonic()
        with self.within():
            renditions.progress(
                version_id=self.version_id, kind=self.kind, done=done, total=total, at=clock.now()
            )

    def finish(self, made: Made) -> None:
        with self.within():
            renditions.finish(version_id=self.version_id, kind=self.kind, made=made, at=clock.now())

    def fail(self, error: Exception) -> None:
        with self.within():
            renditions.fail(
                version_id=self.version_id,
                kind=self.kind,
                why=_why(error),
                notes=_reasons(error),
                at=clock.now(),
            )


def _make(version_id: int, source: Source, kind: RenditionKind, within: Within) -> None:
    making = _Making(version_id, kind, within)
    making.begin()
    try:
        with tempfile.TemporaryDirectory(prefix="tinget-reading-") as folder:
            path = _stored(source)
            if source.media_type in media_types.OFFICE and kind in FROM_PDF:
                with within():
                    path = _as_pdf(version_id, source.authority)
            making.finish(MAKERS[kind](source, path, Path(folder), making.progress))
    except (FileNotFoundError, reading.ReadingFailed, DocumentNotFound, _NotApproved) as error:
        making.fail(error)


def _stored(source: Source) -> Path:
    path = path_of(source.authority, source.sha256)
    if not path.is_file():
        raise FileNotFoundError(source.sha256)
    return path


class _NotApproved(Exception):
    """The validator did not approve."""


def _as_pdf(version_id: int, authority: int) -> Path:
    """Return the PDF of an office file, which was made before this."""
    return path_of(authority, rendition_file(version_id, kind=RenditionKind.PDF, page=0).sha256)


def _why(error: Exception) -> Failure:
    if isinstance(error, FileNotFoundError):
        return Failure.FILE_LOST
    if isinstance(error, reading.ProgramAbsent | DocumentNotFound):
        return Failure.NO_PROGRAM if not reading.can_convert() else Failure.UNREADABLE
    return Failure.NOT_APPROVED if isinstance(error, _NotApproved) else Failure.UNREADABLE


def _reasons(error: Exception) -> tuple[str, ...]:
    return tuple(map(str, error.args)) if isinstance(error, _NotApproved) else ()


Progress = Callable[[int, int], None]


def _text(source: Source, path: Path, folder: Path, progress: Progress) -> Made:
    found = reading.text(path, source.media_type, folder, progress)
    notes = [str(note) for note in found.notes]
    if found.scanned:
        notes.append(f"scanned:{found.scanned}")
    return Made(text=found.text, notes=tuple(notes), total=max(1, found.text.count("\f") + 1))


def _preview(source: Source, path: Path, folder: Path, progress: Progress) -> Made:
    media_type = media_types.PDF if source.media_type in media_types.OFFICE else source.media_type
    drawn = reading.pictures(path, media_type, folder, progress)
    if drawn.small is None:
        raise reading.ReadingFailed("no page was drawn")
    pictures = [(0, drawn.small), *enumerate(drawn.pages, 1)]
    return Made(
        tuple((page, _kept(source, one, media_types.WEBP)) for page, one in pictures), total=max(1, drawn.of)
    )


def _pdf(source: Source, path: Path, folder: Path, progress: Progress) -> Made:
    progress(0, 1)
    made = reading.to_pdf(path, source.media_type, folder)
    return Made(((0, _kept(source, made, media_types.PDF)),))


def _pdfa(source: Source, path: Path, folder: Path, progress: Progress) -> Made:
    progress(0, 1)
    if not can_be_archival(source.media_type):
        raise _NotApproved
    copy = reading.archival_copy(path, folder)
    if copy.path is None:
        raise _NotApproved(*copy.reasons)
    notes = ("was_already",) if copy.was_already else ()
    return Made(((0, _kept(source, copy.path, media_types.PDF)),), notes=notes, flavour=copy.flavour)


def _kept(source: Source, path: Path, media_type: str) -> StoredFile:
    with path.open("rb") as file:
        return files.store_made(source.authority, file, media_type=media_type)


MAKERS: dict[RenditionKind, Callable[[Source, Path, Path, Progress], Made]] = {
    RenditionKind.TEXT: _text,
    RenditionKind.PREVIEW: _preview,
    RenditionKind.PDF: _pdf,
    RenditionKind.PDFA: _pdfa,
}
