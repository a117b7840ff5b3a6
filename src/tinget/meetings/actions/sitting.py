"""What happens at the meeting, written down as it happens; slips are taken back, the rest corrected."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.happening import happen, keep, write
from tinget.meetings.actions.heeding import must_be, on
from tinget.meetings.models import Item, Meeting
from tinget.meetings.permissions import RECORD
from tinget.meetings.queries import Playing, closed_for, item_to_change, meeting_to_change, others_there, play
from tinget.meetings.rules.agenda import ClosedFor, ItemKind
from tinget.meetings.rules.proceedings.kept import (
    ADJOURN,
    ALLEGE,
    ASK,
    CORRECT,
    DOORS,
    IN_WRITING,
    JUDGE,
    PRESENCE,
    REMARK,
    RESUME,
    SPEAK,
    SUPPORT,
    TAKE_BACK,
    TAKE_IN,
    WITHDRAW,
    Event,
    sitting_of,
    to_take_back,
    withdrawn,
)
from tinget.meetings.rules.proceedings.telling import told
from tinget.meetings.rules.states import MeetingState
from tinget.organisation.api import Actor

BEFORE_THE_OPENING = frozenset({"arrive", "leave", "preside", PRESENCE, DOORS})
AT_THE_MEETING = frozenset(
    {
        "motion",
        "freeze",
        "vote",
        "lottery",
        "reserve",
        "approve_at_once",
        TAKE_IN,
        ALLEGE,
        JUDGE,
        ADJOURN,
        RESUME,
        ASK,
        SPEAK,
        REMARK,
        SUPPORT,
        TAKE_BACK,
        IN_WRITING,
    }
)


def record_event(
    actor: Actor, *, meeting_id: int, kind: str, values: Any = None, at: datetime, reason: str = ""
) -> int:
    """Write down an event that has no action of its own; returns its number.

    What has no effect in law is refused; another departure from a rule needs a reason.
    """
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    if kind not in BEFORE_THE_OPENING | AT_THE_MEETING:
        raise NotPossible(_("Händelsen förs in på ett annat sätt."))
    _must_go_on(meeting)
    playing = play(meeting)
    if kind in (ASK, SPEAK):
        playing.sitting.room.guests = frozenset(others_there(meeting.pk))
    event = happen(playing, actor, kind, values, at=at, reason=reason)
    return _kept(playing, actor, event, action="record_event")


def take_up_item(
    actor: Actor, *, item_id: int, at: datetime, is_election: bool = False, reason: str = ""
) -> int:
    """Take up an item of the open meeting; not without quorum (KL 6:27). Returns the event's number.

    An item that no summons told of needs the committee's word, or a reason (reglemente 10 §, rule 4).
    """
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    must_be(meeting, MeetingState.OPEN, otherwise=_("Sammanträdet är inte öppet."))
    playing = play(meeting)
    event = begin(playing, actor, item, at=at, is_election=is_election, reason=reason)
    return _kept(playing, actor, event, action="record_event")


def keep_from_public(actor: Actor, *, item_id: int, why: ClosedFor) -> None:
    """Mark why an item is never handled in public (KL 6:25, rule 5), or that nothing hinders it."""
    meeting, item = item_to_change(actor, RECORD, item_id=item_id)
    _must_go_on(meeting)
    if play(meeting).open_item_id == item.pk:
        raise NotPossible(_("Punkten är redan uppe. Stäng då dörrarna för dem som följer med."))
    item.closed_for = why.value
    item.save(update_fields=["closed_for"])
    changes = {"item": item.pk, "title": item.title, "why": why.value}
    ledger.append(actor, "keep_from_public", on=on(meeting), authority=meeting.authority_id, changes=changes)


def undo(actor: Actor, *, meeting_id: int, number: int, at: datetime) -> None:
    """Take back the latest event, as `number` names it; what the gavel confirmed stays."""
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    _must_go_on(meeting)
    playing = play(meeting)
    last = to_take_back(playing.events)
    if last is None:
        raise NotPossible(_("Det senaste är bekräftat med klubban och kan bara rättas."))
    if last.number != number:
        raise NotPossible(_("Det har hänt mer sedan sidan visades. Se efter vad som hände senast."))
    event = write(playing, actor, WITHDRAW, at=at, corrects=number)
    _kept(playing, actor, event, action="undo_event", about=last)


def correct_event(actor: Actor, *, meeting_id: int, number: int, text: str, at: datetime) -> int:
    """Correct in words what was written down; the earlier event stays as it was."""
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    must_be(
        meeting,
        MeetingState.OPEN,
        MeetingState.CLOSED,
        otherwise=_("Protokollet är upprättat, så händelserna rättas inte här."),
    )
    playing = play(meeting)
    gone = withdrawn(playing.events)
    if not any(event.number == number and number not in gone for event in playing.events):
        raise NotPossible(_("Händelsen finns inte, eller är redan tillbakatagen."))
    if not text.strip():
        raise NotPossible(_("Skriv vad som är rätt."))
    event = write(playing, actor, CORRECT, {"text": text.strip()}, at=at, corrects=number)
    return _kept(playing, actor, event, action="correct_event")


def begin(
    playing: Playing,
    actor: Actor,
    item: Item,
    *,
    at: datetime,
    is_election: bool = False,
    reason: str = "",
) -> Event:
    """Let the item be taken up."""
    kind = ItemKind(item.kind)
    closed = closed_for(item)
    values = {
        "paragraph": item.paragraph,
        "title": item.title,
        "election": is_election or kind is ItemKind.APPROVER_ELECTION,
        "roll_call": kind is ItemKind.ROLL_CALL,
        "secrecy": closed is ClosedFor.SECRECY,
        "exercise": closed is ClosedFor.EXERCISE,
        "late": item.is_late,
    }
    return happen(playing, actor, "item", values, at=at, reason=reason)


def be_before(playing: Playing, actor: Actor, item: Item, *, at: datetime, reason: str = "") -> None:
    """Take the item up unless it is the one that is being handled."""
    now = playing.sitting.item
    if now is None or now.roll is not None or now.paragraph != item.paragraph:
        begin(playing, actor, item, at=at, reason=reason)


def _kept(playing: Playing, actor: Actor, event: Event, *, action: str, about: Event | None = None) -> int:
    meeting = playing.meeting
    if event.kind == WITHDRAW:
        playing.sitting = sitting_of(playing.sitting.facts, playing.municipalities, playing.events)
    keep(playing, actor)
    changes = {
        "event": event.number,
        "kind": event.kind,
        "told": told(about or event),
        "reason": event.reason,
    }
    ledger.append(actor, action, on=on(meeting), authority=meeting.authority_id, changes=changes)
    return event.number


def _must_go_on(meeting: Meeting) -> None:
    must_be(
        meeting,
        MeetingState.PLANNED,
        MeetingState.OPEN,
        otherwise=_("Sammanträdet är avslutat, så det som hände kan bara rättas."),
    )
