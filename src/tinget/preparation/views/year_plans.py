"""The plan of a year's meetings: proposed, put before the committee, decided."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import authority_by_slug, permits, require
from tinget.preparation import actions, queries
from tinget.preparation.forms import DecidedForm, YearPlanForm
from tinget.preparation.permissions import LOOK, PLAN
from tinget.preparation.rules.year_plan import YearPlanView, remarks
from tinget.preparation.views.moving import done
from tinget.preparation.views.showing import way_back

SHOWS = ["GET", "HEAD", "POST"]


@require_GET
def listing(request: HttpRequest, authority: str) -> HttpResponse:
    """List the plans, and the years that could be planned."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK, authority=owner.id)
    plans = queries.year_plans(owner.id, demonstration=actor.is_demonstration)
    this = clock.today().year
    context = {
        "page_title": _("Sammanträdesplaner"),
        "authority": owner,
        "plans": plans,
        "to_plan": [year for year in (this, this + 1) if year not in {plan.year for plan in plans}],
        "may_plan": permits(actor, PLAN, owner.id),
    }
    return render(request, "preparation/year_plans.html", context)


@require_http_methods(SHOWS)
def plan(request: HttpRequest, authority: str, plan_year: int) -> HttpResponse:
    """Show a year's plan; the staff write its days on the same page until it is decided."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    may_plan = permits(actor, PLAN, owner.id)
    require(actor, LOOK if request.method != "POST" else PLAN, authority=owner.id)
    found = _found(owner.id, plan_year, demonstration=actor.is_demonstration, may_plan=may_plan)
    is_decided = bool(found and found.decided_on)
    form = YearPlanForm(request.POST or None, year=plan_year, initial=_initial(found))
    if form.is_valid():
        days = form.cleaned_data["days"]
        act = partial(actions.write_year_plan, actor, authority=owner.id, year=plan_year, days=days)
        if attempt(form, act) is not None:
            messages.success(request, _("Planen är sparad."))
            return redirect("preparation:year_plan", owner.slug, plan_year)
    context = {
        "page_title": _("Sammanträdesplan %(year)s") % {"year": plan_year},
        "authority": owner,
        "plan": found,
        "year": plan_year,
        "remarks": remarks(found.days, year=plan_year) if found else [],
        "form": form if may_plan and (form.is_bound or not is_decided) else None,
        "may_propose": may_plan and found is not None and not is_decided,
    }
    return render(request, "preparation/year_plan.html", context)


@require_POST
def propose(request: HttpRequest, authority: str, plan_year: int) -> HttpResponse:
    """Make the plan a matter with a point for each day."""
    owner = authority_by_slug(authority)
    made = actions.propose_year_plan(
        actor_of(request),
        authority=owner.id,
        year=plan_year,
        at=clock.now(),
    )
    return redirect(way_back(owner, made))


@require_http_methods(SHOWS)
def decide(request: HttpRequest, authority: str, plan_year: int) -> HttpResponse:
    """Note that the committee has decided the plan; its days become planned meetings."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PLAN, authority=owner.id)
    found = queries.year_plan(owner.id, plan_year, demonstration=actor.is_demonstration)
    form = DecidedForm(request.POST or None, initial={"decided_on": clock.today()})
    if form.is_valid():
        act = partial(
            actions.decide_year_plan,
            actor,
            authority=owner.id,
            year=plan_year,
            at=clock.now(),
            **form.cleaned_data,
        )
        if attempt(form, done(act)):
            messages.success(request, _("Planen är beslutad och dagarna är planerade sammanträden."))
            return redirect("preparation:year_plan", owner.slug, plan_year)
    context = {
        "page_title": _("Planen för %(year)s är beslutad") % {"year": plan_year},
        "authority": owner,
        "plan": found,
        "form": form,
    }
    return render(request, "preparation/decide_plan.html", context)


def _found(authority: int, year: int, *, demonstration: bool, may_plan: bool) -> YearPlanView | None:
    """Find the plan; who may plan can begin one for a year that has none."""
    try:
        return queries.year_plan(authority, year, demonstration=demonstration)
    except queries.YearPlanNotFound:
        if not may_plan:
            raise
        return None


def _initial(found: YearPlanView | None) -> dict[str, Any]:
    return {"days": "\n".join(one.as_line for one in found.days)} if found else {}
