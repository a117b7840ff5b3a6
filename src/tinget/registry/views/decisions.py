"""The pages of decisions: the list, and one by its paragraph."""

from collections.abc import Iterable
from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tinget.foundation import exports
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.listing import Cell, Column, Listing, Row
from tinget.organisation.api import Authority, authority_by_slug
from tinget.registry import queries
from tinget.registry.queries import DecisionPage
from tinget.registry.rules import CaseLine, DecisionLine
from tinget.registry.views import files, shapes


@public
@require_safe
def decision_list(request: HttpRequest, authority: str) -> HttpResponseBase:
    """Show the authority's decisions, newest first; visitors see the published ones."""
    owner = authority_by_slug(authority)
    if (kind := exports.asked_for(request)) is not None:
        return files.of_decisions(kind, owner, partial(queries.decision_page, owner))
    after = _after(request.GET.get("efter", ""))
    page = queries.decision_page(owner, after=after)
    cases = queries.cases(line.case_id for line in page.decisions if line.case_id is not None)
    context = {
        "page_title": ngettext("Beslut", "Beslut", 2),
        "listing": decision_listing(page, cases, sees_all=queries.sees_all(owner.id)),
        "exports": exports.links(request),
        "goes_on": after is not None,
    }
    return render(request, "registry/decisions.html", context)


@public
@require_safe
def show_decision(request: HttpRequest, authority: str, year: int, paragraph: int) -> HttpResponse:
    """Show a meeting's decision: its text and points, the day, and the case it was made in."""
    owner = authority_by_slug(authority)
    return _show(request, owner, queries.decision_by_paragraph(owner, year=year, paragraph=paragraph))


@public
@require_safe
def show_numbered_decision(
    request: HttpRequest, authority: str, year: int, series: str, decision_number: int
) -> HttpResponse:
    """Show a decision that has a number in a series, such as a delegate's."""
    owner = authority_by_slug(authority)
    found = queries.decision_by_number(owner, year=year, series=series, number=decision_number)
    return _show(request, owner, found)


def _show(request: HttpRequest, owner: Authority, decision: DecisionLine) -> HttpResponse:
    case = queries.cases([decision.case_id]).get(decision.case_id) if decision.case_id else None
    facts = [
        (_("Beteckning"), shapes.unbroken(decision.label)),
        (_("Dag"), shapes.day_text(decision.decided_on)),
        (_("Uppgifternas källa"), shapes.source_text(decision)),
    ]
    context = {
        "decision": decision,
        "case": case,
        "facts": facts,
        **shapes.demonstration_of(decision),
        "panels": queries.panels_of_decision(actor_of(request), decision),
        "decisions": ngettext("Beslut", "Beslut", 2),
        "decisions_url": reverse("registry:decisions", args=[owner.slug]),
    }
    return render(request, "registry/decision.html", context)


def decision_listing(page: DecisionPage, cases: dict[int, CaseLine], *, sees_all: bool) -> Listing:
    """Lay out a page of decisions with the number of each one's case."""
    number = page.count.number
    if sees_all:
        pattern = ngettext("%(count)s beslut", "%(count)s beslut, det senaste först", number)
    else:
        pattern = ngettext(
            "%(count)s publicerat beslut", "%(count)s publicerade beslut, det senaste först", number
        )
    return Listing(
        caption=pattern % {"count": page.count},
        columns=(
            Column(_("Paragraf")),
            Column(_("Dag")),
            Column(_("Rubrik")),
            Column(_("Ärende")),
            Column(_("Källa")),
        ),
        rows=tuple(_row(line, cases.get(line.case_id or 0)) for line in page.decisions),
        empty_title=_("Inga beslut att visa"),
        empty_text=_(
            "Här visas beslut när nämnden har fattat dem och, för allmänheten, protokollet publicerats."
        ),
        more_url=f"?efter={page.after[0]}-{page.after[1]}" if page.after else "",
    )


def decision_rows(lines: Iterable[DecisionLine]) -> list[dict[str, object]]:
    """Lay out a case's decisions: a heading that leads to each, its day, text and points."""
    return [
        {
            "heading": f"{line.label} {line.title}",
            "href": line.url,
            "decision": line,
            "source": shapes.source_text(line),
        }
        for line in lines
    ]


def _row(line: DecisionLine, case: CaseLine | None) -> Row:
    return Row(
        cells=(
            Cell(shapes.unbroken(line.label)),
            Cell(shapes.day_text(line.decided_on)),
            Cell(_("%(title)s (tas upp på nytt)") % {"title": line.title} if line.reopened else line.title),
            Cell(case.short, href=case.url) if case else Cell("–"),
            shapes.source_cell(line),
        ),
        href=line.url,
    )


def _after(text: str) -> tuple[int, int] | None:
    year, _dash, paragraph = text.partition("-")
    return (int(year), int(paragraph)) if year.isdecimal() and paragraph.isdecimal() else None
