"""Writing a staff report in the browser: saved by itself, never lost, and never over what another wrote."""

import gzip
import hashlib
import importlib.resources
import json
import uuid
from functools import cache, partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.documents import queries
from tinget.documents.actions import staff_reports as acts
from tinget.documents.forms import BeginReportForm, WritingForm
from tinget.documents.permissions import WRITE
from tinget.documents.queries import DocumentNotFound
from tinget.documents.queries import staff_reports as reads
from tinget.documents.rules import document_url
from tinget.documents.rules.writing_html import from_html, to_html
from tinget.documents.rules.writing_marks import to_marks
from tinget.documents.views.documents import demonstration_of
from tinget.foundation import clock
from tinget.foundation.errors import Expected, NotPossible
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui import words
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import authority_by_slug, require

A_YEAR = 31_536_000


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, authority: str) -> HttpResponse:
    """Begin a staff report."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, WRITE, authority=owner.id)
    form = BeginReportForm(request.POST or None, initial={"officer": actor.name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = [(_("Ärende"), given["case"]), (_("Handläggare"), given["officer"])]
        begun = partial(
            acts.begin_staff_report,
            actor,
            authority=owner.id,
            title=given["title"],
            facts=[fact for fact in facts if fact[1]],
            at=clock.now(),
        )
        made = attempt(form, begun)
        if made is not None:
            return redirect("documents:write", authority, made)
    context = {"page_title": _("Ny tjänsteskrivelse"), "authority": owner, "form": form}
    return render(request, "documents/begin_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, authority: str, document_id: int) -> HttpResponse:
    """Write the text: with the editor where scripts run, else as plain text with marks."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    document = queries.document(owner.id, document_id)
    require(actor, WRITE, authority=owner.id)
    written = reads.report(document_id)
    if document.frozen_at is not None:
        raise NotPossible(_("Skrivelsen är en allmän handling och ändras inte (TF 2 kap.)."))
    body = to_marks(from_html(written.body))
    form = WritingForm(request.POST or None, initial={"body": body, "revision": written.revision})
    if request.method == "POST" and form.is_valid():
        saved = attempt(form, partial(_save, request, document_id, form))
        if saved is not None:
            return _after(request, authority, document_id, form, saved)
    _name, digest, _packed = _editor()
    context = {
        "page_title": document.title,
        "document": document,
        "authority": owner,
        **demonstration_of(document),
        "form": form,
        "written": written,
        "digest": digest,
        "asides": [_shown(aside) for aside in reads.asides(document_id)],
        "document_url": document_url(authority, document_id),
    }
    return render(request, "documents/write.html", context)


def _shown(aside: reads.Aside) -> dict[str, Any]:
    html = to_html(from_html(aside.body))
    return {
        "id": aside.id,
        "written_by": aside.written_by,
        "written_at": aside.written_at,
        "shown": mark_safe(html),  # noqa: S308 -- made by us of values, every word of it escaped
    }


def _save(request: HttpRequest, document_id: int, form: WritingForm) -> acts.Saved:
    given = form.cleaned_data
    return acts.save_staff_report(
        actor_of(request),
        document_id=document_id,
        body=given["body"],
        revision=given["revision"],
        writing=given["writing"],
        marks=given["written_as"] == "marks",
        at=clock.now(),
    )


def _after(
    request: HttpRequest, authority: str, document_id: int, form: WritingForm, saved: acts.Saved
) -> HttpResponse:
    if saved.was_laid_aside:
        messages.warning(
            request,
            _(
                "%(name)s hade sparat under tiden. Din text ligger bredvid, hel: jämför dem nedan och för in"
                " det som ska med."
            )
            % {"name": saved.report.saved_by},
        )
        return redirect("documents:write", authority, document_id)
    if "version" not in request.POST:
        messages.success(request, _("Texten är sparad."))
        return redirect("documents:write", authority, document_id)
    made = partial(
        acts.save_as_version,
        actor_of(request),
        document_id=document_id,
        comment=form.cleaned_data["comment"],
        at=clock.now(),
    )
    added = attempt(form, made)
    if added is None:
        for error in form.non_field_errors():
            messages.error(request, str(error))
        return redirect("documents:write", authority, document_id)
    messages.success(
        request, _("Version %(number)s är sparad, som PDF och Word-dokument.") % {"number": added.number}
    )
    return redirect(document_url(authority, document_id))


@require_POST
def autosave(request: HttpRequest, authority: str, document_id: int) -> JsonResponse:
    """Save what the editor holds; the answer says whether it is in force or lies aside."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, WRITE, authority=owner.id)
    try:
        told = json.loads(request.body)
        body, revision, writing = str(told["body"]), int(told["revision"]), uuid.UUID(told["writing"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return JsonResponse(
            {"state": "refused", "message": _("Det som skickades går inte att läsa.")}, status=400
        )
    queries.document(owner.id, document_id)
    try:
        saved = acts.save_staff_report(
            actor, document_id=document_id, body=body, revision=revision, writing=writing, at=clock.now()
        )
    except Expected as refused:
        return JsonResponse({"state": "refused", "message": refused.message}, status=409)
    if saved.was_laid_aside:
        message = _(
            "%(name)s har sparat under tiden. Det du skriver sparas bredvid, och båda texterna finns kvar."
        )
        return JsonResponse({"state": "aside", "message": message % {"name": saved.report.saved_by}})
    message = _("Sparat %(moment)s.") % {"moment": words.clock_time(saved.report.saved_at)}
    return JsonResponse({"state": "saved", "revision": saved.report.revision, "message": message})


@require_POST
def settle_aside(request: HttpRequest, authority: str, document_id: int, aside_id: int) -> HttpResponse:
    """Say that what lay aside has been taken care of."""
    owner = authority_by_slug(authority)
    queries.document(owner.id, document_id)
    acts.settle_aside(actor_of(request), document_id=document_id, aside_id=aside_id, at=clock.now())
    messages.success(request, _("Texten som låg bredvid är undanlagd."))
    return redirect("documents:write", authority, document_id)


@public
@require_safe
def editor_script(request: HttpRequest, authority: str, digest: str) -> HttpResponse:
    """Serve the editor compressed: its package does not, and a page that is written on stays under 350 kB."""
    del authority
    plain, known, packed = _editor()
    if digest != known:
        raise DocumentNotFound(digest)
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else plain, content_type="text/javascript; charset=utf-8")
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@cache
def _editor() -> tuple[bytes, str, bytes]:
    """Read the editor once: as it is, its digest, and compressed."""
    folder = importlib.resources.files("django_prose_editor") / "static" / "django_prose_editor"
    plain = (folder / "editor.js").read_bytes()
    return plain, hashlib.sha256(plain).hexdigest()[:16], gzip.compress(plain, 9, mtime=0)
