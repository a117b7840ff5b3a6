"""What visitors see of a case or record in the web diary, and the buttons that decide it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.foundation.ui.words import swedish_date
from tinget.organisation.api import (
    KEEP_WEB_DIARY,
    Actor,
    Authority,
    authority_by_slug,
    keep_web_diary_months,
    permits,
    require,
)
from tinget.registry import actions, queries
from tinget.registry.forms.web_diary import WebDiaryForm
from tinget.registry.permissions import PUBLISH
from tinget.registry.rules import CaseLine, CaseStatus, RecordLine, RecordState
from tinget.registry.rules.web_diary import is_surely_personal

DONE: Mapping[str, str | Promise] = {
    "visa": gettext_lazy("Visas nu i webbdiariet."),
    "ta-bort": gettext_lazy("Visas inte längre i webbdiariet."),
    "visa-namn": gettext_lazy("Namnet visas nu i webbdiariet."),
    "dolj-namn": gettext_lazy("Namnet visas inte längre i webbdiariet."),
}


@dataclass(frozen=True, slots=True)
class OnTheWeb:
    """A page's part about the web diary: sentences, and buttons (act, words) that post to the address."""

    sentences: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]
    url: str


@require_http_methods(["GET", "HEAD", "POST"])
def web_diary(request: HttpRequest, authority: str) -> HttpResponse:
    """Say what the web diary shows, and decide for how long."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, KEEP_WEB_DIARY, authority=owner.id)
    form = WebDiaryForm(request.POST or None, initial={"months": owner.web_diary_months})
    if request.method == "POST" and form.is_valid():
        act = partial(keep_web_diary_months, actor, authority=owner.id, months=form.cleaned_data["months"])
        if attempt(form, act) is not None:
            messages.success(request, _("Tiden är sparad och gäller från nu."))
            return redirect("registry:web_diary", authority)
    context = {
        "page_title": _("Webbdiariet"),
        "form": form,
        "cases_url": reverse("registry:cases", args=[authority]),
    }
    return render(request, "registry/web_diary.html", context)


@require_POST
def case_on_the_web(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Show a case in the web diary, or take it from there."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PUBLISH, authority=owner.id)
    case = queries.case_of(owner, year=year, serial=serial)
    acts = {
        "visa": lambda: _publish(actor, owner, case_ids=[case.id]),
        "ta-bort": lambda: actions.withdraw_case(actor, case_id=case.id),
    }
    return _done(request, acts, case.url)


@require_POST
def record_on_the_web(request: HttpRequest, authority: str, record_id: int) -> HttpResponse:
    """Show a record in the web diary or take it from there, with the name of an organisation or without."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, PUBLISH, authority=owner.id)
    record = queries.record_of(owner, record_id)
    acts = {
        "visa": lambda: _publish(actor, owner, record_ids=[record.id]),
        "ta-bort": lambda: actions.withdraw_record(actor, record_id=record.id),
        "visa-namn": lambda: actions.show_counterpart(actor, record_id=record.id),
        "dolj-namn": lambda: actions.hide_counterpart(actor, record_id=record.id),
    }
    return _done(request, acts, record.url)


def case_in_web_diary(actor: Actor, owner: Authority, case: CaseLine) -> OnTheWeb:
    """Say what visitors see of the case, and what can be done about it."""
    is_shown = case.is_public_on(clock.today())
    told = [_("Allmänheten ser ärendets nummer, rubrik, klass, läge och dagar.")] if is_shown else []
    place = [owner.slug, case.year, case.serial]
    return OnTheWeb(
        sentences=(*told, *_how_long(case, _("Ärendet visas inte för allmänheten på webben."))),
        buttons=_switch(is_shown, voided=case.status is CaseStatus.VOIDED)
        if _decides(actor, owner, case)
        else (),
        url=reverse("registry:case_on_the_web", args=place),
    )


def record_in_web_diary(actor: Actor, owner: Authority, record: RecordLine) -> OnTheWeb | None:
    """Say what visitors see of the record, and what can be done about it; a draft is never shown."""
    if record.state is RecordState.DRAFT:
        return None
    buttons: tuple[tuple[str, str], ...] = ()
    if _decides(actor, owner, record):
        buttons = (
            *_switch(record.is_public_on(clock.today()), voided=record.state is RecordState.VOIDED),
            *_about_counterpart(record),
        )
    return OnTheWeb(
        sentences=tuple(_told_of(record)),
        buttons=buttons,
        url=reverse("registry:record_on_the_web", args=[owner.slug, record.id]),
    )


def _told_of(record: RecordLine) -> list[str]:
    how_long = _how_long(record, _("Handlingen visas inte för allmänheten på webben."))
    if not record.is_public_on(clock.today()):
        return how_long
    told = [_("Allmänheten ser handlingens id, dag, rubrik och ärende.")]
    if record.shows_counterpart:
        told.append(_("Även namnet visas: %(name)s.") % {"name": record.counterpart})
    elif record.counterpart:
        told.append(_("Avsändare eller mottagare visas inte, eftersom det kan vara en privatperson."))
    return [*told, *how_long]


def _how_long(line: CaseLine | RecordLine, is_not: str) -> list[str]:
    """Say until when it is shown, that its time has run out, or that it is not shown at all."""
    if line.published_at is None:
        return [is_not]
    if line.public_until is None:
        return []
    day = swedish_date(line.public_until)
    if line.is_public_on(clock.today()):
        return [_("Det visas till och med %(day)s.") % {"day": day}]
    return [_("Det visades till och med %(day)s.") % {"day": day}]


def _about_counterpart(record: RecordLine) -> tuple[tuple[str, str], ...]:
    """Offer to show a name that may be an organisation's; who presses the button says that it is."""
    if record.shows_counterpart:
        return (("dolj-namn", _("Dölj namnet")),)
    if record.is_secret or not record.is_public_on(clock.today()) or not record.counterpart:
        return ()
    if is_surely_personal(record.counterpart):
        return ()
    text = _("%(name)s är en organisation: visa namnet") % {"name": record.counterpart}
    return (("visa-namn", text),)


def _switch(published: bool, *, voided: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001 -- the one thing it asks
    if published:
        return (("ta-bort", _("Ta bort från webbdiariet")),)
    return () if voided else (("visa", _("Visa i webbdiariet")),)


def _decides(actor: Actor, owner: Authority, line: CaseLine | RecordLine) -> bool:
    return permits(actor, PUBLISH, owner.id) and (line.is_demonstration or not actor.is_demonstration)


def _publish(
    actor: Actor, owner: Authority, *, case_ids: Iterable[int] = (), record_ids: Iterable[int] = ()
) -> bool:
    actions.publish(
        actor,
        authority=owner.id,
        case_ids=case_ids,
        record_ids=record_ids,
        decision_ids=(),
        at=clock.now(),
    )
    return True


def _done(request: HttpRequest, acts: Mapping[str, Callable[[], bool]], url: str) -> HttpResponse:
    """Do what was asked for and go back to the page, which has the opposite button."""
    asked = request.POST.get("gor", "")
    if asked not in acts:
        return HttpResponseBadRequest()
    if acts[asked]():
        messages.success(request, str(DONE[asked]))
    return redirect(f"{url}#webbdiariet")
