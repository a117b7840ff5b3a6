"""The yearly wheel: drawn and as a table, with what each matter has become, and its form."""

import datetime as dt
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui import words
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Authority, authority_by_slug, permits, require
from tinget.preparation import actions, queries
from tinget.preparation.forms import MatterForm
from tinget.preparation.permissions import LOOK, PLAN
from tinget.preparation.rules.wheel import MatterKind, MatterLine, sectors, taken_up_on

SHOWS = ["GET", "HEAD", "POST"]


@require_GET
def show(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the year with its recurring matters."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, LOOK, authority=owner.id)
    known, today = queries.wheel(owner.id), clock.today()
    matters = [one for one in known if not one.retired]
    context = {
        "page_title": _("Årshjul"),
        "authority": owner,
        "sectors": [
            (sector, words.month_name(sector.month), sector.month == today.month)
            for sector in sectors(one.month for one in matters)
        ],
        "rows": [_row(one, owner, today) for one in matters],
        "retired": [one for one in known if one.retired],
        "years": (today.year, today.year + 1),
        "may_plan": permits(actor, PLAN, owner.id),
    }
    return render(request, "preparation/wheel.html", context)


@require_http_methods(SHOWS)
def new_matter(request: HttpRequest, authority: str) -> HttpResponse:
    """Put a recurring matter in the wheel."""
    return _form(request, authority_by_slug(authority), None)


@require_http_methods(SHOWS)
def change_matter(request: HttpRequest, authority: str, matter_id: int) -> HttpResponse:
    """Change a recurring matter."""
    owner = authority_by_slug(authority)
    require(actor_of(request), PLAN, authority=owner.id)
    return _form(request, owner, queries.wheel_matter(owner.id, matter_id))


@require_POST
def retire_matter(request: HttpRequest, authority: str, matter_id: int) -> HttpResponse:
    """Take a matter out of the wheel."""
    owner = authority_by_slug(authority)
    actions.retire_matter(actor_of(request), authority=owner.id, matter_id=matter_id)
    messages.success(request, _("Ärendet är borttaget ur årshjulet. Det som redan bereds finns kvar."))
    return redirect("preparation:wheel", owner.slug)


def _form(request: HttpRequest, owner: Authority, found: MatterLine | None) -> HttpResponse:
    actor = actor_of(request)
    require(actor, PLAN, authority=owner.id)
    form = MatterForm(request.POST or None, initial=_initial(found))
    if form.is_valid():
        given = form.cleaned_data | {"kind": MatterKind(form.cleaned_data["kind"])}
        act = partial(
            actions.keep_matter,
            actor,
            authority=owner.id,
            told=actions.Recurring(**given),
            matter_id=found.id if found else None,
        )
        if attempt(form, act) is not None:
            messages.success(request, _("Årshjulet är ändrat."))
            return redirect("preparation:wheel", owner.slug)
    context = {
        "page_title": found.title if found else _("Nytt återkommande ärende"),
        "authority": owner,
        "matter": found,
        "form": form,
    }
    return render(request, "preparation/matter.html", context)


def _initial(found: MatterLine | None) -> dict[str, Any]:
    if found is None:
        return {}
    names = ("month", "title", "class_code", "weeks_ahead", "note")
    return {name: getattr(found, name) for name in names} | {"kind": found.kind.value}


def _row(one: MatterLine, owner: Authority, today: dt.date) -> dict[str, Any]:
    return {
        "matter": one,
        "month": words.month_name(one.month).capitalize(),
        "years": [_state(one, owner, year, today) for year in (today.year, today.year + 1)],
    }


def _state(one: MatterLine, owner: Authority, year: int, today: dt.date) -> tuple[int, str, Any]:
    """Give a year's draft by address and step, else the day it is taken up; of a past month nothing."""
    draft = one.draft_in(year)
    if draft is None and (year, one.month) < (today.year, today.month):
        return year, "", None
    if draft is None:
        return year, "", taken_up_on(one.month, year, weeks_ahead=one.weeks_ahead)
    return year, reverse("preparation:preparation", args=[owner.slug, draft.preparation_id]), draft.step_text
