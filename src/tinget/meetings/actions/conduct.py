"""Leading a meeting: opening it, who is there, who approves, closing it."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.happening import happen, keep, seat_values, write
from tinget.meetings.actions.heeding import become, heed, must_be, on
from tinget.meetings.actions.numbering import number
from tinget.meetings.events import MeetingClosed
from tinget.meetings.models import Approver, Item, Meeting, Presence
from tinget.meetings.permissions import LEAD, RECORD
from tinget.meetings.queries import Playing, meeting_to_change, play, serving_of
from tinget.meetings.rules.approval import early_approval, late_approval, moved_day, wrong_approver
from tinget.meetings.rules.proceedings.beforehand import PresideAs
from tinget.meetings.rules.proceedings.kept import FACTS, PRESENCE, SUMMONED
from tinget.meetings.rules.proceedings.room import Seat, in_swedish_order
from tinget.meetings.rules.seats import PresentAs
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.organisation.api import Actor, Role, holders


def open_meeting(actor: Actor, *, meeting_id: int, at: datetime, reason: str = "") -> None:
    """Open the meeting on the day of `at` and number its items; another day than planned needs a reason."""
    meeting = meeting_to_change(actor, LEAD, meeting_id=meeting_id)
    day = at.date()
    meeting.moved_reason = heed(moved_day(meeting.planned_on, day), reason=reason)
    become(meeting, MeetingState.OPEN, otherwise=_("Sammanträdet är redan öppnat, eller inställt."))
    meeting.held_on, meeting.opened_at = day, at
    meeting.starts_at = at.time().replace(second=0, microsecond=0)
    _remember_secretary(actor, meeting)
    meeting.save()
    items = list(Item.objects.filter(meeting=meeting))
    if not items:
        raise NotPossible(_("Dagordningen är tom. Sätt upp minst en punkt innan du öppnar sammanträdet."))
    number(meeting, items)
    Item.objects.bulk_update(items, ["year", "paragraph"])
    playing = play(meeting)
    write(playing, actor, FACTS, _offices(playing), at=at)
    if called_on := playing.sitting.facts.summoned_on:
        told, why = {"on": called_on.isoformat()}, meeting.late_call_reason or meeting.moved_reason
        happen(playing, actor, SUMMONED, told, at=at, reason=why)
    happen(playing, actor, "open", at=at)
    keep(playing, actor)
    changes = {
        "held_on": day.isoformat(),
        "paragraphs": [item.paragraph for item in items],
        "reason": meeting.moved_reason,
    }
    ledger.append(actor, "open_meeting", on=on(meeting), authority=meeting.authority_id, changes=changes)


def register_presence(
    actor: Actor,
    *,
    meeting_id: int,
    person_ids: Collection[int],
    chair_id: int,
    at: datetime,
    others: Collection[tuple[str, str]] = (),
    reason: str = "",
) -> None:
    """Register who is there by their seats on the day, who presides, and others as (name, office).

    Each who is new arrives at `at`; who is no longer on the list was put there by mistake, which after the
    first decision needs a reason. Who leaves is told by `record_event`. Who serves follows (reglemente 17 §).
    """
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    must_be(
        meeting,
        MeetingState.PLANNED,
        MeetingState.OPEN,
        otherwise=_("Sammanträdet är avslutat, så närvaron kan inte ändras."),
    )
    playing = play(meeting)
    _make_present(playing, actor, _seats_of(playing, person_ids), at=at, reason=reason)
    _make_preside(playing, actor, chair_id, at=at, reason=reason)
    reason = next((one.reason for one in playing.added if one.reason), "")
    keep(playing, actor)
    _write_others(meeting, others)
    _remember_secretary(actor, meeting)
    meeting.save(update_fields=["secretary_id", "secretary_name"])
    serving = len(playing.sitting.room.serving())
    changes = {"present": sorted(person_ids), "serving": serving, "chair": chair_id, "reason": reason}
    ledger.append(actor, "register_presence", on=on(meeting), authority=meeting.authority_id, changes=changes)


def choose_approver(
    meeting: Meeting, *, person_id: int, reserve_id: int | None, due: date, place: str, reason: str
) -> tuple[list[Approver], str]:
    """Write who approves the minutes, who if they are hindered, and until when; with the recorded reason."""
    if reserve_id == person_id:
        raise NotPossible(_("Justeraren kan inte vara sin egen ersättare. Välj någon annan."))
    chosen = [one for one in (person_id, reserve_id) if one is not None]
    for one in chosen:
        heed(wrong_approver(one, serving_of(meeting), presiding=meeting.chair_id))
    day = meeting.held_on or meeting.planned_on
    heed(early_approval(day, due))
    recorded = heed(late_approval(day, due), reason=reason)
    Approver.objects.filter(meeting=meeting).delete()
    approvers = [add_approver(meeting, one, is_reserve=one == reserve_id) for one in chosen]
    meeting.approval_due, meeting.approval_place = due, place.strip()
    meeting.late_approval_reason = recorded
    meeting.save(update_fields=["approval_due", "approval_place", "late_approval_reason"])
    return approvers, recorded


def add_approver(meeting: Meeting, person_id: int, *, is_reserve: bool) -> Approver:
    """Write somebody who serves down as approver of the minutes, or as reserve."""
    seat = Presence.objects.get(meeting=meeting, person_id=person_id)
    return Approver.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        person_id=person_id,
        name=seat.name,
        party=seat.party,
        is_reserve=is_reserve,
    )


def close_meeting(actor: Actor, *, meeting_id: int, at: datetime) -> None:
    """Close the meeting once every item is handled and an approver is chosen; raises MeetingClosed."""
    meeting = meeting_to_change(actor, LEAD, meeting_id=meeting_id)
    must_be(meeting, MeetingState.OPEN, otherwise=_("Sammanträdet är inte öppet."))
    left = Item.objects.filter(meeting=meeting, state=ItemState.OPEN.value)
    if left:
        names = ", ".join(f"§ {item.paragraph}" for item in left)
        raise NotPossible(
            _("Sammanträdet kan inte avslutas: %(items)s är inte behandlade.") % {"items": names}
        )
    if not Approver.objects.filter(meeting=meeting).exists():
        raise NotPossible(_("Sammanträdet kan inte avslutas: justerare är inte vald."))
    playing = play(meeting)
    happen(playing, actor, "close", at=at)
    keep(playing, actor)
    become(meeting, MeetingState.CLOSED, otherwise=_("Sammanträdet är inte öppet."))
    meeting.closed_at = at
    meeting.ends_at = at.time().replace(second=0, microsecond=0)
    meeting.save(update_fields=["state", "closed_at", "ends_at"])
    ledger.append(actor, "close_meeting", on=on(meeting), authority=meeting.authority_id)
    events.raise_event(MeetingClosed(authority=meeting.authority_id, meeting_id=meeting.pk))


def _offices(playing: Playing) -> dict[str, object]:
    """Give who presides by office, to be fixed for the meeting: later mandates change nothing in it."""
    facts = playing.sitting.facts
    return {
        name: seat_values(seat) if seat is not None else None
        for name, seat in (("chair", facts.chair), ("vice_chair", facts.vice_chair))
    }


def _seats_of(playing: Playing, person_ids: Collection[int]) -> list[Seat]:
    seats = [playing.seat_of(person_id) for person_id in set(person_ids)]
    if None in seats:
        raise NotPossible(_("Någon av de valda har ingen plats i nämnden den dagen. Välj bland platserna."))
    return sorted(filter(None, seats), key=in_swedish_order)


def _make_present(playing: Playing, actor: Actor, wanted: list[Seat], *, at: datetime, reason: str) -> None:
    """Let those arrive who are new, and take those off the list who were never there."""
    here = sorted(playing.sitting.room.remote, key=in_swedish_order)
    for seat in here:
        if seat not in wanted:
            values = {**seat_values(seat), "present": False}
            arrived = _arrival(playing, seat)
            happen(playing, actor, PRESENCE, values, at=at, reason=reason, corrects=arrived)
    for seat in wanted:
        if seat not in here:
            happen(playing, actor, "arrive", seat_values(seat), at=at, reason=reason)


def _arrival(playing: Playing, seat: Seat) -> int | None:
    """Give the number of the event by which somebody latest came."""
    values = seat_values(seat)
    came = [
        one.number
        for one in playing.events
        if one.kind in ("arrive", PRESENCE) and values.items() <= one.values.items()
    ]
    return came[-1] if came else None


def _make_preside(playing: Playing, actor: Actor, chair_id: int, *, at: datetime, reason: str) -> None:
    seat = playing.seat_of(chair_id)
    if seat is None:
        raise NotPossible(_("Den som ska leda har ingen plats i nämnden den dagen. Välj bland platserna."))
    if playing.sitting.presiding == seat:
        return
    facts = playing.sitting.facts
    right = {facts.vice_chair: PresideAs.VICE_CHAIR, facts.chair: PresideAs.CHAIR}
    by = right.get(seat, PresideAs.ELECTED)
    values = {"seat": seat_values(seat), "as": by.value}
    happen(playing, actor, "preside", values, at=at, reason=reason)


def _write_others(meeting: Meeting, others: Collection[tuple[str, str]]) -> None:
    """Replace the others in the room, who hold no seat."""
    rows = Presence.objects.filter(meeting=meeting)
    rows.filter(present_as=PresentAs.OTHER.value).delete()
    Presence.objects.bulk_create(
        Presence(
            authority_id=meeting.authority_id,
            meeting=meeting,
            position=position,
            name=name.strip(),
            office=office.strip(),
            present_as=PresentAs.OTHER.value,
        )
        for position, (name, office) in enumerate(others, start=rows.count() + 1)
        if name.strip()
    )


def _remember_secretary(actor: Actor, meeting: Meeting) -> None:
    """Note who keeps the minutes: whoever acts as secretary, else who holds the office on the day."""
    if actor.role is Role.SECRETARY and actor.person_id is not None:
        meeting.secretary_id, meeting.secretary_name = actor.person_id, actor.name
    elif meeting.secretary_id is None:
        day = meeting.held_on or meeting.planned_on
        held = holders(meeting.authority_id, Role.SECRETARY, on=day, demonstration=meeting.is_demonstration)
        if held:
            meeting.secretary_id, meeting.secretary_name = held[0].id, held[0].name
