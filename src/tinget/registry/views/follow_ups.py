"""What somebody is to look at again: the list, and saying that one is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.organisation.api import authority_by_slug, require
from tinget.registry import actions, queries
from tinget.registry.permissions import CHANGE


@require_safe
def follow_ups(request: HttpRequest, authority: str) -> HttpResponse:
    """List what waits for the person, or for everybody (?vem=alla), the soonest first."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, CHANGE, authority=owner.id)
    everybody = request.GET.get("vem") == "alla"
    context = {
        "page_title": _("Det som bevakas") if everybody else _("Det du bevakar"),
        "follow_ups": queries.follow_ups_of(owner, person=actor.person_id, everybody=everybody),
        "everybody": everybody,
        "today": clock.today(),
        "cases_url": reverse("registry:cases", args=[authority]),
        "authority_slug": authority,
    }
    return render(request, "registry/follow_ups.html", context)


@require_POST
def end_follow_up(request: HttpRequest, authority: str, follow_up_id: int) -> HttpResponse:
    """Say that a follow-up is done, and go back to where it was pressed."""
    owner = authority_by_slug(authority)
    case_id = actions.end_follow_up(actor_of(request), follow_up_id=follow_up_id, at=clock.now())
    messages.success(request, _("Bevakningen är klar."))
    if request.POST.get("till") == "bevakningar":
        return redirect(reverse("registry:follow_ups", args=[owner.slug]))
    return redirect(queries.case(case_id).url)
