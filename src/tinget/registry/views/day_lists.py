"""The day's register list (postlista): what was registered on a day, made to be printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tinget.foundation import clock
from tinget.foundation.http import public
from tinget.organisation.api import authority_by_slug
from tinget.registry import queries
from tinget.registry.forms.lists import day_in
from tinget.registry.views import shapes


@public
@require_safe
def day_list(request: HttpRequest, authority: str, day: str | None = None) -> HttpResponse:
    """Show everything registered on the day, today where none is named; visitors see what is published."""
    owner = authority_by_slug(authority)
    asked = day_in(day) if day else clock.today()
    if asked is None:
        raise Http404(day)
    found = queries.day_list(owner, asked)
    cases = queries.cases(record.case_id for record in found.records if record.case_id)
    context = {
        "page_title": _("Postlista"),
        "found": found,
        "records": [
            (record, shapes.label_of(record), shapes.direction_text(record), cases.get(record.case_id or 0))
            for record in found.records
        ],
        "earlier_url": _address(authority, found.earlier),
        "later_url": _address(authority, found.later),
        "sees_all": queries.sees_all(owner.id),
        "web_diary_months": None if queries.sees_all(owner.id) else owner.web_diary_months,
        "records_url": reverse("registry:records", args=[authority]),
    }
    return render(request, "registry/day_list.html", context)


def _address(slug: str, day: object) -> str:
    return reverse("registry:day_list", args=[slug, str(day)]) if day else ""
