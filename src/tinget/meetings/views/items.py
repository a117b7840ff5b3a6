"""One item: read by everybody it is published for, written and confirmed by those who record."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tinget.foundation import clock
from tinget.foundation.errors import NotPossible
from tinget.foundation.http import actor_of, public
from tinget.foundation.ui.forms import attempt
from tinget.meetings import actions, queries
from tinget.meetings.forms import ItemForm, lines_of
from tinget.meetings.permissions import EXAMINE, FOLLOW, FOLLOW_UP, PREPARE, RECORD, may_change
from tinget.meetings.rules.agenda import DecisionKind, ItemKind
from tinget.meetings.rules.lines import ItemLine, MeetingView
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.rules.wording import ItemWording, agenda_decision_of, meeting_text_of, procedure_of
from tinget.meetings.views import showing
from tinget.organisation.api import Actor, Authority, permits, require
from tinget.registry.api import RecordLine, records_of_case

NO_QUESTIONS = "Inga övriga frågor."
ROLL_CALLED = "Upprop förrättas. Närvaron framgår av närvarolistan."
LAY_TO_FILES = (ItemKind.INFORMATION,)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def show_item(request: HttpRequest, authority: str, address: str, item_id: int) -> HttpResponse:
    """Show an item, with its form while it can be written."""
    owner, meeting = showing.find(authority, address)
    actor = actor_of(request)
    meeting = queries.as_read_by(meeting, actor.person_id)
    item = next((one for one in meeting.items if one.id == item_id), None)
    if item is None:
        raise Http404(str(item_id))
    context: dict[str, Any] = {**showing.around(owner, meeting), "item": item, "own_address": item.url}
    context["addenda"] = [one for one in meeting.addenda if one.item_id == item.id]
    context |= _ways_on(actor, owner, meeting, item)
    if item.is_withheld or not _can_be_written(actor, meeting, item):
        if request.method == "POST" and item.is_withheld:
            raise NotPossible(_("Du är jävig i ärendet. Någon annan för sammanträdet tills det är avgjort."))
        if request.method == "POST":
            require(actor, PREPARE, authority=owner.id)
        return render(request, "meetings/item.html", context)
    is_open = meeting.state is MeetingState.OPEN and permits(actor, RECORD, owner.id)
    form = _form(request, meeting, item, is_open=is_open)
    if request.method == "POST" and form.is_valid():
        told = attempt(form, _act(actor, item, form, request.POST.get("do", "save"), is_open=is_open))
        if told is not None:
            messages.success(request, told)
            return redirect(item.url if request.POST.get("do") == "save" else meeting.url)
    context |= {
        "form": form,
        "is_open": is_open,
        "is_matter": item.kind in (ItemKind.CASE, ItemKind.INFORMATION),
        "is_noted": item.kind in (ItemKind.ROLL_CALL, ItemKind.OTHER),
        "is_election": item.kind is ItemKind.APPROVER_ELECTION,
        "approver_url": showing.page_of(owner, meeting, "approver"),
        "attendance_url": showing.page_of(owner, meeting, "attendance"),
    }
    return render(request, "meetings/write_item.html", context)


def _ways_on(actor: Actor, owner: Authority, meeting: MeetingView, item: ItemLine) -> dict[str, str]:
    """Give the addresses of what follows on a handled item, for those who may go there."""
    if item.is_open:
        return {}
    is_ours = not meeting.is_published_fact
    ways = {
        "grounds": is_ours and permits(actor, EXAMINE, owner.id),
        "reservation": is_ours and item.decision_id is not None and permits(actor, FOLLOW, owner.id),
        "assign": permits(actor, FOLLOW_UP, owner.id),
    }
    place = [owner.slug, meeting.address, item.id]
    return {f"{name}_url": reverse(f"meetings:{name}", args=place) for name, may in ways.items() if may}


def _can_be_written(actor: Actor, meeting: MeetingView, item: ItemLine) -> bool:
    before_or_during = meeting.state in (MeetingState.PLANNED, MeetingState.OPEN)
    may = may_change(
        actor,
        PREPARE,
        authority=meeting.authority,
        is_demonstration=meeting.is_demonstration,
        is_published_fact=meeting.is_published_fact,
    )
    return item.is_open and before_or_during and may


def _form(request: HttpRequest, meeting: MeetingView, item: ItemLine, *, is_open: bool) -> ItemForm:
    records: list[RecordLine] = records_of_case(item.case_id) if item.case_id is not None else []
    return ItemForm(
        request.POST if request.method == "POST" else None,
        kind=item.kind,
        records=records,
        is_meeting_open=is_open,
        initial=_initial(item, queries.committee_name(meeting.authority), is_open=is_open),
    )


def _initial(item: ItemLine, committee: str, *, is_open: bool) -> dict[str, Any]:
    """Begin with what is written; in the meeting, with the words that follow from what is proposed."""
    given: dict[str, Any] = {
        "title": item.title,
        "rapporteur": item.rapporteur,
        "proposal": item.proposal,
        "summary": item.summary,
        "records": [one.record_id for one in item.basis],
        "recipients": "\n".join(item.recipients),
        "meeting_text": item.meeting_text,
        "procedure": item.procedure,
        "decision_text": item.decision_text,
        "decision_points": "\n".join(item.decision_points),
        "decision_kind": item.decision_kind or _usual_kind(item),
    }
    if is_open:
        for name, text in _usual_words(item, committee).items():
            given[name] = given[name] or text
    return given


def _usual_kind(item: ItemLine) -> str:
    laid = item.kind in LAY_TO_FILES
    return (DecisionKind.LAY_TO_FILES if laid else DecisionKind.APPROVE).value


def _usual_words(item: ItemLine, committee: str) -> dict[str, str]:
    if item.kind is ItemKind.ROLL_CALL:
        return {"meeting_text": _(ROLL_CALLED)}
    if item.kind is ItemKind.AGENDA:
        return {"decision_text": agenda_decision_of(committee)}
    if item.kind is ItemKind.OTHER:
        return {"meeting_text": _(NO_QUESTIONS)}
    return {
        "meeting_text": meeting_text_of(item.rapporteur),
        "decision_text": item.proposal,
        "procedure": procedure_of(item.proposal, rapporteur=item.rapporteur, committee=committee),
    }


def _act(actor: Actor, item: ItemLine, form: ItemForm, do: str, *, is_open: bool) -> Callable[[], str]:
    """Give what the pressed button does: the texts are written first, so that the gavel confirms them."""
    given = form.cleaned_data
    told: dict[str, Any] = {"item_id": item.id, "at": clock.now(), "reason": given["reason"]}

    def act() -> str:
        _write(actor, item, form)
        if do == "decide" and is_open:
            kind = DecisionKind(given.get("decision_kind") or _usual_kind(item))
            actions.decide_item(actor, **told, kind=kind)
            return _("%(number)s %(title)s är beslutad.") % _named(item)
        if do == "table" and is_open:
            actions.table_item(actor, **told, until=given.get("until"))
            return _("%(number)s %(title)s är bordlagd.") % _named(item)
        if do == "note" and is_open:
            actions.note_item(actor, **told)
            return _("%(number)s %(title)s är behandlad.") % _named(item)
        return _("Texterna är sparade.")

    return act


def _write(actor: Actor, item: ItemLine, form: ItemForm) -> None:
    given = form.cleaned_data
    before = ItemWording(
        title=item.title,
        rapporteur=item.rapporteur,
        proposal=item.proposal,
        summary=item.summary,
        meeting_text=item.meeting_text,
        procedure=item.procedure,
        decision_text=item.decision_text,
        decision_points=item.decision_points,
    )
    kept = [one.record_id for one in item.basis if one.record_id is not None]
    recipients = lines_of(given["recipients"]) if "recipients" in given else item.recipients
    actions.write_item(
        actor,
        item_id=item.id,
        wording=form.wording(before),
        record_ids=given.get("records", kept),
        recipients=recipients,
    )


def _named(item: ItemLine) -> dict[str, str]:
    return {"number": item.number, "title": item.title}
