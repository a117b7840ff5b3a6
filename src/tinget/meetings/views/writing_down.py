"""What each form and button at the table does: one event, or one action, each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, QueryDict

from tinget.meetings import actions, forms
from tinget.meetings.rules.live import Live
from tinget.meetings.rules.proceedings.items import MotionKind
from tinget.meetings.rules.proceedings.kept import (
    ADJOURN,
    ALLEGE,
    IN_WRITING,
    JUDGE,
    REMARK,
    RESUME,
    SUPPORT,
    TAKE_BACK,
    TAKE_IN,
)
from tinget.organisation.api import Actor


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes down what, at which moment of which sitting."""

    actor: Actor
    meeting_id: int
    now: Live
    posted: QueryDict
    at: datetime

    @property
    def item_id(self) -> int:
        """The item before the committee."""
        if self.now.item is None:
            raise Http404("item")
        return self.now.item.item_id

    def number(self, name: str) -> int:
        """Read a number that a button sent."""
        value = self.posted.get(name, "")
        if not value.isdigit():
            raise Http404(name)
        return int(value)

    def record(self, kind: str, values: Any, reason: str) -> None:
        """Write down an event."""
        actions.record_event(
            self.actor, meeting_id=self.meeting_id, kind=kind, values=values, at=self.at, reason=reason
        )


Act = Callable[[Hand, Any, str], object]


def _event(kind: str) -> Act:
    return lambda hand, form, reason: hand.record(kind, form.values(), reason)


def _presence(hand: Hand, form: forms.PresenceForm | forms.FloorForm, reason: str) -> None:
    kind, values = form.event()
    hand.record(kind, values, reason)


def _motion(hand: Hand, form: forms.MotionForm, reason: str) -> None:
    told = [one for one in hand.now.events if one.kind == "motion" and one.item_id == hand.item_id]
    moved = sum(not one.is_withdrawn for one in told)
    hand.record("motion", form.values(moved + 1), reason)


def _correct(hand: Hand, form: forms.CorrectForm, _reason: str) -> object:
    given = form.cleaned_data
    return actions.correct_event(
        hand.actor, meeting_id=hand.meeting_id, number=given["number"], text=given["text"], at=hand.at
    )


def _decide(hand: Hand, form: forms.DecideForm, reason: str) -> object:
    given = form.cleaned_data
    proposals = hand.now.item.proposals if hand.now.item else ()
    chosen = next((one for one in proposals if one.name == given["outcome"]), None)
    told: dict[str, Any] = {
        "item_id": hand.item_id,
        "at": hand.at,
        "outcome": given["outcome"],
        "text": given["text"] or (chosen.text if chosen else ""),
        "reason": reason,
    }
    if chosen is not None and chosen.kind is MotionKind.TABLE:
        return actions.table_item(hand.actor, **told)
    return actions.decide_item(hand.actor, **told, kind=form.decision_kind)


def _reopen(hand: Hand, form: forms.ReopenForm, reason: str) -> None:
    item = form.cleaned_data["item"]
    actions.reopen_item(hand.actor, item_id=item, says=form.consent, at=hand.at, reason=reason)


def _keep(hand: Hand, form: forms.KeepForm, _reason: str) -> None:
    actions.keep_from_public(hand.actor, item_id=form.cleaned_data["item"], why=form.closed_for)


def _freeze(hand: Hand, _form: object, reason: str) -> None:
    hand.record("freeze", None, reason)


def _resume(hand: Hand, _form: object, reason: str) -> None:
    hand.record(RESUME, None, reason)


def _note(hand: Hand, _form: object, reason: str) -> None:
    actions.note_item(hand.actor, item_id=hand.item_id, at=hand.at, reason=reason)


def _take_back(hand: Hand, _form: object, reason: str) -> None:
    hand.record(TAKE_BACK, {"id": hand.posted.get("motion", "")}, reason)


def _in_writing(hand: Hand, _form: object, reason: str) -> None:
    hand.record(IN_WRITING, {"id": hand.posted.get("motion", "")}, reason)


def _undo(hand: Hand, _form: object, _reason: str) -> None:
    actions.undo(hand.actor, meeting_id=hand.meeting_id, number=hand.number("number"), at=hand.at)


def _take_up(hand: Hand, _form: object, reason: str) -> object:
    told: dict[str, Any] = {"is_election": "election" in hand.posted, "reason": reason}
    return actions.take_up_item(hand.actor, item_id=hand.number("item"), at=hand.at, **told)


FORMS: dict[str, Act] = {
    forms.PresenceForm.name: _presence,
    forms.PresideForm.name: _event("preside"),
    forms.MotionForm.name: _motion,
    forms.SupportForm.name: _event(SUPPORT),
    forms.OutcomeForm.name: _event("vote"),
    forms.VoteForm.name: _event("vote"),
    forms.BallotForm.name: _event("vote"),
    forms.LotteryForm.name: _event("lottery"),
    forms.ReserveForm.name: _event("reserve"),
    forms.ApproveForm.name: _event("approve_at_once"),
    forms.DecideForm.name: _decide,
    forms.CorrectForm.name: _correct,
    forms.DoorsForm.name: _event("doors"),
    forms.KeepForm.name: _keep,
    forms.TakeInForm.name: _event(TAKE_IN),
    forms.ReopenForm.name: _reopen,
    forms.AllegeForm.name: _event(ALLEGE),
    forms.JudgeForm.name: _event(JUDGE),
    forms.FloorForm.name: _presence,
    forms.RemarkForm.name: _event(REMARK),
    forms.AdjournForm.name: _event(ADJOURN),
}
BUTTONS: dict[str, Act] = {
    "freeze": _freeze,
    "in_writing": _in_writing,
    "take_back": _take_back,
    "note": _note,
    "resume": _resume,
    "undo": _undo,
    "take_up": _take_up,
}
