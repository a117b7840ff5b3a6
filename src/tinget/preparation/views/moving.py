"""The forms: beginning, writing the proposal, moving, answering."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.kernel.stances import Stance
from tinget.organisation.api import (
    Actor,
    Authority,
    Municipality,
    Permission,
    Role,
    authority_by_slug,
    boards,
    require,
)
from tinget.preparation import actions, queries
from tinget.preparation.forms import AnswerForm, BeginForm, MoveForm, ProposalForm, RaiseForm, lines_of
from tinget.preparation.permissions import ANSWER, MOVE, PREPARE, PRESIDING, RAISE
from tinget.preparation.rules.lines import PreparationView
from tinget.preparation.rules.steps import STEP_TEXTS, Step, committee_decides
from tinget.preparation.views.showing import way_back
from tinget.registry.api import open_cases

SHOWS = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWS)
def begin(request: HttpRequest, authority: str) -> HttpResponse:
    """Begin to prepare an idea or an open case."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PREPARE, authority=owner.id)
    form = BeginForm(
        request.POST or None,
        cases=open_cases(owner.id, demonstration=actor.is_demonstration),
        initial={"case": request.GET.get("arende", "")},
    )
    if form.is_valid():
        given = form.cleaned_data
        act = partial(
            actions.begin_preparation,
            actor,
            authority=owner.id,
            title=given["title"],
            class_code=given["class_code"],
            case_id=given["case"],
            background=given["background"],
            at=clock.now(),
            submission=submission_of(form),
        )
        made = attempt(form, act)
        if made is not None:
            return redirect(way_back(owner, made))
    return _page(request, owner, form, title=_("Börja bereda"), button=_("Börja bereda ärendet"))


@require_http_methods(SHOWS)
def raise_matter(request: HttpRequest, authority: str) -> HttpResponse:
    """Raise a matter in the committee, as a member (KL 4:20)."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, RAISE, authority=owner.id)
    form = RaiseForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data | {"submission": submission_of(form)}
        act = partial(actions.raise_matter, actor, authority=owner.id, at=clock.now(), **told)
        made = attempt(form, act)
        if made is not None:
            messages.success(request, _("Ärendet är väckt. Samordnaren bereder det."))
            return redirect(way_back(owner, made))
    lead = _("Du får väcka ärenden i nämnden (KL 4:20). Alla i nämnden kan läsa det.")
    return _page(request, owner, form, title=_("Väck ett ärende"), button=_("Väck ärendet"), lead=lead)


@require_http_methods(SHOWS)
def write(request: HttpRequest, authority: str, preparation_id: int) -> HttpResponse:
    """Write the background and the proposal."""
    owner, actor, view = _found(request, authority, preparation_id, PREPARE)
    initial = {
        "background": view.background,
        "rapporteur": view.rapporteur or _("samordnaren"),
        "lead": view.lead or committee_decides(owner.in_running_text),
        "points": "\n".join(view.points),
    }
    form = ProposalForm(request.POST or None, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        wording = given | {"points": lines_of(given["points"])}
        act = done(partial(actions.write_proposal, actor, preparation_id=preparation_id, **wording))
        if attempt(form, act):
            messages.success(request, _("Förslaget är sparat."))
            return redirect(way_back(owner, preparation_id))
    return _page(request, owner, form, view=view, title=_("Förslag till beslut"), button=_("Spara förslaget"))


@require_http_methods(SHOWS)
def move(request: HttpRequest, authority: str, preparation_id: int) -> HttpResponse:
    """Move the matter to another step."""
    owner, actor, view = _found(request, authority, preparation_id, MOVE)
    form = MoveForm(
        request.POST or None,
        here=view.line.step,
        is_chair=actor.role in PRESIDING,
        initial={"to": view.steps_ahead[0].value if view.steps_ahead else ""},
    )
    if form.is_valid():
        given = form.cleaned_data
        act = partial(
            actions.move_preparation,
            actor,
            preparation_id=preparation_id,
            to=given["to"],
            at=clock.now(),
            reason=given["reason"],
            answer_by=given.get("answer_by"),
            question=given.get("question", ""),
        )
        if attempt(form, done(act)):
            told = _("Ärendet är %(step)s.") % {"step": _(STEP_TEXTS[Step(given["to"])])}
            messages.success(request, told)
            return redirect(way_back(owner, preparation_id))
    return _page(request, owner, form, view=view, title=_("För ärendet vidare"), button=_("För ärendet dit"))


@require_http_methods(SHOWS)
def answer(request: HttpRequest, authority: str, preparation_id: int) -> HttpResponse:
    """Answer for a municipality, everything that is needed for it on one page."""
    owner, actor, view = _found(request, authority, preparation_id, ANSWER)
    if not view.line.is_asking:
        raise NotPossible(_("Kommunerna är inte tillfrågade nu, så inget svar kan lämnas."))
    places = _answers_for(actor, owner)
    form = AnswerForm(request.POST or None, places=places, initial=_answered(view, places))
    if form.is_valid():
        given = form.cleaned_data
        act = partial(
            actions.give_opinion,
            actor,
            preparation_id=preparation_id,
            municipality_id=given["municipality"],
            stance=Stance(given["stance"]),
            text=given["text"],
            at=clock.now(),
        )
        if attempt(form, done(act)):
            messages.success(request, _("Svaret är lämnat. Du kan ändra det tills ärendet går vidare."))
            return redirect(way_back(owner, preparation_id))
    own = places[0].name if len(places) == 1 else _("en kommun")
    title = _("Svara för %(place)s") % {"place": own}
    return _page(request, owner, form, view=view, title=title, button=_("Lämna svaret"), asks=True)


def _found(
    request: HttpRequest, authority: str, preparation_id: int, permission: Permission
) -> tuple[Authority, Actor, PreparationView]:
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, permission, authority=owner.id)
    return owner, actor, queries.preparation(owner.id, preparation_id)


def _answers_for(actor: Actor, owner: Authority) -> list[Municipality]:
    """List the municipalities that the person can answer for: their own, or any for the staff."""
    places = boards(owner.id, on=clock.today())
    if actor.role is not Role.PREPARATORY_GROUP:
        return places
    return [place for place in places if place.id == actor.municipality]


def _answered(view: PreparationView, places: list[Municipality]) -> dict[str, Any]:
    """Begin with what the municipality has answered already."""
    if len(places) != 1:
        return {}
    own = next((one for one in view.now.opinions if one.municipality_id == places[0].id), None)
    if own is None or own.stance is None:
        return {}
    return {"stance": own.stance.value, "text": own.text}


def done(act: partial[None]) -> Any:
    """Let an act that returns nothing tell that it was done."""

    def do() -> bool:
        act()
        return True

    return do


def _page(
    request: HttpRequest,
    owner: Authority,
    form: Any,
    *,
    title: str,
    button: str,
    view: PreparationView | None = None,
    asks: bool = False,
    lead: str = "",
) -> HttpResponse:
    context = {
        "page_title": title + f": {view.line.title}" if view else title,
        "authority": owner,
        "view": view,
        "form": form,
        "button": button,
        "asks": asks,
        "lead": lead,
        **({"demonstration": True} if view and view.line.is_demonstration else {}),
    }
    return render(request, "preparation/form.html", context)
