"""The pages of personal data: the register of processing, a search for somebody, and the extract."""

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock, personal_data
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation import api as organisation
from tinget.workflows.personal_data import extracting

FORMATS = {"json": "application/json", "csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


class SearchForm(forms.Form):
    """Whom it is about."""

    text = forms.CharField(
        label=gettext_lazy("Namn, e-postadress eller personnummer"),
        max_length=extracting.LONGEST,
        help_text=gettext_lazy("Alla ord ska stå i samma uppgift. Bokstävernas storlek spelar ingen roll."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    in_ledger = forms.BooleanField(
        label=gettext_lazy("Sök också i händelseloggen"),
        required=False,
        help_text=gettext_lazy("Den är lång. Sökningen kan ta en stund."),
    )


@require_safe
def processing(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what personal data are kept, why and for how long, as the tables themselves declare it."""
    owner = organisation.authority_by_slug(authority)
    actor = actor_of(request)
    organisation.require(actor, extracting.LOOK, authority=owner.id)
    declared = personal_data.declarations()
    if request.GET.get("format") == "csv":
        return _file(extracting.processing_as_csv(declared), "behandlingar.csv", FORMATS["csv"])
    context = {
        "page_title": _("Behandling av personuppgifter"),
        "authority": owner,
        "declared": declared,
        "may_search": organisation.permits(actor, extracting.SEARCH, owner.id),
    }
    return render(request, "workflows/processing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, authority: str) -> HttpResponse:
    """Search for somebody, show where they are named, and hand out the extract."""
    owner, actor = organisation.authority_by_slug(authority), actor_of(request)
    organisation.require(actor, extracting.SEARCH, authority=owner.id)
    form, found = SearchForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        wanted = request.POST.get("format", "")
        act = partial(
            extracting.search,
            actor,
            authority=owner.id,
            extract=wanted if wanted in FORMATS else "",
            **form.cleaned_data,
        )
        found = attempt(form, act, rule_field="text")
        if found is not None and wanted in FORMATS:
            return _extract(wanted, form.cleaned_data["text"], found, owner, actor)
    context = {
        "page_title": _("Sök en persons uppgifter"),
        "authority": owner,
        "form": form,
        "found": found,
        "hits": extracting.in_words(found) if found else [],
        "formats": [name.upper() for name in FORMATS],
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    return render(request, "workflows/personal_data.html", context)


def _extract(
    wanted: str,
    text: str,
    found: personal_data.Found,
    owner: organisation.Authority,
    actor: organisation.Actor,
) -> HttpResponse:
    on = clock.today().isoformat()
    if wanted == "json":
        content = extracting.as_json(text, found, authority=owner.name, on=on)
    elif wanted == "csv":
        content = extracting.as_csv(found)
    else:
        content = extracting.as_pdf(
            text, found, authority=owner.name, on=on, demonstration=actor.is_demonstration
        )
    return _file(content, f"utdrag-{on}.{wanted}", FORMATS[wanted])


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
