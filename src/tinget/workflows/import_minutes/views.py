"""The pages of old minutes: what was read beside the original, corrected and accepted by a person."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.workflows.import_minutes import drafts
from tinget.workflows.import_minutes.accept import accept
from tinget.workflows.import_minutes.forms import (
    ItemForm,
    MeetingForm,
    UploadForm,
    item_initial,
    meeting_initial,
)
from tinget.workflows.import_minutes.permissions import IMPORT
from tinget.workflows.import_minutes.showing import excerpt, overview, shown_item
from tinget.workflows.models import ImportedMinutes


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what was taken in, and take a file in."""
    place = _place(request, authority)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        take = partial(
            drafts.take_in,
            actor_of(request),
            authority=place.id,
            content=file,
            name=file.name,
            at=clock.now(),
        )
        taken = attempt(form, take)
        if taken is not None:
            if not taken.is_new:
                messages.info(
                    request, _("Filen var redan inläst. Här är det som lästes då; inget har dubblerats.")
                )
            return redirect("import_minutes:draft", authority, taken.draft.pk)
    context = {
        "page_title": _("Äldre protokoll"),
        "authority": place,
        "form": form,
        "drafts": [overview(one) for one in drafts.drafts(place.id)],
    }
    return render(request, "workflows/imports.html", context)


@require_safe
def draft(request: HttpRequest, authority: str, draft_id: int) -> HttpResponse:
    """Show what was understood of a file beside its text."""
    place = _place(request, authority)
    row = drafts.draft_of(place.id, draft_id)
    told = overview(row)
    context = {
        **_common(place, row),
        "page_title": told.title,
        "told": told,
        "items": [shown_item(row, one) for one in row.facts["items"]],
        "excerpt": excerpt(row, _asked_line(request, told.first_doubt or 1)),
        "meeting_page": _meeting_page(place, row),
    }
    return render(request, "workflows/import_draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, authority: str, draft_id: int) -> HttpResponse:
    """Correct what was read of the meeting."""
    place = _place(request, authority)
    row = drafts.draft_of(place.id, draft_id)
    form = MeetingForm(request.POST or None, initial=meeting_initial(row.facts["meeting"]))
    return _correction(request, place, row, form, paragraph=None, title=_("Sammanträdet"), line=1)


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, authority: str, draft_id: int, paragraph: int) -> HttpResponse:
    """Correct what was read of a paragraph."""
    place = _place(request, authority)
    row = drafts.draft_of(place.id, draft_id)
    read = drafts.item_of(row, str(paragraph))
    form = ItemForm(request.POST or None, initial=item_initial(read))
    return _correction(
        request, place, row, form, paragraph=str(paragraph), title=f"§ {paragraph}", line=read["line"]
    )


def _correction(
    request: HttpRequest,
    place: organisation.Authority,
    row: ImportedMinutes,
    form: forms.Form,
    *,
    paragraph: str | None,
    title: str,
    line: int,
) -> HttpResponse:
    told = overview(row)
    if request.method == "POST" and form.is_valid():
        act = partial(drafts.correct, actor_of(request), row, paragraph=paragraph, values=form.cleaned_data)
        if attempt(form, lambda: (act(), True)[1]):
            messages.success(request, _("Uppgifterna är sparade i utkastet."))
            return redirect("import_minutes:draft", place.slug, row.pk)
    start = "meeting." if paragraph is None else f"items.{paragraph}."
    doubts = [one for one in told.doubts if one.field.startswith(start)]
    context = {
        **_common(place, row),
        "page_title": _("%(what)s i %(name)s") % {"what": title, "name": row.name},
        "told": told,
        "form": form,
        "doubts": doubts,
        "excerpt": excerpt(row, _asked_line(request, doubts[0].line if doubts else line)),
    }
    return render(request, "workflows/import_correction.html", context)


@require_POST
def accept_draft(request: HttpRequest, authority: str, draft_id: int) -> HttpResponse:
    """Register what was read, now that a person has accepted it."""
    place = _place(request, authority)
    row = drafts.draft_of(place.id, draft_id)
    accept(actor_of(request), row, at=clock.now())
    count = len(row.facts["items"])
    messages.success(
        request,
        ngettext(
            "Protokollet är godkänt: sammanträdet och %(count)s paragraf är registrerade.",
            "Protokollet är godkänt: sammanträdet och %(count)s paragrafer är registrerade.",
            count,
        )
        % {"count": count},
    )
    return redirect("import_minutes:draft", authority, draft_id)


@require_POST
def discard_draft(request: HttpRequest, authority: str, draft_id: int) -> HttpResponse:
    """Throw a draft away."""
    place = _place(request, authority)
    row = drafts.draft_of(place.id, draft_id)
    drafts.discard(actor_of(request), row)
    messages.success(
        request, _("Utkastet ”%(name)s” är borttaget. Filen kan läsas in igen.") % {"name": row.name}
    )
    return redirect("import_minutes:imports", authority)


def _place(request: HttpRequest, authority: str) -> organisation.Authority:
    place = organisation.authority_by_slug(authority)
    organisation.require(actor_of(request), IMPORT, authority=place.id)
    return place


def _common(place: organisation.Authority, row: ImportedMinutes) -> dict[str, Any]:
    return {
        "authority": place,
        "draft": row,
        "imports_url": reverse("import_minutes:imports", args=[place.slug]),
        "draft_url": reverse("import_minutes:draft", args=[place.slug, row.pk]),
    }


def _meeting_page(place: organisation.Authority, row: ImportedMinutes) -> str:
    if row.meeting_id is None:
        return ""
    held = meetings.meeting_by_id(row.meeting_id)
    return reverse("meetings:meeting", args=[place.slug, held.address])


def _asked_line(request: HttpRequest, otherwise: int) -> int:
    asked = request.GET.get("rad", "")
    return int(asked) if asked.isdecimal() and len(asked) <= 6 else otherwise  # noqa: PLR2004 -- a line's number
