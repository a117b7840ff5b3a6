"""Putting the agenda together: cases, other items, their order."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt
from tinget.meetings import actions, queries
from tinget.meetings.forms import AddItemForm, PlaceCaseForm
from tinget.meetings.permissions import PREPARE
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.lines import ItemLine, MeetingView
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.rules.wording import ItemWording
from tinget.meetings.views import showing
from tinget.organisation.api import Actor, require
from tinget.registry.api import CaseLine, cases, open_cases

CASE, OTHER = "arende", "punkt"


@require_http_methods(["GET", "HEAD", "POST"])
def edit_agenda(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the agenda with what can be added to it."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    require(actor, PREPARE, authority=owner.id)
    found = _cases_to_place(owner.id, meeting)
    posted = request.POST.get("add") if request.method == "POST" else None
    place_case = PlaceCaseForm(request.POST if posted == CASE else None, cases=found, prefix=CASE)
    add_item = AddItemForm(request.POST if posted == OTHER else None, prefix=OTHER)
    added = None
    if posted == CASE and place_case.is_valid():
        added = _place_case(actor, meeting, place_case, found)
    elif posted == OTHER and add_item.is_valid():
        added = _add_item(actor, meeting, add_item)
    if added:
        messages.success(request, _("%(title)s står på dagordningen.") % {"title": added})
        return redirect("meetings:agenda", owner.slug, meeting.address)
    context = {
        **showing.around(owner, meeting),
        "page_title": _("Dagordning"),
        "may_order": meeting.state is MeetingState.PLANNED,
        "panels": queries.panels_of_agenda(actor, owner.id, meeting.id),
        "place_case": place_case,
        "add_item": add_item,
        "form": add_item if posted == OTHER else place_case,
        "has_cases": bool(found),
        "register_url": f"/{owner.slug}/arenden/ny/",
        "times_url": showing.page_of(owner, meeting, "time_items"),
        "move_url": showing.page_of(owner, meeting, "move_item"),
        "remove_url": showing.page_of(owner, meeting, "remove_item"),
    }
    return render(request, "meetings/agenda.html", context)


@require_POST
def move_item(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Move an item one step up or down."""
    _owner, meeting = showing.find(authority, address)
    item = _posted_item(request, meeting)
    actions.move_item(actor_of(request), item_id=item.id, up=request.POST.get("way") == "up")
    return redirect("meetings:agenda", authority, address)


@require_POST
def remove_item(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Take an item off the agenda."""
    _owner, meeting = showing.find(authority, address)
    item = _posted_item(request, meeting)
    actions.remove_item(actor_of(request), item_id=item.id)
    messages.success(request, _("%(title)s är borttagen från dagordningen.") % {"title": item.title})
    return redirect("meetings:agenda", authority, address)


def _cases_to_place(authority: int, meeting: MeetingView) -> list[CaseLine]:
    """List the open cases that are not on the agenda yet, made up or real like the meeting."""
    there = {item.case_id for item in meeting.items}
    return [
        case
        for case in open_cases(authority)
        if case.id not in there and case.is_demonstration == meeting.is_demonstration
    ]


def _place_case(actor: Actor, meeting: MeetingView, form: PlaceCaseForm, found: list[CaseLine]) -> str | None:
    given = form.cleaned_data
    title = next(case.title for case in found if case.id == given["case"])
    wording = ItemWording(title, rapporteur=given["rapporteur"], proposal=given["proposal"])
    made = attempt(
        form,
        lambda: actions.place_case_on_agenda(
            actor, meeting_id=meeting.id, case_id=given["case"], wording=wording
        ),
    )
    return cases([given["case"]])[given["case"]].title if made is not None else None


def _add_item(actor: Actor, meeting: MeetingView, form: AddItemForm) -> str | None:
    given = form.cleaned_data
    made = attempt(
        form,
        lambda: actions.add_item(
            actor,
            meeting_id=meeting.id,
            kind=ItemKind(given["kind"]),
            wording=ItemWording(given["title"], rapporteur=given["rapporteur"]),
            external_case_number=given["external_case_number"],
        ),
    )
    return str(given["title"]) if made is not None else None


def _posted_item(request: HttpRequest, meeting: MeetingView) -> ItemLine:
    """Find the item that the button named, on this meeting's agenda."""
    wanted = request.POST.get("item", "")
    found = next((item for item in meeting.items if str(item.id) == wanted), None)
    if found is None:
        raise Http404(wanted)
    return found
