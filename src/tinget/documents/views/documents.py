"""The document's page, its files, its pictures, its text and its copies."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinget.documents import actions, queries
from tinget.documents.permissions import FORCE_UNLOCK, WRITE
from tinget.documents.queries import staff_reports
from tinget.documents.queries.versions import DocumentNotFound
from tinget.documents.queries.ways import ways_from
from tinget.documents.rules import DocumentLine, version_url
from tinget.documents.rules.renditions import RenditionKind
from tinget.documents.rules.writing_html import from_html, to_html
from tinget.documents.views import shapes
from tinget.foundation import clock, ledger
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui import words
from tinget.organisation.api import Actor, authority_by_slug, permits

TEXT_SHOWN = 100_000  # signs


@public
@require_safe
def show_document(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Show a document: the current version, what has been made of it, earlier ones, who works on it."""
    owner, actor, now = authority_by_slug(authority), actor_of(request), clock.now()
    document = queries.document(owner.id, document_id)
    found = queries.versions(document_id)
    newest = found[0] if found else None
    may_write = permits(actor, WRITE, owner.id)
    made = queries.renditions_of([newest.id]) if newest else []
    drawn = shapes.pictures(owner.slug, newest, made) if newest else []
    makings = shapes.makings(owner.slug, newest, made, may_ask=may_write, at=now) if newest else []
    context = {
        "page_title": document.title,
        "document": document,
        "authority": owner,
        **demonstration_of(document),
        "newest": newest,
        "newest_url": version_url(owner.slug, newest) if newest else "",
        "kind": shapes.KINDS.get(newest.media_type, newest.media_type) if newest else "",
        "facts": shapes.facts(newest) if newest else [],
        "listing": shapes.version_listing(owner.slug, found),
        "makings": makings,
        "working": any(making.is_running for making in makings),
        "pages": drawn[1:],
        "small": drawn[0] if drawn else None,
        "may_write": may_write and document.frozen_at is None,
        "events": shapes.happenings(ledger.history(owner.id, f"documents.document:{document.id}")),
        "ways": ways_from(actor, owner, document),
        **_lock(actor, document, now),
        **_written(document, show=may_write),
    }
    return render(request, "documents/document.html", context)


def demonstration_of(document: DocumentLine) -> dict[str, bool]:
    """Mark the page of what a demonstration made."""
    return {"demonstration": True} if document.is_demonstration else {}


def _lock(actor: Actor, document: DocumentLine, now: Any) -> dict[str, Any]:
    lock = queries.lock_of(document.id)
    in_force = lock is not None and lock.in_force(now)
    return {
        "lock": lock if in_force else None,
        "lock_is_mine": lock is not None and in_force and lock.is_held_by(actor.person_id),
        "may_force": in_force and permits(actor, FORCE_UNLOCK, document.authority_id),
    }


def _written(document: DocumentLine, *, show: bool) -> dict[str, Any]:
    if not show or not staff_reports.is_written_here(document.id):
        return {}
    written = staff_reports.report(document.id)
    html = to_html(from_html(written.body), numbered=True)
    return {
        "written": written,
        "written_html": mark_safe(html),  # noqa: S308 -- made by us of values, every word of it escaped
        "asides": staff_reports.asides(document.id),
    }


@public
@require_safe
def download(
    request: HttpRequest, authority: str, document_id: int, number: int, name: str
) -> HttpResponseBase:
    """Stream a version's file; `name` only says what a saved copy is called."""
    del name
    owner = authority_by_slug(authority)
    try:
        version = queries.numbered_version(owner.id, document_id=document_id, number=number)
    except DocumentNotFound:
        return _restricted(request, owner.id, document_id=document_id, number=number)
    return queries.download_response(version, owner.id, request=request)


def _restricted(request: HttpRequest, authority: int, *, document_id: int, number: int) -> HttpResponseBase:
    """Give a file to one of the few who may see it; it is written down, and no copy is kept on the way."""
    version = actions.open_restricted(
        actor_of(request), authority=authority, document_id=document_id, number=number, at=clock.now()
    )
    response = queries.download_response(version, authority)
    response.headers["Cache-Control"] = "no-store"
    del response.headers["ETag"]
    return response


@public
@require_safe
def picture(
    request: HttpRequest, authority: str, document_id: int, number: int, page: int
) -> HttpResponseBase:
    """Stream the picture of a page; page 0 is the small one."""
    return _rendition(request, authority, document_id, number, RenditionKind.PREVIEW, page)


@public
@require_safe
def copy(request: HttpRequest, authority: str, document_id: int, number: int, kind: str) -> HttpResponseBase:
    """Stream a copy in another format: pdf, pdfa or docx."""
    if kind not in {RenditionKind.PDF, RenditionKind.PDFA, RenditionKind.DOCX}:
        raise DocumentNotFound(kind)
    return _rendition(request, authority, document_id, number, RenditionKind(kind), 0)


def _rendition(
    request: HttpRequest, authority: str, document_id: int, number: int, kind: RenditionKind, page: int
) -> HttpResponseBase:
    owner = authority_by_slug(authority)
    version = queries.numbered_version(owner.id, document_id=document_id, number=number)
    file = queries.rendition_file(version.id, kind=kind, page=page)
    stem = version.name.rpartition(".")[0] or version.name
    endings = {
        RenditionKind.PREVIEW: f"-{page}.webp",
        RenditionKind.DOCX: ".docx",
        RenditionKind.PDFA: "-arkiv.pdf",
    }
    return queries.file_response(
        owner.id,
        sha256=file.sha256,
        media_type=file.media_type,
        name=stem + endings.get(kind, ".pdf"),
        request=request,
    )


@public
@require_safe
def show_text(request: HttpRequest, authority: str, document_id: int, number: int) -> HttpResponse:
    """Show the text of a version, as it was read out of its file."""
    owner = authority_by_slug(authority)
    document = queries.document(owner.id, document_id)
    version = queries.numbered_version(owner.id, document_id=document_id, number=number)
    text = queries.text_of([version.id]).get(version.id)
    if text is None:
        raise DocumentNotFound(str(version.id))
    context = {
        "page_title": _("Texten i %(name)s") % {"name": version.name},
        "document": document,
        "authority": owner,
        **demonstration_of(document),
        "pages": text[:TEXT_SHOWN].split("\f"),
        "cut": words.thousands(TEXT_SHOWN) if len(text) > TEXT_SHOWN else "",
        "is_empty": not text.strip(),
    }
    return render(request, "documents/text.html", context)


@require_POST
def ask_again(request: HttpRequest, authority: str, document_id: int, number: int) -> HttpResponse:
    """Ask for something to be made of a version, or made again."""
    owner = authority_by_slug(authority)
    version = queries.numbered_version(owner.id, document_id=document_id, number=number)
    kinds = [kind for kind in RenditionKind if kind == request.POST.get("kind")]
    actions.ask_for(actor_of(request), version_id=version.id, kinds=kinds, at=clock.now())
    messages.success(request, _("Det är beställt. Läs om sidan om en stund."))
    return redirect("documents:document", authority, document_id)
