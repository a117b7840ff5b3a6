"""The pages of a case: what it is, registering it, and changing what it says."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import actions, queries
from tinget.registry.forms.cases import CLASS_LIST, CaseForm
from tinget.registry.models import STATUS_TEXTS
from tinget.registry.permissions import CHANGE, CLOSE_CASE, REGISTER, VOID
from tinget.registry.queries import CaseDetails, RecordFilter
from tinget.registry.rules import CaseLine, CaseStatus, RecordLine
from tinget.registry.views import shapes
from tinget.registry.views.case_lists import class_choices
from tinget.registry.views.decisions import decision_rows
from tinget.registry.views.record_lists import record_listing
from tinget.registry.views.secrecy import secrecy_links
from tinget.registry.views.web_diary import case_in_web_diary

RECORDS_SHOWN = 20
DECISIONS_SHOWN = 20


@public
@require_safe
def show_case(request: HttpRequest, authority: str, year: int, serial: int) -> HttpResponse:
    """Show a case: what it is, its records, decisions, panels and everything that happened."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    case = queries.case_of(owner, year=year, serial=serial)
    sees_all = queries.sees_all(owner.id)
    details = queries.case_details(case.id) if sees_all else CaseDetails()
    records = queries.record_page(owner, shown=RecordFilter(case_id=case.id), size=RECORDS_SHOWN)
    decisions = queries.decisions_of(owner, case.id, limit=DECISIONS_SHOWN)
    context = {
        "case": case,
        **shapes.demonstration_of(case),
        "status_text": STATUS_TEXTS[case.status],
        "status_tone": shapes.STATUS_TONES[case.status],
        "facts": _facts(case, details, sees_all=sees_all),
        "finding": _finding(owner, case) if sees_all else "",
        "details": details,
        "today": clock.today(),
        "authority_slug": authority,
        "records": record_listing(owner, records, sees_all=sees_all),
        "all_records_url": f"{reverse('registry:records', args=[authority])}?arende={year}-{serial}",
        "more_records": records.after is not None,
        "record_count": records.count,
        "decisions": decision_rows(decisions),
        "panels": queries.panels_of_case(actor, case),
        "events": shapes.happenings(queries.timeline_of_case(owner.id, case.id)) if sees_all else [],
        "cases_url": reverse("registry:cases", args=[authority]),
        "on_the_web": case_in_web_diary(actor, owner, case) if sees_all else None,
        **_possible(actor, owner, case),
        **secrecy_links(actor, owner, case),
    }
    return render(request, "registry/case.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_case(request: HttpRequest, authority: str) -> HttpResponse:
    """Register a case in the next free number, and go to it; ?handling=12 lays that record in it."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    record = _record_asked_for(request, owner)
    form = CaseForm(
        request.POST or None,
        initial={"title": record.title if record else ""},
        officers=queries.officers(owner, on=clock.today(), demonstration=actor.is_demonstration),
        class_is_needed=class_is_needed(owner),
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_register, actor, owner, form, record))
        if made is not None:
            case = queries.case(made)
            messages.success(
                request, _("Ärendet är registrerat och har fått nummer %(number)s.") % {"number": case.number}
            )
            return redirect(case.url)
    context = {
        "page_title": _("Registrera ett ärende"),
        "form": form,
        "record": record,
        "class_list": CLASS_LIST,
        "class_choices": class_choices(owner),
        "suggest_url": reverse("registry:suggestions", args=[authority]),
        "cases_url": reverse("registry:cases", args=[authority]),
        **shapes.demonstration_of(actor),
    }
    return render(request, "registry/register_case.html", context)


def class_is_needed(owner: Authority) -> bool:
    """Tell whether the authority's case numbers carry a class."""
    return "{class_code}" in owner.case_number_pattern


def _register(actor: Actor, owner: Authority, form: CaseForm, record: RecordLine | None) -> int:
    given = form.cleaned_data | {"submission": submission_of(form)}
    made = actions.register_case(actor, authority=owner.id, day=clock.today(), **given)
    if record is not None:
        actions.place_record(actor, record_id=record.id, case_id=made)
    return made


def _record_asked_for(request: HttpRequest, owner: Authority) -> RecordLine | None:
    asked = request.GET.get("handling", "")
    return queries.record_of(owner, int(asked)) if asked.isdecimal() else None


def _possible(actor: Actor, owner: Authority, case: CaseLine) -> dict[str, Any]:
    """Say which buttons the page has, and why one is missing that the person might expect."""
    apart = actor.is_demonstration and not case.is_demonstration
    registers = permits(actor, REGISTER, owner.id)
    ended = case.status in {CaseStatus.CLOSED, CaseStatus.VOIDED}
    closes = permits(actor, CLOSE_CASE, owner.id) and not apart
    why_not = ""
    if registers and apart:
        why_not = _("ärendet är verkligt och ändras inte i en demonstration")
    elif registers and ended:
        why_not = _("ärendet är %(state)s") % {"state": STATUS_TEXTS[case.status]}
    place = [owner.slug, case.year, case.serial]
    names = {
        "register_url": "register_record_in_case",
        "close_url": "close_case",
        "reopen_url": "reopen_case",
        "change_url": "change_case",
        "void_url": "void_case",
    }
    return {
        "may_register": registers and not why_not,
        "why_not": why_not,
        "may_close": closes and case.status is CaseStatus.OPEN,
        "may_reopen": closes and case.status is CaseStatus.CLOSED,
        "may_change": permits(actor, CHANGE, owner.id) and not apart and case.status is not CaseStatus.VOIDED,
        "may_void": permits(actor, VOID, owner.id) and not apart and case.status is CaseStatus.OPEN,
        **{key: reverse(f"registry:{name}", args=place) for key, name in names.items()},
    }


def _facts(case: CaseLine, details: CaseDetails, *, sees_all: bool) -> list[tuple[str, Any]]:
    facts: list[tuple[str, Any]] = [
        (_("Ärendenummer"), case.number),
        (_("Klassificering"), case.class_code or None),
        (_("Registrerat"), shapes.day_text(case.registered_on)),
        (_("Uppgifternas källa"), shapes.source_text(case)),
    ]
    if case.closed_on:
        facts.append((_("Avslutat"), shapes.day_text(case.closed_on)))
    if case.void_reason:
        facts.append((_("Makulerat därför att"), case.void_reason))
    if not sees_all:
        return facts
    officer = queries.name_of_person(case.officer_id)
    optional = (
        (_("Handläggare"), officer),
        (_("Enhet"), case.unit),
        (_("Ska vara klart"), shapes.day_text(case.deadline_on)),
        (_("Etiketter"), ", ".join(details.tags)),
        (_("Anteckning"), case.note),
    )
    facts += [(term, value) for term, value in optional if value]
    return facts


def _finding(owner: Authority, case: CaseLine) -> str:
    """Say it where the class is not in the complete scheme of the day the case was registered."""
    if case.registered_on is None or not case.class_code:
        return ""
    found = queries.check_class(owner.id, case.class_code, case.registered_on)
    if not found.departs or found.scheme is None:
        return ""
    return _("Klassen %(code)s finns inte i %(scheme)s, som gällde när ärendet registrerades.") % {
        "code": case.class_code,
        "scheme": found.scheme.name,
    }
