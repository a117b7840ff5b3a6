"""The pages for those who handle requests: the list, entering one, and everything that is done about it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.documents.api import document_url
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ledger import text_of
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date
from tinget.organisation.api import VISITOR, Actor, Authority, authority_by_slug, name_of, permits, require
from tinget.registry import api as registry
from tinget.release import actions, queries
from tinget.release.forms import (
    CHANNEL_TEXTS,
    AssessForm,
    DayForm,
    DeliverForm,
    EnteredForm,
    OutcomeForm,
    PointOutForm,
    RefuseForm,
)
from tinget.release.permissions import DECIDE, HANDLE
from tinget.release.queries import LISTED, RefusalView, RequestView
from tinget.release.rules import DAYS_WITHOUT_REMARK, Outcome, State, may_ask_for_decision
from tinget.release.views.words import OUTCOME_TEXTS, STATE_TEXTS, STATE_TONES

Act = Callable[..., object]
# Each step after the assessment: its form, what it does, who may, and the words for it.
STEPS: dict[str, type[forms.Form]] = {
    "lamna-ut": DeliverForm,
    "begar-beslut": DayForm,
    "avsla": RefuseForm,
    "mottaget": DayForm,
    "overklagat": DayForm,
    "skickat": DayForm,
    "avgorande": OutcomeForm,
    "avsluta": DayForm,
}

WITH_A_WORD: dict[str, Act] = {
    "mottaget": actions.note_receipt,
    "overklagat": actions.note_appeal,
    "skickat": actions.forward_appeal,
    "avgorande": actions.note_court_outcome,
    "avsluta": actions.close_request,
}


@require_safe
def request_list(request: HttpRequest, authority: str) -> HttpResponse:
    """List the open requests, the one that has waited longest first; or the closed ones."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    closed, after = "avslutade" in request.GET, request.GET.get("efter", "")
    found = queries.requests(
        actor,
        owner.id,
        today=clock.today(),
        closed=closed,
        after=int(after) if after.isdecimal() else None,
    )
    context = {
        "page_title": _("Begäran om handlingar"),
        "listing": _listing(owner, found, closed=closed),
        "closed": closed,
        "may_handle": permits(actor, HANDLE, owner.id),
        "enter_url": reverse("release:enter", args=[authority]),
        "ask_url": reverse("release:ask", args=[authority]),
    }
    return render(request, "release/requests.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, authority: str) -> HttpResponse:
    """Enter a request that came by mail, telephone, visit or letter; the code is shown once."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, HANDLE, authority=owner.id)
    form = EnteredForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data | {"submission": submission_of(form)}
        received = attempt(form, partial(actions.receive_request, actor, authority=owner.id, **told))
        if received is not None:
            context = {
                "page_title": _("Begäran är inlagd"),
                "received": received,
                "entered_url": reverse("release:request", args=[authority, received.id]),
                "follow_url": reverse("release:follow", args=[authority]),
            }
            return render(request, "release/received.html", context)
    context = {
        "page_title": _("Lägg in en begäran"),
        "form": form,
        "list_url": reverse("release:requests", args=[authority]),
    }
    return render(request, "release/enter.html", context)


@require_safe
def show_request(request: HttpRequest, authority: str, request_id: int) -> HttpResponse:
    """Show a request: what is asked for, what was found, and what can be done now."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    view = queries.request(actor, owner.id, request_id, today=clock.today())
    return _page(request, owner, actor, view)


@require_POST
def point_out(request: HttpRequest, authority: str, request_id: int) -> HttpResponse:
    """Say which record the request is about."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, HANDLE, authority=owner.id)
    view = queries.request(actor, owner.id, request_id, today=clock.today())
    form = PointOutForm(request.POST)
    if form.is_valid():
        act = partial(_point_out, actor, owner, view, form.cleaned_data["record"])
        if attempt(form, act) is not None:
            messages.success(request, _("Handlingen är utpekad. Pröva om den kan lämnas ut."))
            return redirect("release:request", authority, request_id)
    return _page(request, owner, actor, view, point_out=form)


@require_POST
def assess(request: HttpRequest, authority: str, request_id: int, item_id: int) -> HttpResponse:
    """Take down what was found of one record."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, HANDLE, authority=owner.id)
    view = queries.request(actor, owner.id, request_id, today=clock.today())
    item_of(view, item_id)
    form = AssessForm(request.POST, prefix=str(item_id))
    if form.is_valid():
        act = partial(actions.assess, actor, item_id=item_id, at=clock.now(), **form.cleaned_data)
        if attempt(form, lambda: act() or True):
            messages.success(request, _("Prövningen är antecknad."))
            return redirect("release:request", authority, request_id)
    return _page(request, owner, actor, view, assessed={item_id: form})


@require_POST
def take_step(request: HttpRequest, authority: str, request_id: int, step: str) -> HttpResponse:
    """Take one of the steps after the assessment."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    if step not in STEPS:
        raise Http404(step)
    require(actor, DECIDE if step == "avsla" else HANDLE, authority=owner.id)
    view = queries.request(actor, owner.id, request_id, today=clock.today())
    form = STEPS[step](request.POST, prefix=step)
    if form.is_valid() and attempt(form, lambda: _act(actor, view, step, form.cleaned_data)):
        messages.success(request, _("Det är antecknat."))
        return redirect("release:request", authority, request_id)
    return _page(request, owner, actor, view, stepped={step: form})


def _act(actor: Actor, view: RequestView, step: str, told: dict[str, Any]) -> bool:
    if step == "lamna-ut":
        pages, fee = told["pages"] or 0, told["fee"] or 0
        actions.deliver(actor, request_id=view.id, way=told["way"], pages=pages, fee=fee, at=clock.now())
    elif step == "begar-beslut":
        actions.ask_for_decision(actor, authority=view.authority_id, request_id=view.id, on=told["on"])
    elif step == "avsla":
        actions.refuse(actor, request_id=view.id, at=clock.now(), **told)
    else:
        WITH_A_WORD[step](actor, request_id=view.id, **told)
    return True


def _possible(view: RequestView, actor: Actor, owner: Authority) -> dict[str, str]:
    """Say which steps can be taken now, each with its button."""
    if view.state is State.CLOSED:
        return {}
    can = {}
    if permits(actor, HANDLE, owner.id):
        if any(one.outcome in {Outcome.RELEASED, Outcome.MASKED} for one in view.records):
            can["lamna-ut"] = _("Lämna ut")
        if may_ask_for_decision(view.done):
            can["begar-beslut"] = _("Anteckna att skriftligt beslut begärs")
        can |= _after_decision(view.refusal) | {"avsluta": _("Avsluta begäran")}
    if permits(actor, DECIDE, owner.id) and view.refusal and not view.refusal.decided_on:
        can = {"avsla": _("Fatta beslutet")} | can
    return can


def _after_decision(refusal: RefusalView | None) -> dict[str, str]:
    can: dict[str, str] = {}
    if refusal is None or refusal.decided_on is None:
        return can
    if refusal.received_on is None:
        can["mottaget"] = _("Anteckna när beslutet togs emot")
    if refusal.appealed_on is None:
        can["overklagat"] = _("Anteckna när ett överklagande kom in")
    elif refusal.forwarded_on is None:
        can["skickat"] = _("Anteckna när det skickades till kammarrätten")
    elif not refusal.court_outcome:
        can["avgorande"] = _("Anteckna kammarrättens avgörande")
    return can


def _page(
    request: HttpRequest,
    owner: Authority,
    actor: Actor,
    view: RequestView,
    *,
    point_out: PointOutForm | None = None,
    assessed: dict[int, AssessForm] | None = None,
    stepped: dict[str, forms.Form] | None = None,
) -> HttpResponse:
    place = [owner.slug, view.id]
    context = {
        "page_title": _("Begäran %(number)s") % {"number": view.number},
        "view": view,
        "state_text": STATE_TEXTS[view.state],
        "state_tone": STATE_TONES[view.state],
        "waited": _waited(view),
        "facts": _facts(view),
        "records": _records(owner, view, assessed or {}),
        "handles": permits(actor, HANDLE, owner.id) and view.state is not State.CLOSED,
        "point_out": point_out or PointOutForm(),
        "point_out_url": reverse("release:point_out", args=place),
        "steps": _steps(owner, actor, view, stepped or {}),
        "decision_url": _decision_url(owner, view),
        "list_url": reverse("release:requests", args=[owner.slug]),
        "events": _events(view),
        **({"demonstration": True} if view.is_demonstration else {}),
    }
    return render(request, "release/request.html", context)


def _steps(
    owner: Authority, actor: Actor, view: RequestView, bound: dict[str, forms.Form]
) -> list[dict[str, Any]]:
    return [
        {
            "text": text,
            "url": reverse("release:step", args=[owner.slug, view.id, name]),
            "form": bound.get(name) or STEPS[name](prefix=name, initial={"on": clock.today()}),
        }
        for name, text in _possible(view, actor, owner).items()
    ]


def _records(owner: Authority, view: RequestView, bound: dict[int, AssessForm]) -> list[dict[str, Any]]:
    return [
        {
            "record": one,
            "outcome": OUTCOME_TEXTS[one.outcome],
            "url": reverse("release:assess", args=[owner.slug, view.id, one.id]),
            "mask_url": reverse("release:mask", args=[owner.slug, view.id, one.id]),
            "secrecy_url": reverse("registry:record_secrecy", args=[owner.slug, one.record_id]),
            "masked_url": document_url(owner.slug, one.masked_document_id) if one.masked_document_id else "",
            "form": bound.get(one.id) or AssessForm(prefix=str(one.id)),
        }
        for one in view.records
    ]


def _decision_url(owner: Authority, view: RequestView) -> str:
    document = view.refusal.document_id if view.refusal else None
    return document_url(owner.slug, document) if document else ""


def _facts(view: RequestView) -> list[tuple[str, Any]]:
    return [
        (_("Kom in"), short_date(view.received_on)),
        (_("Genom"), CHANNEL_TEXTS[view.channel]),
        (_("Begärd av"), view.name or _("har inte sagts, och behöver inte sägas")),
        (_("E-post"), view.email or "–"),
    ]


def _waited(view: RequestView) -> str:
    if view.closed_on:
        return ""
    if not view.days:
        return _("Kom in i dag.")
    pattern = ngettext("Har väntat %(days)s dag.", "Har väntat %(days)s dagar.", view.days)
    return pattern % {"days": view.days}


def _events(view: RequestView) -> list[dict[str, Any]]:
    return [
        {
            "at": line.at,
            "text": text_of(line.action) if line.action else _("Uppgiften är gallrad"),
            "who": _("den som begär") if line.who == VISITOR.who else name_of(line.who or ""),
            "acting_as": line.acting_as or "",
        }
        for line in queries.history(view)
    ]


def item_of(view: RequestView, item_id: int) -> queries.RecordView:
    """Find a record in the request, or answer that there is none."""
    found = next((one for one in view.records if one.id == item_id), None)
    if found is None:
        raise Http404(str(item_id))
    return found


def _point_out(actor: Actor, owner: Authority, view: RequestView, printed: str) -> int:
    plain = printed.strip().removeprefix(owner.record_id_label).strip()
    record = registry.record_by_printed(owner.id, plain)
    if record is None:
        raise NotPossible(_("Ingen handling i diariet har det id:t. Se efter i handlingslistan."))
    return actions.point_out_record(actor, request_id=view.id, record_id=record.id)


def _listing(owner: Authority, found: list[RequestView], *, closed: bool) -> Listing:
    rows = [
        Row(
            cells=(
                Cell(view.number),
                Cell(Truncator(view.text).chars(80)),
                Cell(STATE_TEXTS[view.state], state=STATE_TONES[view.state]),
                Cell(short_date(view.received_on)),
                Cell(view.days, state="wait" if view.days > DAYS_WITHOUT_REMARK and not closed else ""),
            ),
            href=reverse("release:request", args=[owner.slug, view.id]),
        )
        for view in found[:LISTED]
    ]
    more = f"?{'avslutade&' if closed else ''}efter={found[LISTED - 1].id}" if len(found) > LISTED else ""
    longest_first = _("Den som har väntat längst först. En begäran prövas skyndsamt (TF 2:15-16).")
    caption = _("Avslutade, den senaste först") if closed else longest_first
    return Listing(
        caption=caption,
        columns=(
            Column(_("Nummer")),
            Column(_("Begäran")),
            Column(_("Läge")),
            Column(_("Kom in")),
            Column(_("Dagar"), numeric=True),
        ),
        rows=tuple(rows),
        empty_title=_("Ingen begäran väntar"),
        empty_text=_("När någon begär ut en handling visas det här, hur den än kom in."),
        more_url=more,
    )
