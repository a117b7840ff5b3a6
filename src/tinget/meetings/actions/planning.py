"""Planning a meeting and putting its agenda together."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from tinget.foundation import events, ledger, submissions
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import become, heed, must_be, on
from tinget.meetings.actions.numbering import number
from tinget.meetings.events import MeetingCancelled, MeetingMoved
from tinget.meetings.models import Item, Meeting
from tinget.meetings.permissions import PREPARE
from tinget.meetings.queries import item_to_change, meeting_to_change
from tinget.meetings.rules.agenda import (
    FIRST_ITEMS,
    LAST_ITEM,
    ItemKind,
    free_address,
    moved,
    place_of_new_item,
)
from tinget.meetings.rules.convening import Convening, asked_wrongly
from tinget.meetings.rules.states import MeetingState
from tinget.meetings.rules.versions import rules_on
from tinget.meetings.rules.wording import ItemWording
from tinget.organisation.api import Actor, boards, require
from tinget.registry.api import cases

BY_DECISION = Convening()
BEFORE_OR_DURING = (MeetingState.PLANNED, MeetingState.OPEN)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """When and where a meeting is held."""

    day: date
    start: time | None
    end: time | None
    place: str


def plan_meeting(  # noqa: PLR0913 -- a meeting is told by this many facts
    actor: Actor,
    *,
    authority: int,
    planned_on: date,
    at: datetime,
    start: time | None = None,
    end: time | None = None,
    place: str = "",
    with_standing_items: bool = True,
    convening: Convening = BY_DECISION,
    reason: str = "",
    submission: uuid.UUID | None = None,
) -> int:
    """Plan a meeting, with the items that every meeting has; its time and place are public at once.

    What members ask for it to take up stands on the agenda; where too few ask there is a reason (KL 6:23).
    The same submission again changes nothing and returns the same id.
    """
    require(actor, PREPARE, authority=authority)
    if earlier := _submitted(authority, submission):
        return earlier
    because = heed(asked_wrongly(convening, seats=len(boards(authority, on=planned_on))), reason=reason)
    meeting = _new_meeting(
        actor, authority, planned_on, planned_start=start, planned_end=end, place=place.strip(),
        ground=convening.ground.value, asked_by=list(convening.asking), ground_reason=because,
        published_at=at, submission=submission,
    )  # fmt: skip
    if with_standing_items:
        _add_standing_items(meeting)
    for title in convening.matters:
        add_item(actor, meeting_id=meeting.pk, kind=ItemKind.OTHER, wording=ItemWording(title))
    told = ("place", "address", "ground", "asked_by")
    changes = {"planned_on": planned_on.isoformat(), "reason": because} | {
        k: getattr(meeting, k) for k in told
    }
    ledger.append(actor, "plan_meeting", on=on(meeting), authority=authority, changes=changes)
    return meeting.pk


def _new_meeting(actor: Actor, authority: int, day: date, **told: Any) -> Meeting:
    """Write the meeting down under its address, pinned to the rules of its day."""
    taken = Meeting.objects.filter(authority_id=authority, address__startswith=day.isoformat())
    version = rules_on(day)
    return Meeting.objects.create(
        authority_id=authority,
        address=free_address(day.isoformat(), taken.values_list("address", flat=True)),
        planned_on=day,
        rules_version=version.name,
        rules_assumed=version.is_assumed,
        is_demonstration=actor.is_demonstration,
        **told,
    )


def _submitted(authority: int, submission: uuid.UUID | None) -> int | None:
    """Return the meeting that this submission has made already."""
    if submission is None:
        return None
    submissions.hold(authority, submission)
    made = Meeting.objects.filter(authority_id=authority, submission=submission)
    return made.values_list("pk", flat=True).first()


def _add_standing_items(meeting: Meeting) -> None:
    Item.objects.bulk_create(
        Item(
            authority_id=meeting.authority_id,
            meeting=meeting,
            position=number,
            kind=one.kind.value,
            title=one.title,
        )
        for number, one in enumerate((*FIRST_ITEMS, LAST_ITEM), start=1)
    )


def move_meeting(actor: Actor, *, meeting_id: int, to: Whereabouts, reason: str, at: datetime) -> None:
    """Give a planned meeting another day, time or place, with the reason; its address stays.

    Raises MeetingMoved, so that who is called is told.
    """
    meeting = meeting_to_change(actor, PREPARE, meeting_id=meeting_id)
    must_be(meeting, MeetingState.PLANNED, otherwise=_("Bara ett planerat sammanträde kan flyttas."))
    if not reason.strip():
        raise NotPossible(_("Ange varför sammanträdet flyttas."))
    before = Whereabouts(meeting.planned_on, meeting.planned_start, meeting.planned_end, meeting.place)
    if to == before:
        raise NotPossible(_("Dag, tid och plats är desamma som förut."))
    meeting.planned_on, meeting.planned_start, meeting.planned_end = to.day, to.start, to.end
    meeting.place = to.place
    _count_change(meeting, at)
    version = rules_on(to.day)
    meeting.rules_version, meeting.rules_assumed = version.name, version.is_assumed
    meeting.save()
    events.raise_event(MeetingMoved(meeting.authority_id, meeting.pk, reason.strip(), at))
    changes = {"told": _told_move(before, to), "reason": reason.strip()}
    ledger.append(actor, "move_meeting", on=on(meeting), authority=meeting.authority_id, changes=changes)


def _count_change(meeting: Meeting, at: datetime) -> None:
    """Let calendars see that this is newer than what they have (RFC 5545, SEQUENCE)."""
    meeting.changes, meeting.changed_at = meeting.changes + 1, at


def _told_move(before: Whereabouts, to: Whereabouts) -> str:
    """Say from which day to which, and where, when that is another."""
    days = f"{before.day.isoformat()} till {to.day.isoformat()}" if before.day != to.day else ""
    place = to.place if before.place != to.place else ""
    return ", ".join(filter(None, (days, place))) or _("ny tid")


def cancel_meeting(actor: Actor, *, meeting_id: int, reason: str, at: datetime) -> None:
    """Cancel a planned meeting; it stays on the list, with the reason. Raises MeetingCancelled."""
    meeting = meeting_to_change(actor, PREPARE, meeting_id=meeting_id)
    if not reason.strip():
        raise NotPossible(_("Ange varför sammanträdet ställs in."))
    become(meeting, MeetingState.CANCELLED, otherwise=_("Bara ett planerat sammanträde kan ställas in."))
    meeting.cancelled_reason = reason.strip()
    _count_change(meeting, at)
    meeting.save(update_fields=["state", "cancelled_reason", "changes", "changed_at"])
    events.raise_event(MeetingCancelled(meeting.authority_id, meeting.pk, meeting.cancelled_reason, at))
    changes = {"reason": meeting.cancelled_reason}
    ledger.append(actor, "cancel_meeting", on=on(meeting), authority=meeting.authority_id, changes=changes)


def add_item(
    actor: Actor,
    *,
    meeting_id: int,
    kind: ItemKind,
    wording: ItemWording,
    external_case_number: str = "",
) -> int:
    """Put an item without a case of ours on the agenda; in an open meeting it takes the next § number."""
    meeting = _agenda_to_change(actor, meeting_id)
    item = _place(meeting, kind=kind, wording=wording, external=external_case_number)
    changes = {"item": item.pk, "kind": kind.value, "title": item.title, "paragraph": item.paragraph}
    ledger.append(actor, "add_item", on=on(meeting), authority=meeting.authority_id, changes=changes)
    return item.pk


def place_case_on_agenda(
    actor: Actor, *, meeting_id: int, case_id: int, wording: ItemWording | None = None
) -> int:
    """Put a case on the agenda, under its own title unless another is given; once a meeting."""
    meeting = _agenda_to_change(actor, meeting_id)
    case = cases([case_id]).get(case_id)
    if case is None or case.authority_id != meeting.authority_id:
        raise NotPossible(_("Ärendet finns inte i nämndens diarium."))
    if case.is_demonstration != meeting.is_demonstration:
        raise NotPossible(_("Demonstrationens ärenden och verkliga ärenden blandas inte på en dagordning."))
    if Item.objects.filter(meeting=meeting, case_id=case_id).exists():
        raise NotPossible(_("Ärendet %(number)s står redan på dagordningen.") % {"number": case.short})
    item = _place(meeting, kind=ItemKind.CASE, wording=wording or ItemWording(case.title), case_id=case_id)
    changes = {"item": item.pk, "case": case.number, "paragraph": item.paragraph}
    ledger.append(
        actor, "place_case_on_agenda", on=on(meeting), authority=meeting.authority_id, changes=changes
    )
    return item.pk


def move_item(actor: Actor, *, item_id: int, up: bool) -> None:
    """Move an item one step on the agenda of a planned meeting."""
    meeting, item = item_to_change(actor, PREPARE, item_id=item_id)
    must_be(meeting, MeetingState.PLANNED, otherwise=_already_open())
    order = list(Item.objects.filter(meeting=meeting).values_list("pk", flat=True))
    for position, pk in enumerate(moved(order, item.pk, up=up), start=1):
        Item.objects.filter(pk=pk).exclude(position=position).update(position=position)
    changes = {"item": item.pk, "title": item.title, "up": up}
    ledger.append(actor, "move_item", on=on(meeting), authority=meeting.authority_id, changes=changes)


def remove_item(actor: Actor, *, item_id: int) -> None:
    """Take an item off the agenda of a planned meeting; from the opening on nothing is removed."""
    meeting, item = item_to_change(actor, PREPARE, item_id=item_id)
    must_be(meeting, MeetingState.PLANNED, otherwise=_already_open())
    changes = {"item": item.pk, "title": item.title, "kind": item.kind}
    item.basis.all().delete()
    item.recipients.all().delete()
    item.delete()
    Item.objects.filter(meeting=meeting, position__gt=item.position).update(position=F("position") - 1)
    ledger.append(actor, "remove_item", on=on(meeting), authority=meeting.authority_id, changes=changes)


def _already_open() -> str:
    return _("Sammanträdet är öppnat, så dagordningens ordning ligger fast.")


def _agenda_to_change(actor: Actor, meeting_id: int) -> Meeting:
    meeting = meeting_to_change(actor, PREPARE, meeting_id=meeting_id)
    must_be(
        meeting, *BEFORE_OR_DURING, otherwise=_("Sammanträdet är avslutat, så dagordningen kan inte ändras.")
    )
    return meeting


def _place(
    meeting: Meeting, *, kind: ItemKind, wording: ItemWording, case_id: int | None = None, external: str = ""
) -> Item:
    """Write the item before "Övriga frågor", or last, with the next §, once the meeting is open."""
    if not wording.title.strip():
        raise NotPossible(_("Punkten behöver en rubrik."))
    is_open = meeting.state == MeetingState.OPEN.value
    standing = list(Item.objects.filter(meeting=meeting))
    place = len(standing) if is_open else place_of_new_item([ItemKind(one.kind) for one in standing])
    Item.objects.filter(meeting=meeting, position__gt=place).update(position=F("position") + 1)
    item = Item(
        authority_id=meeting.authority_id,
        meeting=meeting,
        position=place + 1,
        kind=kind.value,
        title=wording.title.strip(),
        case_id=case_id,
        external_case_number=external.strip(),
        is_late=is_open or meeting.called_at is not None,
        rapporteur=wording.rapporteur.strip(),
        proposal=wording.proposal.strip(),
        summary=wording.summary.strip(),
    )
    if is_open:
        number(meeting, [item])
    item.save()
    return item
