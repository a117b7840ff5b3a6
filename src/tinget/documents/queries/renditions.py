"""Reads of what was made of versions: their texts, pictures and copies."""

from collections.abc import Iterable
from dataclasses import dataclass

from tinget.documents.models import Rendition, RenditionFile, Version, VersionText
from tinget.documents.queries.versions import DocumentNotFound
from tinget.documents.rules.renditions import (
    RenditionFileLine,
    RenditionKind,
    RenditionLine,
    RenditionState,
)


@dataclass(frozen=True, slots=True)
class Source:
    """What a making starts from: whose file, which, in what format."""

    authority: int
    document_id: int
    sha256: str
    media_type: str


def text_of(version_ids: Iterable[int]) -> dict[int, str]:
    """Look up the texts of versions that have been read and that the asker may see; one query."""
    rows = VersionText.objects.filter(version_id__in=set(version_ids))
    return dict(rows.values_list("version_id", "text"))


def source_of(version_id: int) -> Source | None:
    """Find what a making starts from; None when the version is gone."""
    row = Version.objects.filter(pk=version_id).first()
    return Source(row.authority_id, row.document_id, row.sha256, row.media_type) if row else None


def renditions_of(version_ids: Iterable[int]) -> list[RenditionLine]:
    """List what has been made or is being made of versions; two queries."""
    rows = list(Rendition.objects.filter(version_id__in=set(version_ids)).order_by("version_id", "pk"))
    found = RenditionFile.objects.filter(rendition_id__in=[row.pk for row in rows]).order_by("page")
    files: dict[int, list[RenditionFileLine]] = {}
    for one in found:
        line = RenditionFileLine(one.page, one.sha256, one.size, one.media_type)
        files.setdefault(one.rendition_id, []).append(line)
    return [
        RenditionLine(
            version_id=row.version_id,
            kind=RenditionKind(row.kind),
            state=RenditionState(row.state),
            done=row.done,
            total=row.total,
            failure=row.failure,
            notes=tuple(row.notes),
            flavour=row.flavour,
            told_at=row.told_at,
            files=tuple(files.get(row.pk, ())),
        )
        for row in rows
    ]


def rendition_file(version_id: int, *, kind: RenditionKind, page: int) -> RenditionFileLine:
    """Find one file of a rendition, or DocumentNotFound."""
    row = RenditionFile.objects.filter(
        rendition__version_id=version_id,
        rendition__kind=kind,
        rendition__state=RenditionState.DONE,
        page=page,
    ).first()
    if row is None:
        raise DocumentNotFound(f"{version_id}/{kind}/{page}")
    return RenditionFileLine(row.page, row.sha256, row.size, row.media_type)
