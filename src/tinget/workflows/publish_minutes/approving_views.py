"""The pages before the first signature: proposed changes, and a reserve for a hindered approver."""

from functools import partial
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tinget.foundation import clock
from tinget.foundation.errors import NotPermitted
from tinget.foundation.http import actor_of
from tinget.foundation.ui.forms import attempt, offer
from tinget.meetings import api as meetings
from tinget.organisation import api as organisation
from tinget.signatures import api as signatures
from tinget.workflows.publish_minutes import changes as changing
from tinget.workflows.publish_minutes import stepping_in
from tinget.workflows.publish_minutes.drawing_up import MEETING
from tinget.workflows.publish_minutes.permissions import DRAW_UP
from tinget.workflows.publish_minutes.views import meeting_at


class ChangeForm(forms.Form):
    """What is wrong, and where."""

    paragraph = forms.TypedChoiceField(
        label=gettext_lazy("Paragraf"), coerce=int, required=False, empty_value=None
    )
    text = forms.CharField(
        label=gettext_lazy("Vad är fel, och hur borde det stå?"), max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Skriv vad som är fel och hur det borde stå.")},
    )  # fmt: skip

    def __init__(self, *args: Any, items: list[meetings.ItemLine], **options: Any) -> None:
        super().__init__(*args, **options)
        whole = ("", _("Protokollet som helhet"))
        offer(self, "paragraph", [whole, *((one.paragraph, f"{one.number} {one.title}") for one in items)])


class AnswerForm(forms.Form):
    """The secretary's answer."""

    accepts = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    answer = forms.CharField(required=False, max_length=2000)


class StepInForm(forms.Form):
    """Who approves instead, and why."""

    person = forms.TypedChoiceField(
        label=gettext_lazy("Justerar i stället"), coerce=int, widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vem som justerar i stället.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Varför kan justeraren inte justera?"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skälet antecknas. Det syns inte i protokollet."),
        error_messages={"required": gettext_lazy("Skriv varför justeraren inte kan justera.")},
    )  # fmt: skip

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", people)


@require_http_methods(["GET", "HEAD", "POST"])
def changes(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Show the proposed changes to those who sign and who draw up; a post proposes one."""
    place, meeting = meeting_at(authority, address)
    actor = actor_of(request)
    line = changing.newest_signing(place.id, meeting.id)
    answers = organisation.permits(actor, DRAW_UP, place.id)
    signs = line is not None and any(one.person_id == actor.person_id is not None for one in line.signers)
    if not answers and not signs:
        raise NotPermitted(_("Sidan är för dem som ska skriva under protokollet, och för sekreteraren."))
    items = [item for item in meeting.items if item.paragraph is not None]
    form = ChangeForm(request.POST if request.method == "POST" else None, items=items)
    if request.method == "POST" and form.is_valid():
        act = partial(
            changing.propose_change,
            actor,
            authority=place.id,
            meeting_id=meeting.id,
            paragraph=form.cleaned_data["paragraph"],
            text=form.cleaned_data["text"],
            at=clock.now(),
        )
        if attempt(form, act) is not None:
            messages.success(
                request, _("Förslaget är lämnat. Sekreteraren svarar innan någon skriver under.")
            )
            return redirect("publish_minutes:changes", authority, address)
    context = {
        **_around(place, meeting),
        "page_title": _("Ändringar före justering"),
        "changes": changing.changes_to(place.id, meeting.id),
        "form": form if changing.may_propose(actor, line) or form.errors else None,
        "answers": answers,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "workflows/minutes_changes.html", context, status=status)


@require_POST
def answer(request: HttpRequest, authority: str, address: str, change_id: int) -> HttpResponse:
    """Accept or refuse a proposed change."""
    place, _meeting = meeting_at(authority, address)
    form = AnswerForm(request.POST)
    organisation.require(actor_of(request), DRAW_UP, authority=place.id)
    if form.is_valid():
        is_accepted = form.cleaned_data["accepts"] == "yes"
        changing.answer_change(
            actor_of(request),
            authority=place.id,
            change_id=change_id,
            is_accepted=is_accepted,
            answer=form.cleaned_data["answer"],
            at=clock.now(),
        )
        told = _("Du har godtagit förslaget. Rätta det som är fel och gör sedan om protokollet.")
        messages.success(request, told if is_accepted else _("Förslaget är avslaget, med ditt skäl."))
    return redirect("publish_minutes:changes", authority, address)


@require_http_methods(["GET", "HEAD", "POST"])
def reserve(request: HttpRequest, authority: str, address: str) -> HttpResponse:
    """Choose who approves in the place of a hindered approver."""
    place, meeting = meeting_at(authority, address)
    actor = actor_of(request)
    organisation.require(actor, DRAW_UP, authority=place.id)
    form = StepInForm(
        request.POST if request.method == "POST" else None, people=stepping_in.candidates(meeting)
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            stepping_in.step_in,
            actor,
            authority=place.id,
            meeting_id=meeting.id,
            person_id=form.cleaned_data["person"],
            reason=form.cleaned_data["reason"],
            at=clock.now(),
        )
        was_chosen = attempt(form, act)
        if was_chosen is not None:
            _tell_stepped_in(request, was_chosen=was_chosen)
            return redirect("publish_minutes:chain", authority, address)
    context = {
        **_around(place, meeting),
        "page_title": _("Justeraren har fått förhinder"),
        "form": form,
        "has_candidates": bool(stepping_in.candidates(meeting)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "workflows/reserve_approver.html", context, status=status)


def way_to_changes(actor: organisation.Actor, line: signatures.SigningLine) -> tuple[str, str] | None:
    """Offer the way from the minutes' signing page to proposing a change."""
    if not line.about.startswith(MEETING) or not changing.may_propose(actor, line):
        return None
    meeting = meetings.meeting_by_id(int(line.about.removeprefix(MEETING)))
    slug = organisation.authority_by_id(line.authority).slug
    return _("Föreslå en ändring"), reverse("publish_minutes:changes", args=[slug, meeting.address])


def _tell_stepped_in(request: HttpRequest, *, was_chosen: bool) -> None:
    if was_chosen:
        messages.success(request, _("Den valda ersättaren justerar protokollet."))
    else:
        messages.warning(
            request, _("En annan justerar nu. Den var inte vald till det, och det står i historiken.")
        )


def _around(place: organisation.Authority, meeting: meetings.MeetingView) -> dict[str, Any]:
    return {
        "authority": place,
        "meeting": meeting,
        **({"demonstration": True} if meeting.is_demonstration else {}),
    }
