"""Registering: one page for a practised hand, one record or one for each file, and suggestions."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock
from tinget.foundation.errors import NeedsReason, NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.kernel.case_numbers import begins_with_number
from tinget.organisation.api import Actor, Authority, authority_by_slug, require
from tinget.registry import actions, queries
from tinget.registry.actions import Arrival, Outcome
from tinget.registry.forms.cases import CLASS_LIST
from tinget.registry.forms.records import (
    CASE_LIST,
    COUNTERPART_LIST,
    KIND_LIST,
    NewCaseForm,
    RegisterForm,
    titles_in,
)
from tinget.registry.permissions import REGISTER
from tinget.registry.rules import CaseLine, Media, title_of_file
from tinget.registry.views import shapes
from tinget.registry.views.case_lists import class_choices

MATCHES = 8


@require_http_methods(["GET", "HEAD", "POST"])
def register_record(
    request: HttpRequest, authority: str, year: int | None = None, serial: int | None = None
) -> HttpResponse:
    """Register what has come in, been drawn up or is to be sent; with many files, a record of each."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    case = None
    if year is not None and serial is not None:
        case = queries.case_of(owner, year=year, serial=serial)
    initial = {"dated_on": clock.today(), "case": f"{case.short} {case.title}" if case else ""}
    form = RegisterForm(request.POST or None, request.FILES or None, initial=initial)
    new_case = NewCaseForm(
        request.POST or None,
        officers=queries.officers(owner, on=clock.today(), demonstration=actor.is_demonstration),
    )
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid() and new_case.is_valid():
        done = attempt(form, partial(_register, request, actor, owner, case, form, new_case))
        if done is not None:
            outcomes, placed = done
            if not any(one.refusal for one in outcomes):
                return _registered(request, owner, placed, outcomes)
            form.add_error("file", _("Alla filer blev inte registrerade. Nedan ser du vilka och varför."))
    return render(
        request, "registry/register_record.html", _context(owner, actor, case, form, new_case, outcomes)
    )


@require_safe
def suggestions(request: HttpRequest, authority: str) -> HttpResponse:
    """Answer while somebody types: senders, cases by number or words, or cases like the subject."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    text = request.GET.get("text", "")[:300]
    what = request.GET.get("vad", "")
    context: dict[str, Any] = {"what": what}
    if what == "motpart":
        context["options"] = queries.earlier_counterparts(owner, text)
    elif what == "arende":
        context["cases"] = queries.cases_by_text(owner, text, limit=MATCHES) if len(text.strip()) > 1 else []
    else:
        context["found"] = queries.suggestions_for(owner, text)
        context["for_case"] = what == "nytt-arende"
    return render(request, "registry/suggestions.html", context)


def case_named(owner: Authority, text: str) -> CaseLine | None:
    """Find the case that the text begins with; None for an empty text, else NotPossible with advice."""
    if not text.strip():
        return None
    number = begins_with_number(owner.case_number_pattern, text)
    found = queries.case_by_number(owner.id, number.year, number.serial) if number else None
    if found is not None:
        return found
    like = queries.cases_by_text(owner, text, limit=3) if number is None else []
    if like:
        names = ", ".join(f"{one.short} {one.title}" for one in like)
        raise NotPossible(_("Skriv ärendets nummer. Menade du något av dessa: %(names)s?") % {"names": names})
    raise NotPossible(
        _("Det finns inget ärende ”%(text)s”. Skriv ett nummer, som 2023/15.") % {"text": text.strip()}
    )


def _register(
    request: HttpRequest,
    actor: Actor,
    owner: Authority,
    case: CaseLine | None,
    form: RegisterForm,
    new_case: NewCaseForm,
) -> tuple[list[Outcome], CaseLine | None]:
    """Register it all, and return what came of each and the case it lies in."""
    given, files = form.cleaned_data, form.cleaned_data["file"]
    titles = _titles(request, given["title"], files)
    if new_case.cleaned_data["new_case"]:
        case = _open_case(actor, owner, form, new_case, title=given["title"] or titles[0])
    elif given["case"] or case is None:
        case = case_named(owner, given["case"])
    facts = {name: given[name] for name in ("direction", "dated_on", "counterpart", "kind", "is_draft")}
    facts |= {
        "authority": owner.id,
        "case_id": case.id if case else None,
        "submission": form.submission_key(),
    }
    if not files:
        made = actions.register_record(
            actor, title=given["title"], day=clock.today(), media=Media.UNKNOWN, **facts
        )
        return [Outcome(name="", title=given["title"], record_id=made)], case
    arrivals = [
        Arrival(content=file, name=file.name or "", size=file.size or 0, title=title)
        for file, title in zip(files, titles, strict=True)
    ]
    outcomes = actions.register_arrivals(actor, arrivals=arrivals, at=clock.now(), **facts)
    if all(one.refusal for one in outcomes):
        reasons = "; ".join(f"{one.name}: {one.refusal}" for one in outcomes)
        raise NotPossible(_("Ingenting är registrerat. %(reasons)s") % {"reasons": reasons})
    return outcomes, case


def _open_case(
    actor: Actor, owner: Authority, form: RegisterForm, new_case: NewCaseForm, *, title: str
) -> CaseLine:
    given = new_case.cleaned_data
    try:
        made = actions.register_case(
            actor,
            authority=owner.id,
            title=title,
            class_code=given["class_code"],
            officer_id=given["officer_id"],
            day=clock.today(),
            submission=form.submission_key(),
        )
    except NeedsReason as needed:
        raise NotPossible(
            f"{needed.message} {_('Ett skäl kan du ge när du registrerar ärendet för sig.')}"
        ) from needed
    return queries.case(made)


def _titles(request: HttpRequest, title: str, files: "Sequence[UploadedFile[Any]]") -> list[str]:
    """Give each file its subject: the one written for it, else the page's, else what the file is called."""
    written = titles_in(request.POST, files)
    written += [""] * (len(files) - len(written))
    if len(files) == 1:
        return [title or written[0] or title_of_file(files[0].name or "")]
    return [own or title_of_file(file.name or "") or title for own, file in zip(written, files, strict=True)]


def _registered(
    request: HttpRequest, owner: Authority, case: CaseLine | None, outcomes: Sequence[Outcome]
) -> HttpResponse:
    """Say which ids were given, and go to the case, or on to the next thing to register."""
    records = queries.records(one.record_id for one in outcomes if one.record_id is not None)
    labels = [record.label or _("inget id än") for record in records.values()]
    pattern = ngettext(
        "Handlingen är registrerad och har fått %(labels)s.",
        "%(n)s handlingar är registrerade: %(labels)s.",
        len(labels),
    )
    if len(records) == 1 and next(iter(records.values())).label is None:
        pattern = _("Utkastet är sparat. Det får sitt id när det blir allmän handling.")
    messages.success(request, pattern % {"labels": ", ".join(labels), "n": len(labels)})
    if request.POST.get("nasta"):
        return redirect(request.path)
    return redirect(case.url if case else reverse("registry:sorting", args=[owner.slug]))


def _context(
    owner: Authority,
    actor: Actor,
    case: CaseLine | None,
    form: RegisterForm,
    new_case: NewCaseForm,
    outcomes: Sequence[Outcome],
) -> dict[str, Any]:
    records_url = reverse("registry:records", args=[owner.slug])
    done = queries.records(one.record_id for one in outcomes if one.record_id is not None)
    return {
        "page_title": _("Registrera en handling"),
        "case": case,
        "form": form,
        "new_case": new_case,
        "registered": [done[one.record_id] for one in outcomes if one.record_id in done],
        "refused": [one for one in outcomes if one.refusal],
        "lists": {"case": CASE_LIST, "counterpart": COUNTERPART_LIST, "kind": KIND_LIST, "class": CLASS_LIST},
        "kinds": queries.kinds(owner.id),
        "class_choices": class_choices(owner),
        "suggest_url": reverse("registry:suggestions", args=[owner.slug]),
        "back": case.url if case else records_url,
        "records_url": records_url,
        "cases_url": reverse("registry:cases", args=[owner.slug]),
        **shapes.demonstration_of(actor),
    }
