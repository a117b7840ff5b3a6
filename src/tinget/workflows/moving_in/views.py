"""The pages of moving in, step by step: a file, its columns, a trial, the run, and undoing or accepting."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.foundation import clock, exports
from tinget.foundation.exports import Heading, Value
from tinget.foundation.http import actor_of
from tinget.organisation import api as organisation
from tinget.registry import api as registry
from tinget.workflows.models import MovingIn
from tinget.workflows.moving_in import steps
from tinget.workflows.moving_in.forms import KIND_TEXTS, MappingForm, TableForm
from tinget.workflows.moving_in.rules.mapping import Kind, MoveState, RowState
from tinget.workflows.moving_in.trial import CASES, SHOWN, examined, findings_of, series_after

LISTED = 50
SAMPLES = 3
STATE_TEXTS: dict[str, tuple[str | Promise, str]] = {
    MoveState.NEW: (gettext_lazy("inte startad"), "plain"),
    MoveState.RUNNING: (gettext_lazy("pågår"), "now"),
    MoveState.MOVED: (gettext_lazy("inflyttad, inte godkänd"), "wait"),
    MoveState.UNDOING: (gettext_lazy("ångras"), "now"),
    MoveState.ACCEPTED: (gettext_lazy("godkänd"), "done"),
    MoveState.UNDONE: (gettext_lazy("ångrad"), "stop"),
}
STEPS = (
    gettext_lazy("Fil"),
    gettext_lazy("Kolumner"),
    gettext_lazy("Provflytt"),
    gettext_lazy("Inflyttning"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def movings(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what has been moved in, and take up a table."""
    place = _place(request, authority)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = steps.take_up(
            actor_of(request),
            authority=place.id,
            kind=Kind(form.cleaned_data["kind"]),
            table=form.table,
            name=form.cleaned_data["file"].name,
            at=clock.now(),
        )
        return redirect("moving_in:mapping", authority, made.pk)
    rows = MovingIn.objects.filter(authority_id=place.id).order_by("-pk")[:LISTED]
    context = {
        "page_title": _("Flytta in från ett annat system"),
        "authority_slug": authority,
        "form": form,
        "movings": [_shown(row) for row in rows],
        "steps": _steps(0),
    }
    return render(request, "workflows/movings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mapping(request: HttpRequest, authority: str, moving_id: int) -> HttpResponse:
    """Say which column holds what; the guess by the headings is there from the start."""
    place = _place(request, authority)
    row = _moving(place, moving_id)
    if row.state != MoveState.NEW.value:
        return redirect("moving_in:moving", authority, row.pk)
    form = MappingForm(request.POST or None, kind=Kind(row.kind), headings=row.headings, mapping=row.mapping)
    if request.method == "POST" and form.is_valid():
        steps.change_mapping(actor_of(request), row, form.mapping)
        return redirect("moving_in:trial", authority, row.pk)
    context = {
        **_common(place, row, step=1),
        "form": form,
        "headings": row.headings,
        "samples": [sample.cells for sample in row.rows.order_by("line")[:SAMPLES]],
    }
    return render(request, "workflows/moving_mapping.html", context)


@require_safe
def trial(request: HttpRequest, authority: str, moving_id: int) -> HttpResponseBase:
    """Try the move, store nothing, and report; ?format=csv gives every finding."""
    place = _place(request, authority)
    row = _moving(place, moving_id)
    if row.state != MoveState.NEW.value:
        return redirect("moving_in:moving", authority, row.pk)
    if not MappingForm(_as_posted(row), kind=Kind(row.kind), headings=row.headings, mapping={}).is_valid():
        return redirect("moving_in:mapping", authority, row.pk)
    if (kind := exports.asked_for(request)) is not None:
        return exports.response(kind, f"provflytt-{row.pk}", _report_headings(), _trial_report(row))
    tried = steps.try_run(actor_of(request), row)
    context = {
        **_common(place, row, step=2),
        "trial": tried,
        "shown": SHOWN,
        "series": [
            {"name": _("Ärenden") if one.series == CASES else _("Handlingar"), "line": one}
            for one in series_after(place.id, tried.highest)
        ],
        "exports": exports.links(request),
    }
    return render(request, "workflows/moving_trial.html", context)


@require_safe
def moving(request: HttpRequest, authority: str, moving_id: int) -> HttpResponseBase:
    """Show how far the move has come; ?format=csv gives the rows that did not go or are doubtful."""
    place = _place(request, authority)
    row = _moving(place, moving_id)
    if (kind := exports.asked_for(request)) is not None:
        return exports.response(kind, f"inflyttning-{row.pk}", _report_headings(), _report(row))
    findings = row.rows.exclude(told="").order_by("line")[:SHOWN]
    context = {
        **_common(place, row, step=3),
        "findings": [
            {"line": one.line, "is_refused": one.state == RowState.REFUSED.value, "text": one.told}
            for one in findings
        ],
        "done": row.went + row.refused,
        "exports": exports.links(request),
    }
    return render(request, "workflows/moving.html", context)


@require_POST
def start(request: HttpRequest, authority: str, moving_id: int) -> HttpResponse:
    """Begin the real run."""
    place = _place(request, authority)
    steps.start(actor_of(request), _moving(place, moving_id).pk)
    messages.success(request, _("Inflyttningen har börjat. Du kan lämna sidan; arbetet fortsätter."))
    return redirect("moving_in:moving", authority, moving_id)


@require_POST
def undo(request: HttpRequest, authority: str, moving_id: int) -> HttpResponse:
    """Ask for all that came in to be taken away."""
    place = _place(request, authority)
    row = _moving(place, moving_id)
    steps.undo(actor_of(request), row.pk)
    if row.state == MoveState.NEW.value:
        messages.success(request, _("Filens rader är borttagna. Inget hade flyttats in."))
        return redirect("moving_in:movings", authority)
    messages.success(request, _("Inflyttningen ångras. Du kan lämna sidan; arbetet fortsätter."))
    return redirect("moving_in:moving", authority, moving_id)


@require_POST
def accept(request: HttpRequest, authority: str, moving_id: int) -> HttpResponse:
    """Accept what came in."""
    place = _place(request, authority)
    steps.accept(actor_of(request), _moving(place, moving_id).pk)
    messages.success(request, _("Inflyttningen är godkänd."))
    return redirect("moving_in:moving", authority, moving_id)


def _place(request: HttpRequest, authority: str) -> organisation.Authority:
    place = organisation.authority_by_slug(authority)
    organisation.require(actor_of(request), registry.MOVE_IN, authority=place.id)
    return place


def _moving(place: organisation.Authority, moving_id: int) -> MovingIn:
    row = MovingIn.objects.filter(authority_id=place.id, pk=moving_id).first()
    if row is None:
        raise Http404(_("Inflyttningen finns inte."))
    return row


def _shown(row: MovingIn) -> dict[str, Any]:
    text, tone = STATE_TEXTS[row.state]
    return {"row": row, "kind": KIND_TEXTS[Kind(row.kind)], "state_text": text, "state_tone": tone}


def _common(place: organisation.Authority, row: MovingIn, *, step: int) -> dict[str, Any]:
    told = _shown(row)
    title = _("Inflyttning av %(kind)s: %(name)s") % {"kind": told["kind"], "name": row.name}
    return {**told, "page_title": title, "authority_slug": place.slug, "steps": _steps(step)}


def _steps(now: int) -> list[dict[str, Any]]:
    return [
        {"text": text, "state": "done" if at < now else "now" if at == now else "next"}
        for at, text in enumerate(STEPS)
    ]


def _as_posted(row: MovingIn) -> dict[str, str]:
    return {name: str(at) for name, at in row.mapping.items()}


def _report_headings() -> list[Heading]:
    return [Heading("line", _("Rad")), Heading("outcome", _("Utfall")), Heading("text", _("Varför"))]


def _trial_report(row: MovingIn) -> Iterator[Sequence[Value]]:
    lines = row.rows.order_by("line").values_list("line", "cells").iterator(chunk_size=2_000)
    for one in examined(steps.examiner_of(row), lines):
        for finding in findings_of(one):
            yield finding.line, _outcome(is_refused=finding.is_refused), finding.text


def _report(row: MovingIn) -> Iterator[Sequence[Value]]:
    told = row.rows.exclude(told="").order_by("line").values_list("line", "state", "told")
    for line, state, text in told.iterator(chunk_size=2_000):
        yield line, _outcome(is_refused=state == RowState.REFUSED.value), text


def _outcome(*, is_refused: bool) -> str:
    return _("flyttas inte") if is_refused else _("flyttas, men")
