"""The pages of runs: what is going on, a proposal to look through, and the decision that cannot be undone."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.disposal import actions, queries
from tinget.disposal.forms import ConfirmForm, WhyForm
from tinget.disposal.permissions import CONFIRM, HOLD, LOOK, PROPOSE
from tinget.disposal.queries import RunLine
from tinget.disposal.rules import OPEN, RUN_STATE_TEXTS, RunState, confirmation_words
from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import short_date
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import api as registry


@require_safe
def overview(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the run that is going on, the plan in force, the holds and the runs before."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK, authority=owner.id)
    demonstration, today = actor.is_demonstration, clock.today()
    runs = queries.runs(owner.id, demonstration=demonstration)
    plan = queries.plan_on(owner.id, today, demonstration=demonstration)
    going_on = any(run.state in OPEN for run in runs)
    context = {
        "page_title": _("Gallring"),
        "authority": owner,
        "runs": [_shown(run) for run in runs],
        "plan": plan,
        "holds": [
            {"line": one, "ended": one.hold.last is not None and one.hold.last <= today}
            for one in queries.holds(owner.id, demonstration=demonstration)
        ],
        "may_hold": permits(actor, HOLD, owner.id),
        "may_propose": permits(actor, PROPOSE, owner.id) and plan is not None and not going_on,
        "going_on": going_on,
        **_marked(actor),
    }
    return render(request, "disposal/overview.html", context)


@require_POST
def propose(request: HttpRequest, authority: str) -> HttpResponse:
    """Begin a run; its proposal is found in the background."""
    owner = authority_by_slug(authority)
    run_id = actions.propose_run(actor_of(request), authority=owner.id, day=clock.today())
    messages.success(request, _("Förslaget tas fram i bakgrunden. Du kan lämna sidan."))
    return redirect("disposal:run", authority, run_id)


@require_safe
def show_run(request: HttpRequest, authority: str, run_id: int) -> HttpResponse:
    """Show a run: how far it has come, what it proposes by which rule, and what was excepted."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK, authority=owner.id)
    run = queries.run(owner.id, run_id)
    excepted = request.GET.get("visa") == "undantagna"
    after = request.GET.get("efter", "")
    lines, goes_on = queries.proposals(
        owner.id, run_id, after=int(after) if after.isdecimal() else 0, excepted=excepted
    )
    more = f"?visa={'undantagna' if excepted else 'alla'}&efter={goes_on}"
    certificate = (
        registry.records([run.certificate_id]).get(run.certificate_id) if run.certificate_id else None
    )
    text, tone = RUN_STATE_TEXTS[run.state]
    context = {
        "page_title": _("Gallring %(day)s") % {"day": short_date(run.day)},
        "authority": owner,
        "run": run,
        "state_text": text,
        "state_tone": tone,
        "counts": queries.counts_by_rule(run_id),
        "lines": lines,
        "excepted_only": excepted,
        "more_url": more if goes_on is not None else "",
        "certificate": certificate,
        **_possible(actor, owner, run),
        **_marked(actor),
    }
    return render(request, "disposal/run.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def except_record(request: HttpRequest, authority: str, run_id: int, proposal_id: int) -> HttpResponse:
    """Keep a record that the rules let go, for a reason."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PROPOSE, authority=owner.id)
    line = queries.proposal(owner.id, run_id, proposal_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.except_record,
            actor,
            authority=owner.id,
            run_id=run_id,
            proposal_id=proposal_id,
            reason=form.cleaned_data["reason"],
        )
        if attempt(form, lambda: act() or True):
            messages.success(request, _("Handlingen är undantagen och blir kvar."))
            return redirect("disposal:run", authority, run_id)
    context = {
        "page_title": _("Undanta handlingen från gallringen"),
        "line": line,
        "form": form,
        "back": reverse("disposal:run", args=[authority, run_id]),
        **_marked(actor),
    }
    return render(request, "disposal/except.html", context)


@require_POST
def include_record(request: HttpRequest, authority: str, run_id: int, proposal_id: int) -> HttpResponse:
    """Take an exception back."""
    owner = authority_by_slug(authority)
    actions.include_record(actor_of(request), authority=owner.id, run_id=run_id, proposal_id=proposal_id)
    messages.success(request, _("Handlingen är med i förslaget igen."))
    return redirect("disposal:run", authority, run_id)


@require_POST
def endorse(request: HttpRequest, authority: str, run_id: int) -> HttpResponse:
    """Stand behind a proposal that came by itself."""
    owner = authority_by_slug(authority)
    actions.endorse_run(actor_of(request), authority=owner.id, run_id=run_id)
    messages.success(request, _("Du står bakom förslaget. Någon annan beslutar."))
    return redirect("disposal:run", authority, run_id)


@require_http_methods(["GET", "HEAD", "POST"])
def abandon(request: HttpRequest, authority: str, run_id: int) -> HttpResponse:
    """Let a proposal fall, for a reason."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PROPOSE, authority=owner.id)
    run = queries.run(owner.id, run_id)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.abandon_run,
            actor,
            authority=owner.id,
            run_id=run_id,
            reason=form.cleaned_data["reason"],
        )
        if attempt(form, lambda: act() or True):
            messages.success(request, _("Gallringen genomförs inte. Inget har gallrats."))
            return redirect("disposal:overview", authority)
    context = {
        "page_title": _("Genomför inte gallringen"),
        "run": run,
        "form": form,
        "back": reverse("disposal:run", args=[authority, run_id]),
        **_marked(actor),
    }
    return render(request, "disposal/abandon.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, authority: str, run_id: int) -> HttpResponse:
    """Decide the disposal by typing what will happen; it cannot be undone."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, CONFIRM, authority=owner.id)
    run = queries.run(owner.id, run_id)
    words = confirmation_words(run.to_dispose)
    form = ConfirmForm(request.POST or None, expected=words)
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.confirm_run,
            actor,
            authority=owner.id,
            run_id=run_id,
            words=form.cleaned_data["words"],
            at=clock.now(),
        )
        if attempt(form, lambda: act() or True, rule_field="words"):
            messages.success(request, _("Gallringen är beslutad och verkställs i bakgrunden."))
            return redirect("disposal:run", authority, run_id)
    context = {
        "page_title": _("Besluta att gallra"),
        "consequence": _consequence(run),
        "facts": [
            (_("Plan"), f"{run.plan.name}, {run.plan.adopted_by}"),
            (_("Föreslaget av"), run.proposed_by or None),
            (_("Undantagna"), str(run.excepted)),
        ],
        "form": form,
        "button": ngettext("Gallra %(count)s handling", "Gallra %(count)s handlingar", run.to_dispose)
        % {"count": run.to_dispose},
        "back_href": reverse("disposal:run", args=[authority, run_id]),
        **_marked(actor),
    }
    return render(request, "ui/confirm.html", context)


def _consequence(run: RunLine) -> str:
    text = ngettext(
        "%(count)s handling förstörs: filer, texter, rubrik, avsändare och allt som händelseloggen säger."
        " Nummer, dag, klass och slag blir kvar i diariet.",
        "%(count)s handlingar förstörs: filer, texter, rubriker, avsändare och allt som händelseloggen säger."
        " Nummer, dag, klass och slag blir kvar i diariet.",
        run.to_dispose,
    )
    return text % {"count": run.to_dispose}


def _possible(actor: Actor, owner: Authority, run: RunLine) -> dict[str, Any]:
    """Say which buttons the run has, and why the decision is not there for whoever might expect it."""
    proposed = run.state is RunState.PROPOSED
    reviews = permits(actor, PROPOSE, owner.id)
    why_not = ""
    if proposed and permits(actor, CONFIRM, owner.id):
        if run.proposed_by_id is None:
            why_not = _("någon annan behöver gå igenom förslaget först")
        elif run.proposed_by_id == actor.person_id:
            why_not = _("du har själv lagt fram förslaget, så någon annan beslutar")
        elif not run.to_dispose:
            why_not = _("förslaget har inga handlingar")
    return {
        "may_review": proposed and reviews,
        "may_endorse": proposed and reviews and run.proposed_by_id is None,
        "may_abandon": run.state in {RunState.PROPOSING, RunState.PROPOSED} and reviews,
        "may_confirm": proposed and permits(actor, CONFIRM, owner.id) and not why_not,
        "why_not": why_not,
        "working": run.state in {RunState.PROPOSING, RunState.DISPOSING},
    }


def _shown(run: RunLine) -> dict[str, Any]:
    text, tone = RUN_STATE_TEXTS[run.state]
    return {"run": run, "text": text, "tone": tone}


def _marked(actor: Actor) -> dict[str, bool]:
    return {"demonstration": True} if actor.is_demonstration else {}
