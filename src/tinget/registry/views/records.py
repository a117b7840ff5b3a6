"""The pages of a record: what it is, correcting it, becoming official, voiding, its file."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import actions, queries
from tinget.registry.forms.cases import VoidForm
from tinget.registry.forms.records import KIND_LIST, FileForm, OfficialForm, RecordFactsForm
from tinget.registry.models import MEDIA_TEXTS, RECORD_STATE_TEXTS
from tinget.registry.permissions import CHANGE, REGISTER, VOID
from tinget.registry.rules import CaseLine, RecordLine, RecordState
from tinget.registry.views import shapes
from tinget.registry.views.secrecy import secrecy_links
from tinget.registry.views.web_diary import record_in_web_diary


@public
@require_safe
def show_record(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Show a record: what it is, its file, its case and everything that happened to it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    record = queries.record_of(owner, record_id)
    sees_all = queries.sees_all(owner.id)
    case = queries.cases([record.case_id] if record.case_id else []).get(record.case_id or 0)
    files = documents.newest_versions([record.document_id] if record.document_id else [])
    lines = queries.timeline_of_record(owner.id, record.id, record.case_id) if sees_all else []
    context = {
        "record": record,
        "heading": " ".join(part for part in (record.label, record.title) if part),
        **shapes.demonstration_of(record),
        "state_text": RECORD_STATE_TEXTS[record.state],
        "state_tone": shapes.STATE_TONES[record.state],
        "case": case,
        "facts": _facts(record, case),
        "file": files.get(record.document_id or 0),
        "file_url": reverse("registry:record_file", args=[authority, record.id]),
        "has_hidden_file": record.document_id is not None and not files and not sees_all,
        "events": shapes.happenings(lines),
        "records_url": reverse("registry:records", args=[authority]),
        "on_the_web": record_in_web_diary(actor, owner, record) if sees_all else None,
        **_possible(actor, owner, record),
        **secrecy_links(actor, owner, record),
    }
    return render(request, "registry/record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_record(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Change a draft, or correct what is registered for a reason."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, CHANGE, authority=owner.id)
    record = queries.record_of(owner, record_id)
    is_draft = record.state is RecordState.DRAFT
    fields = ("title", "direction", "dated_on", "counterpart", "kind")
    initial = {field: getattr(record, field) for field in fields} | {"kept_on": record.media}
    form = RecordFactsForm(request.POST or None, initial=initial, is_draft=is_draft)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        given["media"] = given.pop("kept_on")
        done = attempt(form, partial(actions.correct_record, actor, record_id=record.id, **given))
        if done is not None:
            messages.success(request, _("Uppgifterna är sparade.") if done else _("Ingenting var ändrat."))
            return redirect(record.url)
    context = {
        "page_title": _("Ändra utkastet")
        if is_draft
        else _("Rätta handlingen %(id)s") % {"id": record.label},
        "form": form,
        "record": record,
        "is_draft": is_draft,
        "kind_list": KIND_LIST,
        "kinds": queries.kinds(owner.id),
        **shapes.demonstration_of(record),
    }
    return render(request, "registry/correct_record.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def make_official(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Let a draft become an official record, for the reason that the law names."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    record = queries.record_of(owner, record_id)
    form = OfficialForm(request.POST or None, initial={"counterpart": record.counterpart})
    if request.method == "POST" and form.is_valid():
        act = partial(actions.make_official, actor, record_id=record.id, at=clock.now(), **form.cleaned_data)
        if attempt(form, lambda: act() is None):
            label = queries.record_of(owner, record_id).label
            messages.success(
                request, _("Utkastet är nu en allmän handling och har fått %(label)s.") % {"label": label}
            )
            return redirect(record.url)
    context = {
        "page_title": _("Utkastet blir allmän handling"),
        "consequence": _(
            "Handlingen får nästa lediga id och registreras. Sedan kan uppgifterna bara rättas, med skäl."
        ),
        "facts": [(_("Rubrik"), record.title)],
        "form": form,
        "button": _("Registrera som allmän handling"),
        "back_href": record.url,
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def void_record(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Void a wrong registration, with the reason; its id stays."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, VOID, authority=owner.id)
    record = queries.record_of(owner, record_id)
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.void_record, actor, record_id=record.id, reason=form.cleaned_data["reason"])
        if attempt(form, lambda: act() is None):
            messages.success(request, _("Handlingen är makulerad. Dess id står kvar i diariet."))
            return redirect(record.url)
    context = {
        "page_title": _("Makulera handlingen"),
        "consequence": _("Handlingen står kvar i diariet med sitt id, synligt makulerad."),
        "facts": [(_("Id"), record.label), (_("Rubrik"), record.title)],
        "form": form,
        "button": _("Makulera handlingen"),
        "back_href": record.url,
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def attach_file(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Add the file of a record that was registered without one."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    record = queries.record_of(owner, record_id)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _attach(actor, record, form):
        messages.success(request, _("Filen är tillagd."))
        return redirect(record.url)
    context = {
        "page_title": _("Lägg till fil"),
        "form": form,
        "record": record,
        **shapes.demonstration_of(record),
    }
    return render(request, "registry/attach_file.html", context)


@require_POST
def discard_draft(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Throw away a draft."""
    owner = authority_by_slug(authority)
    record = queries.record_of(owner, record_id)
    actions.discard_draft(actor_of(request), record_id=record.id)
    messages.success(request, _("Utkastet är borttaget."))
    case = queries.case(record.case_id) if record.case_id else None
    return redirect(case.url if case else reverse("registry:records", args=[authority]))


@public
@require_safe
def record_file(request: HttpRequest, authority: str, record_id: int) -> HttpResponseBase:
    """Stream the newest version of a record's file that the asker may see."""
    owner = authority_by_slug(authority)
    version = queries.record_file(owner.id, record_id)
    return documents.download_response(version, owner.id, request=request)


def _attach(actor: Actor, record: RecordLine, form: forms.Form) -> bool | None:
    upload = form.cleaned_data["file"]
    act = partial(
        actions.attach_file, actor, record_id=record.id, content=upload, name=upload.name, at=clock.now()
    )
    return attempt(form, lambda: act() is None)


def _possible(actor: Actor, owner: Authority, record: RecordLine) -> dict[str, Any]:
    """Say which buttons the page has."""
    apart = actor.is_demonstration and not record.is_demonstration
    stands = record.state is not RecordState.VOIDED
    registers = permits(actor, REGISTER, owner.id) and not apart and stands
    changes = permits(actor, CHANGE, owner.id) and not apart and stands
    is_draft = record.state is RecordState.DRAFT
    names = {
        "correct_url": "correct_record",
        "official_url": "make_official",
        "void_url": "void_record",
        "attach_url": "attach_file",
        "discard_url": "discard_draft",
    }
    return {
        "is_draft": is_draft,
        "may_correct": changes,
        "may_make_official": registers and is_draft,
        "may_discard": changes and is_draft,
        "may_attach": registers and record.document_id is None,
        "may_void": permits(actor, VOID, owner.id) and not apart and record.state is RecordState.OFFICIAL,
        "may_sort": registers and not is_draft,
        "sort_url": reverse("registry:sorting", args=[owner.slug]),
        "new_case_url": f"{reverse('registry:register_case', args=[owner.slug])}?handling={record.id}",
        **{key: reverse(f"registry:{name}", args=[owner.slug, record.id]) for key, name in names.items()},
    }


def _facts(record: RecordLine, case: CaseLine | None) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Id"), record.label or (_("inget än, utkast") if record.state is RecordState.DRAFT else None)),
        (_("Handlingen är"), shapes.direction_text(record)),
        (_("Datum"), shapes.day_text(record.dated_on)),
        (_("Registrerad"), shapes.day_text(record.registered_on)),
        (_("Ärende"), case.number if case else _("inget än")),
    ]
    optional = (
        (_("Handlingstyp"), record.kind),
        (_("Förvaras"), str(MEDIA_TEXTS[record.media])),
        (_("Makulerad därför att"), record.void_reason),
    )
    facts += [(term, value) for term, value in optional if value]
    facts.append((_("Uppgifternas källa"), shapes.source_text(record)))
    return facts
