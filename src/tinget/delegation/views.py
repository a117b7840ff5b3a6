"""The pages of delegation: the scheme on a day, bringing one in, the register of decisions, recording one."""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.delegation import actions, queries
from tinget.delegation.forms import DayForm, DelegatedForm, SchemeForm
from tinget.delegation.permissions import ADOPT, RECORD
from tinget.delegation.queries import DelegatedPage
from tinget.delegation.rules.decisions import noticed_by_itself
from tinget.delegation.rules.lines import DelegatedLine
from tinget.delegation.rules.schemes import Point, Scheme, read_points
from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.foundation.ui.words import short_date
from tinget.organisation.api import Actor, Authority, Role, authority_by_slug, permits, require
from tinget.registry import api as registry

FAULTS_SHOWN = 50


@public
@require_safe
def show_scheme(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the delegation scheme that is in force on a day, today unless another is asked for."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    form = DayForm(request.GET)
    day = (form.cleaned_data["dag"] if form.is_valid() else None) or clock.today()
    found = queries.scheme(owner.id, day)
    made_up = found is None and queries.scheme(owner.id, day, demonstration=True)
    context = {
        "page_title": _("Delegationsordning"),
        "day_form": form,
        "day": day,
        "scheme": found or made_up or None,
        "versions": queries.schemes(owner.id, demonstration=bool(made_up)),
        "may_adopt": permits(actor, ADOPT, owner.id),
        "adopt_url": reverse("delegation:adopt", args=[authority]),
        "register_url": reverse("delegation:register", args=[authority]),
        **({"demonstration": True} if made_up else {}),
    }
    return render(request, "delegation/scheme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, authority: str) -> HttpResponse:
    """Try a table of points, and bring it in as a version when nothing is wrong with it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, ADOPT, authority=owner.id)
    form = SchemeForm(request.POST or None, request.FILES or None)
    tried: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        points, faults = read_points(given["points"])
        tried = {"points": points, "faults": [_fault_text(fault) for fault in faults[:FAULTS_SHOWN]]}
        if not faults and request.POST.get("do") == "adopt":
            made = attempt(form, partial(_adopt, actor, owner, given, points), rule_field="valid_from")
            if made is not None:
                messages.success(request, _("Delegationsordningen är införd och syns för alla."))
                address = reverse("delegation:scheme", args=[authority])
                return redirect(f"{address}?dag={given['valid_from'].isoformat()}")
        if form.is_valid():  # what was read of the file stays in the field, to be brought in from there
            form = SchemeForm(initial={**given, "file": None})
    context = {
        "page_title": _("För in en delegationsordning"),
        "form": form,
        "back": reverse("delegation:scheme", args=[authority]),
        **tried,
    }
    return render(request, "delegation/adopt.html", context)


@public
@require_safe
def register(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the delegated decisions, newest first; visitors see the published ones."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    after = _after(request.GET.get("efter", ""))
    page = queries.delegated_page(owner.id, after=after)
    context = {
        "page_title": _("Delegationsbeslut"),
        "listing": _listing(owner, page),
        "goes_on": after is not None,
        "may_record": permits(actor, RECORD, owner.id),
        "record_url": reverse("delegation:record", args=[authority]),
        "scheme_url": reverse("delegation:scheme", args=[authority]),
        "ways": queries.ways_from_register(actor, owner),
    }
    return render(request, "delegation/register.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, authority: str) -> HttpResponse:
    """Record a decision by a delegate, and go to it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, RECORD, authority=owner.id)
    form = _record_form(request, owner, actor)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_record, actor, owner, form), rule_field="point")
        if made is not None:
            line = queries.delegated_decision(owner.id, made)
            messages.success(request, _("Beslutet är infört som %(label)s.") % {"label": line.label})
            return redirect(line.url)
    context = {
        "page_title": _("För in ett delegationsbeslut"),
        "form": form,
        "has_points": bool(form.fields["point"].choices),  # type: ignore[attr-defined] # a ChoiceField
        "back": reverse("delegation:register", args=[authority]),
        "scheme_url": reverse("delegation:scheme", args=[authority]),
        **({"demonstration": True} if actor.is_demonstration else {}),
    }
    return render(request, "delegation/record.html", context)


@require_POST
def publish(request: HttpRequest, authority: str, delegated_id: int) -> HttpResponse:
    """Let visitors read a decision."""
    owner = authority_by_slug(authority)
    line = queries.delegated_decision(owner.id, delegated_id)
    actions.publish_delegated(actor_of(request), authority=owner.id, delegated_id=line.id, at=clock.now())
    messages.success(request, _("Beslutet är publicerat."))
    return redirect(line.url)


def _adopt(actor: Actor, owner: Authority, given: dict[str, Any], points: list[Point]) -> int:
    return actions.adopt_scheme(
        actor,
        authority=owner.id,
        name=given["name"],
        valid_from=given["valid_from"],
        adopted_on=given["adopted_on"],
        adopted_by=given["adopted_by"],
        points=points,
        at=clock.now(),
    )


def _record_form(request: HttpRequest, owner: Authority, actor: Actor) -> DelegatedForm:
    """Offer the points in force on the day of the decision, and those of today."""
    today = clock.today()
    days = {today}
    if request.method == "POST":
        days |= {_day(request.POST.get("decided_on", "")) or today}
    found = [point for day in sorted(days, reverse=True) for point in _points(owner, actor, day)]
    initial: dict[str, Any] = {"decided_on": today, "case": request.GET.get("arende", "").replace("-", "/")}
    if actor.role is Role.CHAIR:
        initial["decided_by"] = actor.name
    points = list({point.id: point for point in found}.values())
    return DelegatedForm(
        request.POST or None, points=points, pattern=owner.case_number_pattern, initial=initial
    )


def _points(owner: Authority, actor: Actor, day: dt.date) -> tuple[Point, ...]:
    found: Scheme | None = queries.scheme(owner.id, day, demonstration=actor.is_demonstration)
    return found.points if found else ()


def _record(actor: Actor, owner: Authority, form: DelegatedForm) -> int:
    given = form.cleaned_data
    told = actions.Told(
        point_id=given["point"],
        decided_on=given["decided_on"],
        decided_by=given["decided_by"],
        title=given["title"],
        text=given["text"],
        case_id=_case_id(owner, given["case"]),
        amount=given["amount"],
        kind=given["kind"],
        meets_conditions=given["meets_conditions"],
        is_further=given["is_further"],
        record_ids=[_record_id(owner, printed) for printed in given["records"]],
        reason=given["reason"],
    )
    return actions.record_delegated(
        actor, authority=owner.id, told=told, at=clock.now(), submission=submission_of(form)
    )


def _case_id(owner: Authority, number: tuple[int, int] | None) -> int | None:
    if number is None:
        return None
    found = registry.case_by_number(owner.id, *number)
    if found is None:
        raise NotPossible(
            _("Ärendet %(year)s/%(serial)s finns inte.") % dict(zip(("year", "serial"), number, strict=True))
        )
    return found.id


def _record_id(owner: Authority, printed: str) -> int:
    found = registry.record_by_printed(owner.id, printed)
    if found is None:
        raise NotPossible(_("Handlingen %(id)s finns inte.") % {"id": printed})
    return found.id


def _listing(owner: Authority, page: DelegatedPage) -> Listing:
    number = page.count
    notices = queries.notice_states(owner.id) if any(line.minutes_id for line in page.lines) else {}
    shown = f"{queries.COUNTED}+" if number > queries.COUNTED else str(number)
    caption = ngettext(
        "%(count)s delegationsbeslut", "%(count)s delegationsbeslut, det senaste först", number
    )
    return Listing(
        caption=caption % {"count": shown},
        columns=(
            Column(_("Beteckning")),
            Column(_("Dag")),
            Column(_("Rubrik")),
            Column(_("Beslutat av")),
            Column(_("Punkt")),
            Column(_("Anmält eller anslaget")),
        ),
        rows=tuple(_row(line, notices) for line in page.lines),
        empty_title=_("Inga delegationsbeslut att visa"),
        empty_text=_("Här visas beslut som har fattats på delegation och, för allmänheten, publicerats."),
        more_url=f"?efter={page.after[0]}-{page.after[1]}" if page.after else "",
    )


def _row(line: DelegatedLine, notices: Mapping[int, tuple[str, str]]) -> Row:
    reported = reported_text(line, notices)
    return Row(
        cells=(
            Cell(line.label.replace(" ", "\u00a0")),
            Cell(short_date(line.decided_on)),
            Cell(line.title),
            Cell(line.decided_by),
            Cell(line.point.number),
            Cell(reported[0], state=reported[1]),
        ),
        href=line.url,
    )


def reported_text(line: DelegatedLine, notices: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    """Say whether the committee was told, or how far the notice has come, and in which tone."""
    if noticed_by_itself(line.point):
        known = notices.get(line.minutes_id) if line.minutes_id else None
        return known or (_("ska anslås"), "wait")
    if not line.is_reported:
        return _("anmäls inte"), "plain"
    if line.reported_on is not None:
        return short_date(line.reported_on), "done"
    return (_("på dagordningen"), "now") if line.report_id else (_("ska anmälas"), "wait")


def _fault_text(fault: Any) -> str:
    return (
        _("Rad %(line)s: %(text)s") % {"line": fault.line, "text": fault.text} if fault.line else fault.text
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _after(text: str) -> tuple[int, int] | None:
    year, _dash, number = text.partition("-")
    return (int(year), int(number)) if year.isdecimal() and number.isdecimal() else None
