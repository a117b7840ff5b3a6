"""Document templates: the list, laying one in, and making a document of one."""

from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.documents.actions import templates as acts
from tinget.documents.forms import FillForm, TemplateForm
from tinget.documents.permissions import KEEP_TEMPLATES, WRITE
from tinget.documents.queries import DocumentNotFound, file_response
from tinget.documents.queries import templates as queries
from tinget.documents.rules import document_url
from tinget.documents.rules.templates import TemplateLine, words_of
from tinget.foundation import clock, files, reading
from tinget.foundation.files.store import Readable
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.kernel.media_types import DOCX
from tinget.organisation.api import Actor, authority_by_slug, permits, require

OURS = "templates/tjansteskrivelse.docx"


@require_http_methods(["GET", "HEAD", "POST"])
def template_list(request: HttpRequest, authority: str) -> HttpResponse:
    """List the authority's templates, and lay in a new one."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    may_keep = permits(actor, KEEP_TEMPLATES, owner.id)
    require(actor, KEEP_TEMPLATES if request.method == "POST" or may_keep else WRITE, authority=owner.id)
    form = TemplateForm(request.POST or None, request.FILES or None) if may_keep else None
    if request.method == "POST" and form is not None and form.is_valid():
        upload = form.cleaned_data["file"]
        made = attempt(
            form, partial(_lay_in, actor, owner.id, form.cleaned_data["title"], upload, upload.name)
        )
        if made is not None:
            messages.success(request, _("Mallen ”%(title)s” är inlagd.") % {"title": made.title})
            return redirect("documents:templates", authority)
    context = {
        "page_title": _("Dokumentmallar"),
        "authority": owner,
        "templates": [
            (line, ", ".join(words_of(field).lower() for field in line.fields))
            for line in queries.templates(owner.id)
        ],
        "form": form,
        "may_keep": may_keep,
        "may_fill": permits(actor, WRITE, owner.id),
        "can_convert": reading.can_convert(),
    }
    return render(request, "documents/templates.html", context)


@require_POST
def add_ours(request: HttpRequest, authority: str) -> HttpResponse:
    """Lay in the template of a staff report that comes with Tinget."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    path = Path(settings.TINGET_FACTS) / OURS
    with path.open("rb") as file:
        made = _lay_in(actor, owner.id, _("Tjänsteskrivelse"), file, path.name)
    messages.success(request, _("Mallen ”%(title)s” är inlagd.") % {"title": made.title})
    return redirect("documents:templates", authority)


def _lay_in(actor: Actor, authority: int, title: str, content: Readable, name: str) -> TemplateLine:
    require(actor, KEEP_TEMPLATES, authority=authority)
    stored = files.store(authority, content, name=name)
    return acts.add_template(actor, authority=authority, title=title, file=stored, name=name, at=clock.now())


@require_http_methods(["GET", "HEAD", "POST"])
def fill_template(request: HttpRequest, authority: str, template_id: int) -> HttpResponse:
    """Make a document of a template."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, WRITE, authority=owner.id)
    template = _template(owner.id, template_id)
    form = FillForm(request.POST or None, names=template.fields, initial={"title": template.title})
    if request.method == "POST" and form.is_valid():
        title, values = form.cleaned_data["title"], form.values()
        made = attempt(
            form,
            partial(
                acts.fill_template, actor, template_id=template.id, title=title, values=values, at=clock.now()
            ),
        )
        if made is not None:
            document, missing = made
            if missing:
                told = ", ".join(words_of(field).lower() for field in missing)
                messages.warning(
                    request, _("Dokumentet är skapat. Uppgift saknas: %(fields)s.") % {"fields": told}
                )
            else:
                messages.success(request, _("Dokumentet är skapat ur mallen."))
            return redirect(document_url(authority, document.id))
    context = {
        "page_title": _("Nytt dokument ur mallen %(title)s") % {"title": template.title},
        "authority": owner,
        "template": template,
        "form": form,
    }
    return render(request, "documents/fill_template.html", context)


@require_safe
def template_file(request: HttpRequest, authority: str, template_id: int) -> HttpResponseBase:
    """Stream the template itself."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, WRITE, authority=owner.id)
    template = _template(owner.id, template_id)
    return file_response(
        owner.id, sha256=template.sha256, media_type=DOCX, name=template.name, request=request
    )


@require_POST
def retire_template(request: HttpRequest, authority: str, template_id: int) -> HttpResponse:
    """Take a template out of use."""
    owner = authority_by_slug(authority)
    template = _template(owner.id, template_id)
    acts.retire_template(actor_of(request), template_id=template.id, at=clock.now())
    messages.success(request, _("Mallen ”%(title)s” är tagen ur bruk.") % {"title": template.title})
    return redirect("documents:templates", authority)


def _template(authority: int, template_id: int) -> TemplateLine:
    template = queries.template(template_id)
    if template.authority_id != authority:
        raise DocumentNotFound(str(template_id))
    return template
