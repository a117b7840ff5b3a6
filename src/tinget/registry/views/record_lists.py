"""The list of records: filters that read as a sentence, the columns somebody chose, and on after a key."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from tinget.documents import api as documents
from tinget.foundation import exports
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.organisation.api import Authority, authority_by_slug, permits
from tinget.registry import queries
from tinget.registry.forms.lists import RecordListForm
from tinget.registry.models import MEDIA_TEXTS
from tinget.registry.permissions import REGISTER
from tinget.registry.queries import RecordPage
from tinget.registry.rules import CaseLine, RecordLine
from tinget.registry.views import files, shapes
from tinget.registry.views.columns import columns_of

COLUMNS: Mapping[str, str | Promise] = {
    "riktning": gettext_lazy("Handlingen är"),
    "datum": gettext_lazy("Datum"),
    "typ": gettext_lazy("Handlingstyp"),
    "lage": gettext_lazy("Läge"),
    "registrerad": gettext_lazy("Registrerad"),
    "forvaras": gettext_lazy("Förvaras"),
    "fil": gettext_lazy("Fil"),
    "arende": gettext_lazy("Ärende"),
    "kalla": gettext_lazy("Källa"),
}
USUAL = ("riktning", "datum", "fil", "arende", "kalla")
USUAL_IN_CASE = ("riktning", "datum", "fil")


@public
@require_safe
def record_list(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Show the register's records, or one case's (?arende=2023-15), newest first."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    case = _case_asked_for(request, owner)
    form = RecordListForm(request.GET)
    shown, after = form.shown(case.id if case else None), form.after()
    if (kind := exports.asked_for(request)) is not None:
        return files.of_records(kind, owner, partial(queries.record_page, owner, shown=shown))
    page = queries.record_page(owner, shown=shown, after=after)
    sees_all = queries.sees_all(owner.id)
    columns = columns_of(request, "handlingar", COLUMNS, USUAL)
    beginning = request.GET.copy()
    beginning.pop("efter", None)
    context = {
        "page_title": _("Handlingar i %(number)s") % {"number": case.number} if case else _("Handlingar"),
        "case": case,
        **shapes.demonstration_of(case),
        "listing": record_listing(
            owner, page, sees_all=sees_all, query=request.GET, columns=columns.shown, narrows=form.narrows
        ),
        "exports": exports.links(request),
        "filters": form,
        "web_diary_months": None if sees_all else owner.web_diary_months,
        "kept": {"arende": request.GET["arende"]} if case else {},
        "filter_names": list(form.fields),
        "columns": columns.choices,
        "goes_on": after,
        "first_page": f"?{beginning.urlencode()}",
        "may_register": case is None and permits(actor, REGISTER, owner.id),
        "register_url": reverse("registry:register_record", args=[authority]),
        "sort_url": reverse("registry:sorting", args=[authority]),
        "day_list_url": reverse("registry:day_list_today", args=[authority]),
        "cases_url": reverse("registry:cases", args=[authority]),
    }
    return columns.remember(render(request, "registry/records.html", context))


def record_listing(
    owner: Authority,
    page: RecordPage,
    *,
    sees_all: bool,
    query: Any = None,
    columns: Sequence[str] = USUAL_IN_CASE,
    narrows: bool = False,
) -> Listing:
    """Lay out a page of records; the files and cases of all rows are looked up at once."""
    cells = _cells(owner, page.records, with_cases="arende" in columns, sees_all=sees_all)
    return Listing(
        caption=_sentence(page, sees_all=sees_all),
        columns=(Column(_("Id")), Column(_("Rubrik")), *(Column(str(COLUMNS[name])) for name in columns)),
        rows=tuple(
            Row(
                cells=(
                    Cell(shapes.label_of(record)),
                    Cell(shapes.title_of(record)),
                    *(cells[name](record) for name in columns),
                ),
                href=record.url,
            )
            for record in page.records
        ),
        empty_title=_("Inga handlingar att visa"),
        empty_text=_("Ingen handling är sådan. Välj något annat ovanför listan.")
        if narrows
        else _("Här visas handlingar när de har registrerats och, för allmänheten, publicerats."),
        more_url=_more_url(query, page.after),
        grows=query is not None,
    )


def _cells(
    owner: Authority, records: Sequence[RecordLine], *, with_cases: bool, sees_all: bool
) -> Mapping[str, Callable[[RecordLine], Cell]]:
    """Say how each column is filled."""
    files = record_files(records)
    cases: Mapping[int, CaseLine] = {}
    if with_cases:
        cases = queries.cases(record.case_id for record in records if record.case_id is not None)
    return {
        "riktning": lambda record: Cell(shapes.known(shapes.direction_text(record))),
        "datum": lambda record: Cell(shapes.known(shapes.day_text(record.dated_on))),
        "typ": lambda record: Cell(record.kind or "–"),
        "lage": shapes.state_cell,
        "registrerad": lambda record: Cell(shapes.known(shapes.day_text(record.registered_on))),
        "forvaras": lambda record: Cell(str(MEDIA_TEXTS[record.media])),
        "fil": lambda record: shapes.file_cell(
            owner.slug, files.get(record.document_id or 0), record, all_seen=sees_all
        ),
        "arende": lambda record: _case_cell(cases.get(record.case_id or 0)),
        "kalla": shapes.source_cell,
    }


def record_files(records: Sequence[RecordLine]) -> dict[int, documents.VersionLine]:
    """Look up the newest file of each record that the asker may see, by document."""
    return documents.newest_versions(
        [record.document_id for record in records if record.document_id is not None]
    )


def _case_cell(case: CaseLine | None) -> Cell:
    return Cell(case.short, href=case.url) if case else Cell("–")


def _sentence(page: RecordPage, *, sees_all: bool) -> str:
    number = page.count.number
    if sees_all:
        pattern = ngettext("%(count)s handling", "%(count)s handlingar, den senaste först", number)
    else:
        pattern = ngettext(
            "%(count)s publicerad handling", "%(count)s publicerade handlingar, den senaste först", number
        )
    return pattern % {"count": page.count}


def _more_url(query: Any, after: tuple[int, int] | None) -> str:
    if after is None or query is None:
        return ""
    following = query.copy()
    following["efter"] = f"{after[0]}-{after[1]}"
    return f"?{following.urlencode()}"


def _case_asked_for(request: HttpRequest, owner: Authority) -> CaseLine | None:
    asked = request.GET.get("arende", "")
    if not asked:
        return None
    year, _dash, serial = asked.partition("-")
    if not (year.isdecimal() and serial.isdecimal()):
        raise Http404(asked)
    return queries.case_of(owner, year=int(year), serial=int(serial))
