"""Writes about what is made of a version; the making itself is a job's, and may take its time."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.documents.actions.carrying import document_to_change
from tinget.documents.events import TextExtracted
from tinget.documents.models import Rendition, RenditionFile, Version, VersionText
from tinget.documents.permissions import WRITE
from tinget.documents.queries import DocumentNotFound
from tinget.documents.rules.renditions import (
    Failure,
    RenditionKind,
    RenditionState,
    can_be_archival,
    made_of,
)
from tinget.foundation import events, jobs, ledger
from tinget.foundation.errors import NotPossible
from tinget.foundation.files import StoredFile
from tinget.organisation.api import Actor, require

PREPARE = "documents.prepare"


@dataclass(frozen=True, slots=True)
class Made:
    """What a making ended with: its files by page, and what is to be said of it."""

    files: tuple[tuple[int, StoredFile], ...] = ()
    text: str | None = None
    notes: tuple[str, ...] = ()
    flavour: str = ""
    total: int = 1


def ask_for(actor: Actor, *, version_id: int, kinds: Iterable[RenditionKind], at: dt.datetime) -> None:
    """Ask for renditions to be made, or made again."""
    version = _version(version_id)
    row = document_to_change(version.document_id)
    require(actor, WRITE, authority=row.authority_id)
    possible = {*made_of(version.media_type)}
    possible |= {RenditionKind.PDFA} if can_be_archival(version.media_type) else set()
    wanted = [kind for kind in kinds if kind in possible]
    if not wanted:
        raise NotPossible(_("Det går inte att göra av en fil i det formatet."))
    for kind in wanted:
        _begun(version, kind, at=at)
    jobs.enqueue(PREPARE, authority=row.authority_id, version_id=version.pk, kinds=wanted)
    ledger.append(
        actor,
        "ask_for_rendition",
        on=f"documents.document:{row.pk}",
        authority=row.authority_id,
        changes={"version": version.number, "kinds": wanted},
        restriction=row.restriction_id,
    )


def begin(*, version_id: int, kind: RenditionKind, at: dt.datetime) -> None:
    """Say that the making has begun."""
    _begun(_version(version_id), kind, at=at)


def progress(*, version_id: int, kind: RenditionKind, done: int, total: int, at: dt.datetime) -> None:
    """Say how far it has come."""
    making = Rendition.objects.filter(version_id=version_id, kind=kind, state=RenditionState.RUNNING)
    making.update(done=done, total=total, told_at=at)


def finish(*, version_id: int, kind: RenditionKind, made: Made, at: dt.datetime) -> None:
    """Keep what was made, as published and as restricted as the version is now; a text is told of."""
    version = _version(version_id)
    document_to_change(version.document_id)
    version.refresh_from_db()
    making = _begun(version, kind, at=at)
    RenditionFile.objects.filter(rendition=making).delete()
    RenditionFile.objects.bulk_create(
        RenditionFile(
            authority_id=version.authority_id,
            rendition=making,
            page=page,
            sha256=file.sha256,
            size=file.size,
            media_type=file.media_type,
            **_carried(version),
        )
        for page, file in made.files
    )
    Rendition.objects.filter(pk=making.pk).update(
        state=RenditionState.DONE,
        done=made.total,
        total=made.total,
        notes=list(made.notes),
        flavour=made.flavour,
        told_at=at,
    )
    if made.text is not None:
        _keep_text(version, made.text, at=at)


def fail(
    *, version_id: int, kind: RenditionKind, why: Failure, notes: Iterable[str] = (), at: dt.datetime
) -> None:
    """Say that nothing came of it; the version is as good as before."""
    making = _begun(_version(version_id), kind, at=at)
    Rendition.objects.filter(pk=making.pk).update(
        state=RenditionState.FAILED, failure=why, notes=list(notes), told_at=at
    )


def _keep_text(version: Version, text: str, *, at: dt.datetime) -> None:
    VersionText.objects.update_or_create(
        version=version,
        defaults={
            "authority_id": version.authority_id,
            "text": text.replace("\0", ""),
            "extracted_at": at,
            **_carried(version),
        },
    )
    events.raise_event(TextExtracted(version.authority_id, version.document_id, version.pk))


def _begun(version: Version, kind: RenditionKind, *, at: dt.datetime) -> Rendition:
    making, _made = Rendition.objects.update_or_create(
        version=version,
        kind=kind,
        defaults={
            "authority_id": version.authority_id,
            "state": RenditionState.RUNNING,
            "done": 0,
            "total": 0,
            "failure": "",
            "notes": [],
            "flavour": "",
            "told_at": at,
            **_carried(version),
        },
    )
    return making


def _carried(version: Version) -> dict[str, object]:
    return {"published_at": version.published_at, "restriction_id": version.restriction_id}


def _version(version_id: int) -> Version:
    row = Version.objects.filter(pk=version_id).first()
    if row is None:
        raise DocumentNotFound(str(version_id))
    return row
