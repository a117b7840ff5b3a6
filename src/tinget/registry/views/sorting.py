"""What is registered but lies in no case yet: laying many in a case at once."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.organisation.api import Actor, Authority, authority_by_slug, require
from tinget.registry import actions, queries
from tinget.registry.forms.lists import RecordListForm
from tinget.registry.forms.records import CASE_LIST, SortForm
from tinget.registry.permissions import REGISTER
from tinget.registry.queries import RecordFilter, RecordPage
from tinget.registry.rules import CaseLine
from tinget.registry.views import shapes
from tinget.registry.views.registering import case_named


@require_http_methods(["GET", "HEAD", "POST"])
def sorting(request: HttpRequest, authority: str) -> HttpResponse:
    """List the records without a case, the newest first, and lay the chosen ones in a case."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, REGISTER, authority=owner.id)
    after = RecordListForm(request.GET).after()
    page = queries.record_page(owner, shown=RecordFilter(to_sort=True), after=after)
    chosen = [record.id for record in page.records]
    asked = request.POST.getlist("records") if request.method == "POST" else []
    form = SortForm(
        request.POST if request.method == "POST" else None,
        record_ids=[*chosen, *(int(one) for one in asked if one.isdecimal())],
    )
    if request.method == "POST" and form.is_valid():
        case = attempt(
            form, lambda: _place(actor, owner, form.cleaned_data["records"], form.cleaned_data["case"])
        )
        if case is not None:
            count = len(form.cleaned_data["records"])
            words = ngettext(
                "Handlingen ligger nu i %(number)s.", "%(n)s handlingar ligger nu i %(number)s.", count
            )
            messages.success(request, words % {"n": count, "number": case.number})
            return redirect(
                reverse("registry:sorting", args=[authority]) if page.count.number > count else case.url
            )
    context = _context(actor, authority, page, form, asked) | {"goes_on": after}
    return render(request, "registry/sorting.html", context)


def _context(
    actor: Actor, slug: str, page: RecordPage, form: SortForm, asked: Sequence[str]
) -> dict[str, Any]:
    return {
        "page_title": _("Att sortera"),
        "form": form,
        "records": [
            (record, shapes.label_of(record), shapes.direction_text(record)) for record in page.records
        ],
        "chosen": {one for one in asked if one.isdecimal()},
        "count": page.count,
        "more_url": f"?efter={page.after[0]}-{page.after[1]}" if page.after else "",
        "case_list": CASE_LIST,
        "suggest_url": reverse("registry:suggestions", args=[slug]),
        "register_url": reverse("registry:register_record", args=[slug]),
        "new_case_url": reverse("registry:register_case", args=[slug]),
        "records_url": reverse("registry:records", args=[slug]),
        **shapes.demonstration_of(actor),
    }


def _place(actor: Actor, owner: Authority, record_ids: Sequence[int], text: str) -> CaseLine:
    """Lay them all in the case, or none of them."""
    case = case_named(owner, text)
    if case is None:
        raise NotPossible(_("Skriv ärendets nummer."))
    for record_id in record_ids:
        actions.place_record(actor, record_id=queries.record_of(owner, record_id).id, case_id=case.id)
    return case
