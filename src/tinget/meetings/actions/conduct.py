"""Leading a meeting: opening it, who is there, who approves, closing it."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext as _

from tinget.foundation import events, ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import become, heed, must_be, on
from tinget.meetings.actions.numbering import number
from tinget.meetings.events import MeetingClosed
from tinget.meetings.models import Approver, Item, Meeting, Presence
from tinget.meetings.permissions import LEAD, RECORD
from tinget.meetings.queries import meeting_to_change, present_of, seat_rows
from tinget.meetings.rules.agenda import ItemKind
from tinget.meetings.rules.approval import early_approval, late_approval, moved_day, wrong_approver
from tinget.meetings.rules.findings import Finding, Verdict
from tinget.meetings.rules.seats import Present, PresentAs, serving_seats, wrong_chair, wrong_seats
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.organisation.api import Actor, Role, Seat, holders


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
    others: Collection[tuple[str, str]] = (),
    reason: str = "",
) -> None:
    """Register who is there by their seats on the day, who presides, and others as (name, office).

    Who serves follows: the member, else the same municipality's substitute (reglemente 17 §).
    After the first decision a change needs a reason; what was decided keeps those who served then.
    """
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    must_be(
        meeting,
        MeetingState.PLANNED,
        MeetingState.OPEN,
        otherwise=_("Sammanträdet är avslutat, så närvaron kan inte ändras."),
    )
    reason = heed(_changed_after_decision(meeting), reason=reason)
    rows = _seated(meeting, person_ids)
    heed(wrong_seats(present_of(rows)))
    heed(wrong_chair(chair_id, present_of(rows)))
    serving = {one.person_id for one in serving_seats(present_of(rows))}
    for row in rows:
        row.serving, row.chair = row.person_id in serving, row.person_id == chair_id
    rows += [_other(meeting, name, office) for name, office in others if name.strip()]
    for position, row in enumerate(rows, start=1):
        row.position = position
    Presence.objects.filter(meeting=meeting).delete()
    Presence.objects.bulk_create(rows)
    chair = next(row for row in rows if row.chair)
    meeting.chair_id, meeting.chair_name, meeting.chair_party = chair.person_id, chair.name, chair.party
    _remember_secretary(actor, meeting)
    meeting.save(update_fields=["chair_id", "chair_name", "chair_party", "secretary_id", "secretary_name"])
    changes = {"present": sorted(person_ids), "serving": len(serving), "chair": chair_id, "reason": reason}
    ledger.append(actor, "register_presence", on=on(meeting), authority=meeting.authority_id, changes=changes)


def choose_approver(
    meeting: Meeting, *, person_id: int, due: date, place: str, reason: str
) -> tuple[Approver, str]:
    """Write who approves the minutes and until when; returns the row and the recorded reason."""
    rows = list(Presence.objects.filter(meeting=meeting))
    heed(wrong_approver(person_id, present_of(rows), presiding=meeting.chair_id))
    day = meeting.held_on or meeting.planned_on
    heed(early_approval(day, due))
    recorded = heed(late_approval(day, due), reason=reason)
    seat = next(row for row in rows if row.person_id == person_id)
    Approver.objects.filter(meeting=meeting).delete()
    approver = Approver.objects.create(
        authority_id=meeting.authority_id,
        meeting=meeting,
        person_id=person_id,
        name=seat.name,
        party=seat.party,
    )
    meeting.approval_due, meeting.approval_place = due, place.strip()
    meeting.late_approval_reason = recorded
    meeting.save(update_fields=["approval_due", "approval_place", "late_approval_reason"])
    return approver, recorded


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
    become(meeting, MeetingState.CLOSED, otherwise=_("Sammanträdet är inte öppet."))
    meeting.closed_at = at
    meeting.ends_at = at.time().replace(second=0, microsecond=0)
    meeting.save(update_fields=["state", "closed_at", "ends_at"])
    ledger.append(actor, "close_meeting", on=on(meeting), authority=meeting.authority_id)
    events.raise_event(MeetingClosed(authority=meeting.authority_id, meeting_id=meeting.pk))


def _seated(meeting: Meeting, person_ids: Collection[int]) -> list[Presence]:
    """Give a row for each person, by the seat they hold on the day, in Swedish order of municipality."""
    wanted = set(person_ids)
    rows = []
    for place in seat_rows(meeting):
        for seat, as_ in ((place.member, PresentAs.MEMBER), (place.substitute, PresentAs.SUBSTITUTE)):
            if seat is not None and seat.person_id in wanted:
                wanted.discard(seat.person_id)
                rows.append(_seat_row(meeting, seat, as_))
    if wanted:
        raise NotPossible(_("Någon av de valda har ingen plats i nämnden den dagen. Välj bland platserna."))
    return rows


def _seat_row(meeting: Meeting, seat: Seat, as_: PresentAs) -> Presence:
    return Presence(
        authority_id=meeting.authority_id,
        meeting=meeting,
        person_id=seat.person_id,
        municipality_id=seat.municipality_id,
        municipality=seat.municipality,
        name=seat.name,
        party=seat.party or "",
        present_as=as_.value,
    )


def _other(meeting: Meeting, name: str, office: str) -> Presence:
    return Presence(
        authority_id=meeting.authority_id,
        meeting=meeting,
        name=name.strip(),
        office=office.strip(),
        present_as=PresentAs.OTHER.value,
    )


def _changed_after_decision(meeting: Meeting) -> Finding | None:
    """Ask for a reason where decisions were made with the attendance now registered (KL 5:67)."""
    counted = (ItemKind.ROLL_CALL.value,)
    handled = (
        Item.objects.filter(meeting=meeting).exclude(state=ItemState.OPEN.value).exclude(kind__in=counted)
    )
    if not handled.exists():
        return None
    text = _("Beslut är redan fattade med den närvaro som står här. Ange varför den ändras.")
    return Finding(Verdict.NEEDS_REASON, "23", "KL 5:67", text)


def _remember_secretary(actor: Actor, meeting: Meeting) -> None:
    """Note who keeps the minutes: whoever acts as secretary, else who holds the office on the day."""
    if actor.role is Role.SECRETARY and actor.person_id is not None:
        meeting.secretary_id, meeting.secretary_name = actor.person_id, actor.name
    elif meeting.secretary_id is None:
        day = meeting.held_on or meeting.planned_on
        held = holders(meeting.authority_id, Role.SECRETARY, on=day, demonstration=meeting.is_demonstration)
        if held:
            meeting.secretary_id, meeting.secretary_name = held[0].id, held[0].name


def served_now(meeting: Meeting) -> list[Present]:
    """Give those registered as present, as the rules read them."""
    return present_of(Presence.objects.filter(meeting=meeting))
