"""The document's page, and its files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.documents import queries
from tinget.documents.rules import VersionLine, version_url
from tinget.foundation.http import public
from tinget.foundation.ui import words
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.organisation.api import authority_by_slug

KINDS = {
    "message/rfc822": "e-post",
    "application/pdf": "PDF",
    "text/plain": "text",
    "text/csv": "CSV",
    "image/png": "bild, PNG",
    "image/jpeg": "bild, JPEG",
    "image/tiff": "bild, TIFF",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
}


@public
@require_safe
def show_document(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Show a document: the newest version to open, the earlier ones, and how to check the file."""
    owner = authority_by_slug(authority)
    document = queries.document(owner.id, document_id)
    found = queries.versions(document_id)
    newest = found[0] if found else None
    context = {
        "page_title": document.title,
        "document": document,
        **({"demonstration": True} if document.is_demonstration else {}),
        "newest": newest,
        "newest_url": version_url(owner.slug, newest) if newest else "",
        "kind": KINDS.get(newest.media_type, newest.media_type) if newest else "",
        "facts": _facts(newest) if newest else [],
        "listing": _listing(owner.slug, found),
    }
    return render(request, "documents/document.html", context)


@public
@require_safe
def download(
    request: HttpRequest, authority: str, document_id: int, number: int, name: str
) -> HttpResponseBase:
    """Stream a version's file; `name` only says what a saved copy is called."""
    del name
    owner = authority_by_slug(authority)
    version = queries.numbered_version(owner.id, document_id=document_id, number=number)
    return queries.download_response(version, owner.id, request=request)


def _facts(version: VersionLine) -> list[tuple[str, str]]:
    return [
        (_("Version"), str(version.number)),
        (_("Inlagd"), words.moment_words(version.created_at)),
        (_("Av"), version.created_by),
        (_("Storlek i byte"), words.thousands(version.size)),
        (_("SHA-256"), version.sha256),
    ]


def _listing(slug: str, found: list[VersionLine]) -> Listing:
    rows = (
        Row(
            cells=(
                Cell(version.number),
                Cell(version.name, href=version_url(slug, version)),
                Cell(words.moment_words(version.created_at)),
                Cell(version.created_by),
                Cell(version.comment or "–"),
            )
        )
        for version in found
    )
    columns = (
        Column(_("Version"), numeric=True),
        Column(_("Fil")),
        Column(_("Inlagd")),
        Column(_("Av")),
        Column(_("Kommentar")),
    )
    return Listing(caption=_("Alla versioner, den senaste först"), columns=columns, rows=tuple(rows))
