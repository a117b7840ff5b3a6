"""The pages of the records plan and of legal holds."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.disposal import actions, queries
from tinget.disposal.forms import HoldForm, PlanForm
from tinget.disposal.permissions import HOLD, LOOK, PLAN
from tinget.disposal.rules import CountsFrom, Rule, read_rules
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.kernel.tables import Fault
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import api as registry

FAULTS_SHOWN = 50


@public
@require_safe
def show_plan(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the records plan in force today, and the versions before it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    found = queries.plan_on(owner.id, clock.today())
    made_up = found is None and queries.plan_on(owner.id, clock.today(), demonstration=True)
    context = {
        "page_title": _("Informationshanteringsplan"),
        "plan": found or made_up or None,
        "versions": queries.plans(owner.id, demonstration=bool(made_up)),
        "may_adopt": permits(actor, PLAN, owner.id),
        "adopt_url": reverse("disposal:adopt_plan", args=[authority]),
        "overview_url": reverse("disposal:overview", args=[authority])
        if permits(actor, LOOK, owner.id)
        else "",
        **({"demonstration": True} if made_up else {}),
    }
    return render(request, "disposal/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt_plan(request: HttpRequest, authority: str) -> HttpResponse:
    """Try a table of rules, and bring it in as a version when nothing is wrong with it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PLAN, authority=owner.id)
    form = PlanForm(request.POST or None, request.FILES or None)
    tried: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        rules, faults = read_rules(given["rules"])
        tried = _tried(rules, faults)
        adopts = not faults and request.POST.get("do") == "adopt"
        if adopts and attempt(form, partial(_adopt, actor, owner, given, rules)) is not None:
            messages.success(request, _("Planen är införd och syns för alla."))
            return redirect("disposal:plan", authority)
        if form.is_valid():  # what was read of the file stays in the field, to be brought in from there
            form = PlanForm(initial={**given, "file": None})
    context = {
        "page_title": _("För in en informationshanteringsplan"),
        "form": form,
        "back": reverse("disposal:plan", args=[authority]),
        **tried,
    }
    return render(request, "disposal/adopt_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def place_hold(request: HttpRequest, authority: str) -> HttpResponse:
    """Stop disposal of a case, a class or everything."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, HOLD, authority=owner.id)
    form = HoldForm(request.POST or None, pattern=owner.case_number_pattern, initial={"first": clock.today()})
    given = request.method == "POST" and form.is_valid()
    if given and attempt(form, partial(_place, actor, owner, form.cleaned_data)) is not None:
        messages.success(request, _("Gallringsstoppet gäller. Det går före alla regler."))
        return redirect("disposal:overview", authority)
    context = {
        "page_title": _("Sätt ett gallringsstopp"),
        "form": form,
        "back": reverse("disposal:overview", args=[authority]),
    }
    return render(request, "disposal/hold.html", context)


@require_POST
def lift_hold(request: HttpRequest, authority: str, hold_id: int) -> HttpResponse:
    """End a hold today."""
    owner = authority_by_slug(authority)
    actions.lift_hold(actor_of(request), authority=owner.id, hold_id=hold_id, on=clock.today())
    messages.success(request, _("Gallringsstoppet upphör i dag."))
    return redirect("disposal:overview", authority)


def _tried(rules: list[Rule], faults: list[Fault]) -> dict[str, Any]:
    uncounted = sum(rule.counts_from is CountsFrom.VALIDITY for rule in rules)
    return {
        "rules": rules,
        "faults": [_fault_text(fault) for fault in faults[:FAULTS_SHOWN]],
        "uncounted": uncounted,
    }


def _fault_text(fault: Fault) -> str:
    if not fault.line:
        return fault.text
    return _("Rad %(line)s: %(text)s") % {"line": fault.line, "text": fault.text}


def _adopt(actor: Actor, owner: Authority, given: dict[str, Any], rules: list[Rule]) -> int:
    return actions.adopt_plan(
        actor,
        authority=owner.id,
        name=given["name"],
        valid_from=given["valid_from"],
        adopted_by=given["adopted_by"],
        rules=rules,
        at=clock.now(),
    )


def _place(actor: Actor, owner: Authority, given: dict[str, Any]) -> int:
    case = registry.case_by_number(owner.id, *given["case"]) if given["case"] else None
    if given["case"] and case is None:
        raise NotPossible(_("Ärendet finns inte i nämndens diarium."))
    return actions.place_hold(
        actor,
        authority=owner.id,
        reason=given["reason"],
        first=given["first"],
        last=given["last"],
        class_code=given["class_code"],
        case_id=case.id if case else None,
    )
