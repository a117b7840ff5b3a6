"""Following decisions up: the list, a new assignment, and one with its status and the councils' decisions."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import actions, queries
from tinget.meetings.forms.follow_up import AssignForm, CouncilForm, StatusForm
from tinget.meetings.permissions import EXAMINE, FOLLOW_UP
from tinget.meetings.rules.follow_up import Standing
from tinget.meetings.views import showing
from tinget.organisation.api import Authority, authority_by_slug, boards, permits, require

FORMS = ["GET", "HEAD", "POST"]
TONES = {Standing.OPEN: "plain", Standing.NOT_YET: "wait", Standing.LATE: "stop", Standing.DONE: "done"}


@require_http_methods(FORMS)
def list_follow_up(request: HttpRequest, authority: str) -> HttpResponse:
    """Show what decisions ask for; the button lays how it stands before the next meeting."""
    owner, actor = authority_by_slug(authority), actor_of(request)
    require(actor, FOLLOW_UP if request.method == "POST" else EXAMINE, authority=owner.id)
    today = clock.today()
    if request.method == "POST":
        made = actions.report_at_next_meeting(actor, authority=owner.id, today=today)
        messages.success(request, _("Uppföljningen står på dagordningen."))
        return redirect(queries.meeting_by_id(made).url)
    lines = [(one, TONES[one.standing]) for one in queries.assignments(owner.id, today=today)]
    context = {
        **_around(owner),
        "page_title": _("Uppföljning av beslut"),
        "left": [pair for pair in lines if pair[0].standing is not Standing.DONE],
        "done": [pair for pair in lines if pair[0].standing is Standing.DONE],
        "may_report": permits(actor, FOLLOW_UP, owner.id),
    }
    return render(request, "meetings/follow_up.html", context)


@require_http_methods(FORMS)
def assign(request: HttpRequest, authority: str, address: str, item_id: int) -> HttpResponse:
    """Write down what a decision asks somebody to do."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, FOLLOW_UP, authority=owner.id)
    item = next((one for one in meeting.items if one.id == item_id), None)
    if item is None:
        raise Http404(str(item_id))
    form = AssignForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(actions.assign, actor, item_id=item_id, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("Uppdraget är antecknat."))
            return redirect("meetings:assignment", owner.slug, made)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Nytt uppdrag"),
        "item": item,
        "form": form,
        "assigned": queries.assignments_of_item(item_id, today=clock.today()),
        "follow_up_url": reverse("meetings:follow_up", args=[owner.slug]),
    }
    return render(request, "meetings/assign.html", context)


@require_http_methods(FORMS)
def show_assignment(request: HttpRequest, authority: str, assignment_id: int) -> HttpResponse:
    """Show an assignment, with how it goes and, where councils decide, what each has decided."""
    owner, actor, today = authority_by_slug(authority), actor_of(request), clock.today()
    require(actor, FOLLOW_UP if request.method == "POST" else EXAMINE, authority=owner.id)
    line = queries.assignment(owner.id, assignment_id, today=today)
    posted = request.POST if request.method == "POST" else None
    do = request.POST.get("do", "")
    if posted is not None and do == "avtalssparr":
        actions.await_standstill(actor, assignment_id=assignment_id)
        return redirect("meetings:assignment", owner.slug, assignment_id)
    status = StatusForm(
        posted if do == "lage" else None, initial={"status": line.status, "done_on": line.done_on}
    )
    parties = [(one.id, one.name) for one in boards(owner.id, on=today)]
    council = CouncilForm(posted if do == "fullmaktige" else None, parties=parties, prefix="kf")
    form: StatusForm | CouncilForm = council if do == "fullmaktige" else status
    if posted is not None and form.is_valid():
        act = actions.record_council_decision if form is council else actions.report_status
        given = form.cleaned_data if form is council else form.cleaned_data | {"day": today}

        def write() -> bool:
            act(actor, assignment_id=assignment_id, **given)
            return True

        if attempt(form, write):
            messages.success(request, _("Läget är antecknat."))
            return redirect("meetings:assignment", owner.slug, assignment_id)
    context = {
        **_around(owner),
        "page_title": _("Uppdrag"),
        "line": line,
        "tone": TONES[line.standing],
        "form": form,
        "status": status,
        "council": council,
        "may_write": permits(actor, FOLLOW_UP, owner.id),
        "demonstration": line.is_demonstration,
    }
    return render(request, "meetings/assignment.html", context)


def _around(owner: Authority) -> dict[str, object]:
    return {
        "authority": owner,
        "meetings_url": reverse("meetings:meetings", args=[owner.slug]),
        "follow_up_url": reverse("meetings:follow_up", args=[owner.slug]),
    }
