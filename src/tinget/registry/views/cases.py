"""The pages of cases: the list, a case, and registering one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import actions, queries
from tinget.registry.forms import CLASS_LIST, CaseForm, ListForm
from tinget.registry.models import STATUS_TEXTS
from tinget.registry.permissions import CLOSE_CASE, REGISTER
from tinget.registry.queries import CasePage, Registered
from tinget.registry.rules import CaseLine, CaseStatus
from tinget.registry.views import shapes
from tinget.registry.views.decisions import decision_rows
from tinget.registry.views.records import record_listing

RECORDS_SHOWN = 20
DECISIONS_SHOWN = 20


@public
@require_safe
def case_list(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the register's cases, newest first; visitors see the published ones."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    form = ListForm(request.GET)
    after = form.after()
    page = queries.case_page(owner, status=form.status(), after=Registered(*after) if after else None)
    sees_all = queries.sees_all(owner.id)
    context = {
        "page_title": _("Ärenden"),
        "listing": _listing(request, page, sentence=_sentence(page, form.status(), sees_all=sees_all)),
        "visa": request.GET.get("visa", "alla"),
        "shown": form.fields["visa"].choices,  # type: ignore[attr-defined] # a ChoiceField
        "goes_on_after": f"{after[0]}/{after[1]}" if after else "",
        "first_page": reverse("registry:cases", args=[authority]),
        "may_register": permits(actor, REGISTER, owner.id),
        "register_url": reverse("registry:register_case", args=[authority]),
    }
    return render(request, "registry/cases.html", context)


@public
@require_safe
def show_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Show a case: what it is, its records, decisions, panels and everything that happened."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    case = queries.case_of(owner, year=year, serial=serial)
    sees_all = queries.sees_all(owner.id)
    records = queries.record_page(owner, case_id=case.id, size=RECORDS_SHOWN)
    decisions = queries.decisions_of(owner, case.id, limit=DECISIONS_SHOWN)
    context = {
        "case": case,
        **shapes.demonstration_of(case),
        "status_text": STATUS_TEXTS[case.status],
        "status_tone": shapes.STATUS_TONES[case.status],
        "facts": _facts(case, sees_all=sees_all),
        "records": record_listing(owner, records, sees_all=sees_all),
        "all_records_url": f"{reverse('registry:records', args=[authority])}?arende={year}-{serial}",
        "more_records": records.after is not None,
        "record_count": records.count,
        "decisions": decision_rows(decisions),
        "panels": queries.panels_of_case(owner.id, case.id),
        "events": shapes.happenings(queries.timeline_of_case(owner.id, case.id)) if sees_all else [],
        "cases_url": reverse("registry:cases", args=[authority]),
        **_possible(actor, owner, case),
    }
    return render(request, "registry/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_case(request: HttpRequest, authority: str) -> HttpResponse:
    """Register a case in the next free number, and go to it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            partial(actions.register_case, actor, authority=owner.id, day=clock.today(), **_given(form)),
        )
        if made is not None:
            case = queries.case(made)
            messages.success(
                request, _("Ärendet är registrerat och har fått nummer %(number)s.") % {"number": case.number}
            )
            return redirect(case.url)
    context = {
        "page_title": _("Registrera ett ärende"),
        "form": form,
        "class_list": CLASS_LIST,
        "class_codes": queries.class_codes(owner.id),
        "cases_url": reverse("registry:cases", args=[authority]),
        **shapes.demonstration_of(actor),
    }
    return render(request, "registry/register_case.html", context)


@require_POST
def close_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Close a case; it can be opened again."""
    case = queries.case_of(authority_by_slug(authority), year=year, serial=serial)
    actions.close_case(actor_of(request), case_id=case.id)
    messages.success(request, _("Ärendet är avslutat. Det kan öppnas igen."))
    return redirect(case.url)


@require_POST
def reopen_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Open a closed case again."""
    case = queries.case_of(authority_by_slug(authority), year=year, serial=serial)
    actions.reopen_case(actor_of(request), case_id=case.id)
    messages.success(request, _("Ärendet är öppet igen."))
    return redirect(case.url)


def _given(form: CaseForm) -> dict[str, Any]:
    return form.cleaned_data | {"submission": submission_of(form)}


def _possible(actor: Actor, owner: Authority, case: CaseLine) -> dict[str, Any]:
    """Say which buttons the page has, and why one is missing that the person might expect."""
    apart = actor.is_demonstration and not case.is_demonstration
    registers = permits(actor, REGISTER, owner.id)
    closed = case.status is CaseStatus.CLOSED
    closes = permits(actor, CLOSE_CASE, owner.id) and not apart
    why_not = ""
    if registers and apart:
        why_not = _("ärendet är verkligt och ändras inte i en demonstration")
    elif registers and closed:
        why_not = _("ärendet är avslutat")
    place = [owner.slug, case.year, case.serial]
    return {
        "may_register": registers and not why_not,
        "why_not": why_not,
        "may_close": closes and case.status is CaseStatus.OPEN,
        "may_reopen": closes and closed,
        "register_url": reverse("registry:register_record_in_case", args=place),
        "close_url": reverse("registry:close_case", args=place),
        "reopen_url": reverse("registry:reopen_case", args=place),
    }


def _facts(case: CaseLine, *, sees_all: bool) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Ärendenummer"), case.number),
        (_("Klassificering"), case.class_code or None),
        (_("Registrerat"), shapes.day_text(case.registered_on)),
        (_("Uppgifternas källa"), shapes.source_text(case)),
    ]
    if sees_all:
        facts.append((_("Visas för allmänheten"), _("ja") if case.published else _("nej")))
    if sees_all and case.note:
        facts.append((_("Anteckning"), case.note))
    return facts


def _listing(request: HttpRequest, page: CasePage, *, sentence: str) -> Listing:
    columns = (
        Column(_("Nummer")),
        Column(_("Rubrik")),
        Column(_("Klass")),
        Column(_("Läge")),
        Column(_("Registrerat")),
        Column(_("Källa")),
    )
    rows = (
        Row(
            cells=(
                Cell(case.short),
                Cell(case.title),
                Cell(shapes.known(case.class_code)),
                shapes.status_cell(case),
                Cell(shapes.known(shapes.day_text(case.registered_on))),
                shapes.source_cell(case),
            ),
            href=case.url,
        )
        for case in page.cases
    )
    return Listing(
        caption=sentence,
        columns=columns,
        rows=tuple(rows),
        empty_title=_("Inga ärenden att visa"),
        empty_text=_("Här visas ärenden när de har registrerats och, för allmänheten, publicerats."),
        more_url=_more_url(request, page.after),
    )


def _more_url(request: HttpRequest, after: Registered | None) -> str:
    if after is None:
        return ""
    query = request.GET.copy()
    query["efter"] = f"{after.year}-{after.serial}"
    return f"?{query.urlencode()}"


def _sentence(page: CasePage, status: CaseStatus | None, *, sees_all: bool) -> str:
    """Say what the list shows: "42 öppna ärenden, det senaste först"."""
    kinds = {
        CaseStatus.OPEN: (_("öppet"), _("öppna")),
        CaseStatus.CLOSED: (_("avslutat"), _("avslutade")),
    }
    one, many = kinds.get(status, ("", "")) if status else ("", "")
    if not sees_all:
        one, many = f"{_('publicerat')} {one}".strip(), f"{_('publicerade')} {many}".strip()
    number = page.count.number
    pattern = ngettext("%(count)s %(kind)s ärende", "%(count)s %(kind)s ärenden, det senaste först", number)
    return " ".join((pattern % {"count": page.count, "kind": one if number == 1 else many}).split())
