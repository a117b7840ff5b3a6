"""Reads of documents; row security decides which of them the asker sees."""

from collections.abc import Iterable
from typing import BinaryIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from tinget.documents.models import CheckOut, Document, Version
from tinget.documents.rules import DocumentLine, Lock, VersionLine, shown_in_browser
from tinget.foundation import files
from tinget.foundation.errors import NotPossible

VERSIONS_SHOWN = 200


class DocumentNotFound(Http404):
    """No such document, or none that the asker may see."""


def documents(ids: Iterable[int]) -> dict[int, DocumentLine]:
    """Look up documents with their newest version; two queries however many."""
    wanted = set(ids)
    if not wanted:
        return {}
    newest = newest_versions(wanted)
    return {row.pk: _document(row, newest.get(row.pk)) for row in Document.objects.filter(pk__in=wanted)}


def document(authority: int, document_id: int) -> DocumentLine:
    """Find a document of the authority, or DocumentNotFound."""
    row = Document.objects.filter(authority_id=authority, pk=document_id).first()
    if row is None:
        raise DocumentNotFound(str(document_id))
    return _document(row, newest_versions([row.pk]).get(row.pk))


def documents_holding(authority: int, sha256: str) -> list[DocumentLine]:
    """Return the documents whose newest version is this file."""
    holding = Version.objects.filter(authority_id=authority, sha256=sha256)
    found = documents(holding.values_list("document_id", flat=True))
    return [one for one in found.values() if one.latest is not None and one.latest.sha256 == sha256]


def documents_after(authority: int, *, after: int, size: int) -> list[int]:
    """List the numbers of the next documents that may be seen, in the order they were made."""
    rows = Document.objects.filter(authority_id=authority, pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:size])


def newest_versions(document_ids: Iterable[int]) -> dict[int, VersionLine]:
    """Look up the newest version of each document; one query."""
    rows = Version.objects.filter(document_id__in=set(document_ids))
    newest = rows.order_by("document_id", "-number").distinct("document_id")
    return {row.document_id: version_line(row) for row in newest}


def latest(document_id: int) -> VersionLine:
    """Find the newest version of a document, or DocumentNotFound."""
    found = newest_versions([document_id]).get(document_id)
    if found is None:
        raise DocumentNotFound(str(document_id))
    return found


def version(version_id: int) -> VersionLine:
    """Find a version by its id, or DocumentNotFound."""
    row = Version.objects.filter(pk=version_id).first()
    if row is None:
        raise DocumentNotFound(str(version_id))
    return version_line(row)


def numbered_version(authority: int, *, document_id: int, number: int) -> VersionLine:
    """Find the version with that number, or DocumentNotFound."""
    row = Version.objects.filter(authority_id=authority, document_id=document_id, number=number).first()
    if row is None:
        raise DocumentNotFound(f"{document_id}/{number}")
    return version_line(row)


def versions(document_id: int) -> list[VersionLine]:
    """List the document's versions, newest first, at most 200."""
    rows = Version.objects.filter(document_id=document_id).order_by("-number")[:VERSIONS_SHOWN]
    return [version_line(row) for row in rows]


def is_frozen(document_id: int) -> bool:
    """Whether the document is an official record and takes no new version."""
    return Document.objects.filter(pk=document_id, frozen_at__isnull=False).exists()


def lock_of(document_id: int) -> Lock | None:
    """Return the check-out that has not been ended; it may have run out."""
    row = CheckOut.objects.filter(document_id=document_id, ended_at=None).first()
    return lock_line(row) if row else None


def lock_line(row: CheckOut) -> Lock:
    """Make the value of a check-out's row."""
    return Lock(
        token=row.token, person_id=row.person_id, name=row.name, since=row.started_at, until=row.expires_at
    )


def open_version(version_id: int) -> BinaryIO:
    """Open the version's file for reading; DocumentNotFound when the asker may not see it."""
    row = Version.objects.filter(pk=version_id).values_list("authority_id", "sha256").first()
    if row is None:
        raise DocumentNotFound(str(version_id))
    return open_file(row[0], row[1])


def open_file(authority: int, sha256: str) -> BinaryIO:
    """Open a stored file; says what to do when the store has lost it."""
    try:
        return files.open_stored(authority, sha256)
    except FileNotFoundError as missing:
        raise NotPossible(
            _("Filen saknas i lagret. Meddela den som sköter driften; den kan läsas in ur en säkerhetskopia.")
        ) from missing


def download_response(
    version_line: VersionLine,
    authority: int,
    *,
    inline: bool = True,
    request: HttpRequest | None = None,
) -> HttpResponseBase:
    """Stream a version that the caller has already been let see; with the request, 304 where it is known.

    Shown in the browser when `inline` and the format is harmless, otherwise saved under its name.
    """
    return file_response(
        authority,
        sha256=version_line.sha256,
        media_type=version_line.media_type,
        name=version_line.name,
        inline=inline,
        request=request,
    )


def file_response(
    authority: int,
    *,
    sha256: str,
    media_type: str,
    name: str,
    inline: bool = True,
    request: HttpRequest | None = None,
) -> HttpResponseBase:
    """Stream a stored file that the caller has already been let see; with the request, 304 where known."""
    etag = f'"{sha256}"'
    if request is not None and request.headers.get("If-None-Match"):
        known = get_conditional_response(request, etag=etag)
        if known is not None:
            return known
    response = FileResponse(
        open_file(authority, sha256),
        as_attachment=not (inline and shown_in_browser(media_type)),
        filename=name,
        content_type=_content_type(media_type),
    )
    response.headers["ETag"] = etag
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def version_line(row: Version) -> VersionLine:
    """Make the value that crosses the border of a version's row."""
    return VersionLine(
        id=row.pk,
        document_id=row.document_id,
        number=row.number,
        sha256=row.sha256,
        size=row.size,
        media_type=row.media_type,
        name=row.name,
        created_at=row.created_at,
        created_by=row.created_by,
        comment=row.comment,
        published=row.published_at is not None,
    )


def _document(row: Document, newest: VersionLine | None) -> DocumentLine:
    return DocumentLine(
        id=row.pk,
        authority_id=row.authority_id,
        title=row.title,
        is_demonstration=row.is_demonstration,
        published=row.published_at is not None,
        latest=newest,
        frozen_at=row.frozen_at,
        restriction_id=row.restriction_id,
    )


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
