"""The consultation about a budget: how far it has come, and its steps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from tinget.economy import actions, queries
from tinget.economy.forms import AnswerForm, AskForm, ChoosesMunicipality, CommitteeForm, ReportForm
from tinget.economy.forms.consulting import WAY_TEXTS
from tinget.economy.permissions import BOOKS
from tinget.economy.queries import ConsultationView, FigureNotFound
from tinget.economy.rules.consulting import Asked
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.kernel.stances import STANCE_WORDS, Stance
from tinget.organisation.api import Actor, Authority, authority_by_slug, boards, permits, require
from tinget.registry import api as registry


@dataclass(frozen=True, slots=True)
class Part:
    """A step of the consultation: its title, its button and its form."""

    title: Any
    button: Any
    form: type[forms.Form]


PARTS = {
    "skicka": Part(gettext_lazy("Begär svar om"), gettext_lazy("Anteckna att samrådet är skickat"), AskForm),
    "svar": Part(gettext_lazy("Anteckna ett svar om"), gettext_lazy("Anteckna svaret"), AnswerForm),
    "namnden": Part(gettext_lazy("Nämndens paragraf om"), gettext_lazy("Anteckna paragrafen"), CommitteeForm),
    "rapport": Part(
        gettext_lazy("Rapport till fullmäktige om"), gettext_lazy("Anteckna rapporten"), ReportForm
    ),
}


@require_GET
def consultation(request: HttpRequest, authority: str, table: str) -> HttpResponse:
    """Show who has answered what, what is missing, and what comes next."""
    found = authority_by_slug(authority)
    view = queries.table(found.id, table)
    held = queries.consultation(found.id, view.id, on=clock.today())
    context = {
        "page_title": _("Samråd om %(title)s") % {"title": view.title},
        "authority": found,
        "table": view,
        "held": held,
        "counts": [(_stance(stance), count) for stance, count in held.standing.stances] if held else [],
        "rows": _rows(held) if held else [],
        "may_enter": permits(actor_of(request), BOOKS, found.id),
    }
    return render(request, "economy/consultation.html", context)


def _rows(held: ConsultationView) -> list[tuple[Asked, str, Any, registry.RecordLine | None]]:
    """Return each municipality's answer in words, how it came, and its record where this reader sees it."""
    ids = [one.came.record_id for one in held.municipalities if one.came and one.came.record_id]
    records = registry.records(ids)
    return [
        (
            one,
            _stance(one.stance),
            WAY_TEXTS[one.came.way] if one.came else "",
            records.get(one.came.record_id or 0) if one.came else None,
        )
        for one in held.municipalities
    ]


@require_http_methods(["GET", "POST"])
def consult(request: HttpRequest, authority: str, table: str, step: str) -> HttpResponse:
    """Take a step of the consultation."""
    found = authority_by_slug(authority)
    actor = actor_of(request)
    if step not in PARTS:
        raise FigureNotFound
    require(actor, BOOKS, authority=found.id)
    view = queries.table(found.id, table)
    part = PARTS[step]
    form = part.form(request.POST or None, **_options(part, actor, found))
    back = reverse("economy:consultation", args=[found.slug, view.slug])
    if form.is_valid() and attempt(form, _act(step, actor, found.id, view.slug, _given(form))):
        return HttpResponseRedirect(back)
    context = {
        "page_title": f"{part.title} {view.title}",
        "authority": found,
        "table": view,
        "form": form,
        "button": part.button,
        "back": back,
    }
    return render(request, "economy/consult.html", context)


def _options(part: Part, actor: Actor, found: Authority) -> dict[str, Any]:
    places = boards(found.id)
    if issubclass(part.form, ChoosesMunicipality):
        return {"places": places}
    if part.form is AskForm:
        asked = [one for one in places if one.id != found.host_municipality_id]
        proposed = queries.likely_addresses(actor, authority=found.id, on=clock.today())
        return {"asked": asked, "proposed": proposed}
    return {}


def _given(form: forms.Form) -> dict[str, Any]:
    return form.given() if isinstance(form, AskForm | AnswerForm) else form.cleaned_data


def _act(step: str, actor: Actor, authority: int, slug: str, given: dict[str, Any]) -> Callable[[], bool]:
    def act() -> bool:
        where: dict[str, Any] = {"authority": authority, "slug": slug}
        if step == "skicka":
            actions.begin_consultation(actor, **where, **given)
        elif step == "svar":
            actions.note_answer(actor, **where, **given)
        elif step == "namnden":
            actions.note_committee(actor, **where, **given)
        else:
            actions.note_report(actor, **where, **given)
        return True

    return act


def _stance(stance: Stance | None) -> str:
    return _(STANCE_WORDS[stance]) if stance else ""
