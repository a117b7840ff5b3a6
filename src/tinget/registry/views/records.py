"""The pages of records: the list, registering one, and its file."""

import datetime as dt
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tinget.documents import api as documents
from tinget.foundation import clock
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt, submission_of
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.organisation.api import Actor, Authority, authority_by_slug, permits, require
from tinget.registry import actions, queries
from tinget.registry.forms import RecordForm
from tinget.registry.permissions import REGISTER
from tinget.registry.queries import RecordPage
from tinget.registry.rules import CaseLine, RecordLine
from tinget.registry.views import shapes


@public
@require_safe
def record_list(request: HttpRequest, authority: str) -> HttpResponse:
    """Show the register's records, or one case's (?arende=2023-15), newest first."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    case = _case_asked_for(request, owner)
    after = request.GET.get("efter", "")
    page = queries.record_page(
        owner, case_id=case.id if case else None, after=int(after) if after.isdecimal() else None
    )
    sees_all = queries.sees_all(owner.id)
    context = {
        "page_title": _("Handlingar i %(number)s") % {"number": case.number} if case else _("Handlingar"),
        "case": case,
        **shapes.demonstration_of(case),
        "listing": record_listing(owner, page, sees_all=sees_all, query=request.GET, with_case=case is None),
        "goes_on": after,
        "first_page": f"?arende={case.year}-{case.serial}" if case else "?",
        "may_register": case is None and permits(actor, REGISTER, owner.id),
        "register_url": reverse("registry:register_record", args=[authority]),
        "cases_url": reverse("registry:cases", args=[authority]),
    }
    return render(request, "registry/records.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def register_record(
    request: HttpRequest, authority: str, year: int | None = None, serial: int | None = None
) -> HttpResponse:
    """Register a record, in the case of that number or by itself, with or without a file."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    case = None
    if year is not None and serial is not None:
        case = queries.case_of(owner, year=year, serial=serial)
    form = RecordForm(request.POST or None, request.FILES or None, initial={"dated_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"submission": submission_of(form)}
        made = attempt(form, partial(_register, actor, owner, case, given, clock.now()))
        if made is not None:
            record = queries.records([made])[made]
            messages.success(
                request, _("Handlingen är registrerad och har fått %(label)s.") % {"label": record.label}
            )
            return redirect(case.url if case else reverse("registry:records", args=[authority]))
    records_url = reverse("registry:records", args=[authority])
    context = {
        "page_title": _("Registrera en handling"),
        "case": case,
        "form": form,
        "back": case.url if case else records_url,
        "records_url": records_url,
        "cases_url": reverse("registry:cases", args=[authority]),
        **shapes.demonstration_of(actor),
    }
    return render(request, "registry/register_record.html", context)


@public
@require_safe
def record_file(request: HttpRequest, authority: str, record_id: int) -> HttpResponseBase:
    """Stream the newest version of a record's file that the asker may see."""
    owner = authority_by_slug(authority)
    version = queries.record_file(owner.id, record_id)
    return documents.download_response(version, owner.id, request=request)


def record_listing(
    owner: Authority,
    page: RecordPage,
    *,
    sees_all: bool,
    query: Any = None,
    with_case: bool = False,
) -> Listing:
    """Lay out a page of records; the files and cases of all rows are looked up at once."""
    document_ids = [record.document_id for record in page.records if record.document_id is not None]
    files = documents.newest_versions(document_ids)
    case_ids = [record.case_id for record in page.records if record.case_id is not None]
    cases = queries.cases(case_ids) if with_case else {}
    rows = []
    for record in page.records:
        case = cases.get(record.case_id or 0)
        version = files.get(record.document_id or 0)
        rows.append(
            Row(
                cells=(
                    Cell(shapes.known(shapes.unbroken(record.label))),
                    Cell(record.title),
                    Cell(shapes.known(shapes.direction_text(record))),
                    Cell(shapes.known(shapes.day_text(record.dated_on))),
                    shapes.file_cell(owner.slug, version, record, all_seen=sees_all),
                    *(_case_and_source(record, case) if with_case else ()),
                )
            )
        )
    return Listing(
        caption=_sentence(page, sees_all=sees_all),
        columns=_columns(with_case=with_case),
        rows=tuple(rows),
        empty_title=_("Inga handlingar att visa"),
        empty_text=_("Här visas handlingar när de har registrerats och, för allmänheten, publicerats."),
        more_url=_more_url(query, page.after),
    )


def _columns(*, with_case: bool) -> tuple[Column, ...]:
    return (
        Column(_("Id")),
        Column(_("Rubrik")),
        Column(_("Handlingen är")),
        Column(_("Datum")),
        Column(_("Fil")),
        *((Column(_("Ärende")), Column(_("Källa"))) if with_case else ()),
    )


def _case_and_source(record: RecordLine, case: CaseLine | None) -> tuple[Cell, Cell]:
    """Say what goes without saying on a case's own page."""
    return Cell(case.short, href=case.url) if case else Cell("–"), shapes.source_cell(record)


def _sentence(page: RecordPage, *, sees_all: bool) -> str:
    number = page.count.number
    if sees_all:
        pattern = ngettext("%(count)s handling", "%(count)s handlingar, den senaste först", number)
    else:
        pattern = ngettext(
            "%(count)s publicerad handling", "%(count)s publicerade handlingar, den senaste först", number
        )
    return pattern % {"count": page.count}


def _more_url(query: Any, after: int | None) -> str:
    if after is None or query is None:
        return ""
    following = query.copy()
    following["efter"] = str(after)
    return f"?{following.urlencode()}"


def _case_asked_for(request: HttpRequest, owner: Authority) -> CaseLine | None:
    asked = request.GET.get("arende", "")
    if not asked:
        return None
    year, _dash, serial = asked.partition("-")
    if not (year.isdecimal() and serial.isdecimal()):
        raise Http404(asked)
    return queries.case_of(owner, year=int(year), serial=int(serial))


def _register(
    actor: Actor, owner: Authority, case: CaseLine | None, cleaned: dict[str, Any], at: dt.datetime
) -> int:
    facts = {name: cleaned[name] for name in ("title", "direction", "dated_on", "counterpart", "submission")}
    facts |= {"authority": owner.id, "case_id": case.id if case else None}
    if cleaned["file"]:
        upload = cleaned["file"]
        return actions.register_record_with_file(actor, content=upload, name=upload.name, at=at, **facts)
    return actions.register_record(actor, day=at.date(), **facts)
