"""The staff's forms: a solution's state, and a municipality that begins or ceases to take part."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Authority, authority_by_slug, boards, municipality_by_slug, require
from tinget.solutions import actions, queries
from tinget.solutions.forms import ParticipationForm, StatusForm
from tinget.solutions.permissions import KEEP
from tinget.solutions.queries import SolutionView
from tinget.solutions.rules import Phase, Taking


@require_http_methods(["GET", "POST"])
def status(request: HttpRequest, authority: str, solution: str) -> HttpResponse:
    """Note a solution's state."""
    found, view = _found(request, authority, solution)
    form = StatusForm(request.POST or None, initial={"on": clock.today()})
    if form.is_valid():
        given = form.cleaned_data
        new = actions.NewStatus(
            given["on"], Phase(given["phase"]), given["text"], given["decision"], given["source"]
        )
        made = attempt(
            form,
            lambda: actions.record_status(
                actor_of(request), authority=found.id, solution_id=view.id, status=new, at=clock.now()
            ),
        )
        if made is not None:
            return HttpResponseRedirect(reverse("solutions:solution", args=[found.slug, view.slug]))
    return _form_page(request, found, view, form, _("Anteckna läget"))


@require_http_methods(["GET", "POST"])
def participation(request: HttpRequest, authority: str, solution: str) -> HttpResponse:
    """Note that a municipality begins or ceases to take part."""
    found, view = _found(request, authority, solution)
    places = [(one.slug, one.name) for one in boards(found.id)]
    form = ParticipationForm(request.POST or None, municipalities=places, initial={"day": clock.today()})
    if form.is_valid() and attempt(form, lambda: _change(request, found, view, form)) is not None:
        return HttpResponseRedirect(reverse("solutions:solution", args=[found.slug, view.slug]))
    return _form_page(request, found, view, form, _("Anteckna deltagandet"))


def _change(request: HttpRequest, authority: Authority, view: SolutionView, form: ParticipationForm) -> int:
    given = form.cleaned_data
    place, taking = municipality_by_slug(given["municipality"]), Taking(given["taking"])
    if given["change"] == "begin":
        return actions.begin_participation(
            actor_of(request),
            authority=authority.id,
            solution_id=view.id,
            municipality=place,
            taking=taking,
            first=given["day"],
            source=given["source"],
            at=clock.now(),
        )
    return actions.end_participation(
        actor_of(request),
        authority=authority.id,
        solution_id=view.id,
        municipality=place,
        taking=taking,
        last=given["day"],
    )


def _found(request: HttpRequest, authority: str, solution: str) -> tuple[Authority, SolutionView]:
    found = authority_by_slug(authority)
    require(actor_of(request), KEEP, authority=found.id)
    return found, queries.solution(found.id, solution)


def _form_page(
    request: HttpRequest, authority: Authority, view: SolutionView, form: object, button: str
) -> HttpResponse:
    context = {
        "page_title": _("%(what)s: %(solution)s") % {"what": button, "solution": view.name},
        "authority": authority,
        "solution": view,
        "form": form,
        "button": button,
    }
    return render(request, "solutions/form.html", context)
