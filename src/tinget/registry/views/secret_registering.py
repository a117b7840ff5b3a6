"""The pages where a case or record is registered as secret at once."""

import datetime as dt
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.organisation.api import Actor, Authority, authority_by_slug, require
from tinget.registry import actions, queries
from tinget.registry.forms.cases import CLASS_LIST
from tinget.registry.forms.secrecy import SecretCaseForm, SecretRecordForm
from tinget.registry.permissions import MARK, REGISTER
from tinget.registry.queries import secrecy
from tinget.registry.rules import CaseLine
from tinget.registry.views import shapes
from tinget.registry.views.case_lists import class_choices


@require_http_methods(["GET", "HEAD", "POST"])
def register_secret_case(request: HttpRequest, authority: str) -> HttpResponse:
    """Register a case whose title only those who need to know ever see."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    require(actor, MARK, authority=owner.id)
    now = clock.now()
    form = SecretCaseForm(
        request.POST or None,
        people=secrecy.may_need_to_know(owner.id, on=now.date(), demonstration=actor.is_demonstration),
        me=actor.person_id,
        of_case=True,
        initial={"marking_authority": owner.name},
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        register = partial(
            actions.register_case,
            actor,
            authority=owner.id,
            title=told["title"],
            class_code=told["class_code"],
            day=now.date(),
            submission=submission_of(form),
        )
        act = partial(actions.register_secret, actor, register, kind="case", marking=form.marking(), at=now)
        made = attempt(form, act)
        if made is not None:
            case = queries.case(made)
            said = _("Ärendet är registrerat som sekretess och har fått nummer %(number)s.")
            messages.success(request, said % {"number": case.number})
            return redirect(case.url)
    context = {
        "page_title": _("Registrera ett ärende med sekretess"),
        "form": form,
        "class_list": CLASS_LIST,
        "class_choices": class_choices(owner),
        "back": reverse("registry:cases", args=[authority]),
        **shapes.demonstration_of(actor),
    }
    return render(request, "registry/register_secret.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_secret_record(
    request: HttpRequest, authority: str, year: int | None = None, serial: int | None = None
) -> HttpResponse:
    """Register a record whose subject and file only those who need to know ever see."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    require(actor, MARK, authority=owner.id)
    now = clock.now()
    case = None
    if year is not None and serial is not None:
        case = queries.case_of(owner, year=year, serial=serial)
    form = SecretRecordForm(
        request.POST or None,
        request.FILES or None,
        people=secrecy.may_need_to_know(owner.id, on=now.date(), demonstration=actor.is_demonstration),
        me=actor.person_id,
        of_case=False,
        initial={"dated_on": now.date(), "marking_authority": owner.name},
    )
    records_url = reverse("registry:records", args=[authority])
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_register, actor, owner, case, form, now))
        if made is not None:
            record = queries.records([made])[made]
            said = _("Handlingen är registrerad som sekretess och har fått %(label)s.")
            messages.success(request, said % {"label": record.label})
            return redirect(case.url if case else records_url)
    context = {
        "page_title": _("Registrera en handling med sekretess"),
        "case": case,
        "form": form,
        "back": case.url if case else records_url,
        "records_url": records_url,
        "cases_url": reverse("registry:cases", args=[authority]),
        **shapes.demonstration_of(actor),
    }
    return render(request, "registry/register_secret.html", context)


def _register(
    actor: Actor, owner: Authority, case: CaseLine | None, form: SecretRecordForm, at: dt.datetime
) -> int:
    told = form.cleaned_data
    facts = {name: told[name] for name in ("title", "direction", "dated_on", "counterpart")}
    facts |= {"authority": owner.id, "case_id": case.id if case else None}
    facts["submission"] = submission_of(form)
    if upload := told["file"]:
        register = partial(
            actions.register_record_with_file, actor, content=upload, name=upload.name, at=at, **facts
        )
    else:
        register = partial(actions.register_record, actor, day=at.date(), **facts)
    return actions.register_secret(actor, register, kind="record", marking=form.marking(), at=at)
