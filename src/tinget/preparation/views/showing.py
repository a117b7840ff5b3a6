"""The pages to read: all that is prepared, and one matter whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import month_name, short_date
from tinget.organisation.api import Actor, Authority, Role, authority_by_slug, permits, require
from tinget.preparation import actions, queries
from tinget.preparation.permissions import ANSWER, GROUP, LOOK, MOVE, PREPARE, PRESIDING, RAISE
from tinget.preparation.rules.lines import PreparationLine, PreparationView
from tinget.preparation.rules.steps import ASKING, HOLDERS, OPEN, ORDER, STEP_TEXTS, Step

TONES = {Step.ON_AGENDA: "done", Step.ENDED: "plain", Step.READY: "now"}


@require_GET
def listing(request: HttpRequest, authority: str) -> HttpResponse:
    """List what is prepared: where it is, who has it and since when."""
    owner, actor = _owner(request, authority)
    lines = queries.preparations(owner.id)
    running = [line for line in lines if line.step in OPEN]
    context = {
        "page_title": _("Beredning"),
        "authority": owner,
        "listing": _listing(running),
        "secret": queries.secret_to(actor, owner.id),
        "earlier": [line for line in lines if line.step not in OPEN],
        "may_begin": permits(actor, PREPARE, owner.id),
        "may_raise": permits(actor, RAISE, owner.id),
    }
    return render(request, "preparation/preparations.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, authority: str, preparation_id: int) -> HttpResponse:
    """Show a matter: its steps, its proposal, the answers side by side, and how it came here.

    A secret case's is shown by a post, which is written down as a look.
    """
    owner, actor = _owner(request, authority)
    if request.method == "POST":
        at = clock.now()
        view, said = actions.look_at_secret(actor, authority=owner.id, preparation_id=preparation_id, at=at)
    else:
        view = queries.preparation(owner.id, preparation_id)
        said = queries.said_of(view.line)
    line = view.line
    context = {
        "page_title": line.title,
        "authority": owner,
        "view": view,
        "line": line,
        "tone": TONES.get(line.step, "wait"),
        "steps": _steps(view),
        "answers": view.now.answers_on(clock.today()) if line.is_asking else None,
        "history": tuple(reversed(view.stays)),
        "said": said,
        "facts": _facts(owner, view),
        **_allowed(actor, owner, view),
        **({"demonstration": True} if line.is_demonstration else {}),
    }
    return render(request, "preparation/preparation.html", context)


def _owner(request: HttpRequest, authority: str) -> tuple[Authority, Actor]:
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK, authority=owner.id)
    return owner, actor


def _allowed(actor: Actor, owner: Authority, view: PreparationView) -> dict[str, Any]:
    """Say what the person can do now, as the page's buttons."""
    line = view.line
    theirs = actor.is_demonstration == line.is_demonstration and not line.is_secret
    presides = actor.role in PRESIDING
    asked = {one.municipality_id for one in view.now.opinions} if line.is_asking else set()
    answers = permits(actor, ANSWER, owner.id) and (
        actor.role is not Role.PREPARATORY_GROUP or actor.municipality in asked
    )
    return {
        "may_write": theirs and permits(actor, PREPARE, owner.id) and line.step in OPEN,
        "may_move": theirs and permits(actor, MOVE, owner.id) and (not presides or line.step is Step.CHAIR),
        "may_approve": theirs and presides and line.step is Step.CHAIR,
        "may_answer": theirs and bool(asked) and answers,
        "may_note_group": permits(actor, GROUP, owner.id),
        "ways": queries.ways_from_preparation(actor, owner, view) if theirs else [],
    }


def _steps(view: PreparationView) -> list[dict[str, str]]:
    """Give the stepper: what is done, where it is, and what is left."""
    if view.line.step is Step.ENDED:
        return []
    here = ORDER.index(view.line.step)
    been = {stay.step for stay in view.stays}
    return [
        {
            "text": _(STEP_TEXTS[step]).capitalize(),
            "state": "now" if place == here else "done" if place < here else "next",
            "note": _note(view, step, is_past=place < here, been=step in been),
        }
        for place, step in enumerate(ORDER)
    ]


def _note(view: PreparationView, step: Step, *, is_past: bool, been: bool) -> str:
    if view.line.step is step:
        return _("%(who)s sedan %(day)s") % {"who": _(HOLDERS[step]), "day": short_date(view.line.since)}
    return _("hoppades över") if is_past and not been else ""


def _facts(owner: Authority, view: PreparationView) -> list[tuple[str, str | None]]:
    return [
        (_("Har ärendet"), _(view.line.holder)),
        (_("Sedan"), short_date(view.line.since)),
        (_("Svar senast"), short_date(view.line.answer_by) if view.line.answer_by else _("ingen dag satt"))
        if view.line.step in ASKING
        else (_("Föredragande"), view.rapporteur or None),
        *_from_wheel(view),
        (_("Ärende"), view.line.case_number or _("registreras när det lämnar samordnaren")),
        (_("Myndighet"), owner.name),
    ]


def _from_wheel(view: PreparationView) -> list[tuple[str, str | None]]:
    matter = queries.wheel_matter_behind(view.line.id)
    return [(_("Ur årshjulet"), f"{matter.title}, {month_name(matter.month)}")] if matter else []


def _listing(lines: list[PreparationLine]) -> Listing:
    rows = tuple(
        Row(
            cells=(
                Cell(line.title),
                Cell(line.case_number or None),
                Cell(_(line.step_text), state=TONES.get(line.step, "wait")),
                Cell(_(line.holder)),
                Cell(short_date(line.since)),
                Cell(short_date(line.answer_by) if line.answer_by else "–"),
            ),
            href=line.url,
        )
        for line in lines
    )
    count = ngettext("%(count)s ärende bereds.", "%(count)s ärenden bereds.", len(lines))
    return Listing(
        caption=count % {"count": len(lines)},
        columns=tuple(
            Column(text)
            for text in (_("Vad"), _("Ärende"), _("Steg"), _("Har ärendet"), _("Sedan"), _("Svar senast"))
        ),
        rows=rows,
        empty_title=_("Inget bereds just nu"),
        empty_text=_("Här står varje idé och ärende på väg till nämnden, med vem som har det och sedan när."),
    )


def way_back(owner: Authority, preparation_id: int) -> str:
    """Give the address of the matter's page."""
    return reverse("preparation:preparation", args=[owner.slug, preparation_id])
