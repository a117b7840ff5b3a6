"""What happens to a closed meeting's minutes: drawn up, approved, announced, published."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.conduct import add_approver
from tinget.meetings.actions.heeding import become, heed, must_be, on
from tinget.meetings.models import PUBLISHED_WITH_A_MEETING, Approver, Item, Meeting
from tinget.meetings.permissions import APPROVE, DRAW_UP, PUBLISH
from tinget.meetings.queries import meeting_to_change, serving_of
from tinget.meetings.rules.approval import early_approval, late_approval, wrong_approver
from tinget.meetings.rules.states import MeetingState
from tinget.organisation.api import Actor, require
from tinget.registry import api as registry


def minutes_drawn_up(actor: Actor, *, meeting_id: int, document_id: int) -> None:
    """Note the document with the minutes of a closed meeting; they wait for signatures."""
    meeting = meeting_to_change(actor, DRAW_UP, meeting_id=meeting_id)
    become(
        meeting,
        MeetingState.MINUTES_DRAWN_UP,
        otherwise=_("Protokollet kan bara upprättas för ett avslutat sammanträde som inte är justerat."),
    )
    meeting.minutes_document_id = document_id
    meeting.save(update_fields=["state", "minutes_document"])
    changes = {"document": document_id}
    ledger.append(actor, "minutes_drawn_up", on=on(meeting), authority=meeting.authority_id, changes=changes)


def take_minutes_back(actor: Actor, *, meeting_id: int, reason: str) -> None:
    """Let what minutes not yet signed say be corrected, before they are drawn up anew."""
    meeting = meeting_to_change(actor, DRAW_UP, meeting_id=meeting_id)
    become(
        meeting,
        MeetingState.CLOSED,
        otherwise=_("Protokollet kan bara tas tillbaka medan det väntar på underskrifter."),
    )
    meeting.save(update_fields=["state"])
    changes = {"reason": reason}
    ledger.append(actor, "take_minutes_back", on=on(meeting), authority=meeting.authority_id, changes=changes)


def let_reserve_approve(actor: Actor, *, meeting_id: int, person_id: int, reason: str) -> bool:
    """Let somebody else who served approve in a hindered approver's place, with the reason (KL 5:69).

    Return whether the committee had chosen them as reserve; otherwise the departure is in the ledger.
    """
    meeting = meeting_to_change(actor, DRAW_UP, meeting_id=meeting_id)
    must_be(
        meeting,
        MeetingState.CLOSED,
        MeetingState.MINUTES_DRAWN_UP,
        otherwise=_("Justeraren byts bara medan protokollet väntar på att justeras."),
    )
    if not reason.strip():
        raise NotPossible(_("Skriv varför justeraren inte kan justera."))
    heed(wrong_approver(person_id, serving_of(meeting), presiding=meeting.chair_id))
    rows = list(Approver.objects.filter(meeting=meeting, hindered_reason=""))
    was_chosen = any(one.person_id == person_id and one.is_reserve for one in rows)
    if any(one.person_id == person_id and not one.is_reserve for one in rows):
        raise NotPossible(_("Den personen är redan justerare. Välj den som ska justera i stället."))
    hindered = [one.pk for one in rows if not one.is_reserve]
    Approver.objects.filter(pk__in=hindered).update(hindered_reason=reason.strip())
    Approver.objects.filter(meeting=meeting, person_id=person_id).delete()
    add_approver(meeting, person_id, is_reserve=False)
    changes = {"approver": person_id, "reason": reason.strip(), "was_chosen_as_reserve": was_chosen}
    ledger.append(
        actor, "let_reserve_approve", on=on(meeting), authority=meeting.authority_id, changes=changes
    )
    return was_chosen


def approve_minutes(actor: Actor, *, meeting_id: int, approved_on: date, reason: str = "") -> None:
    """Note that everybody has signed; later than fourteen days needs a reason (KL 5:69).

    The reason given when the late day was set at the meeting counts here too.
    """
    meeting = meeting_to_change(actor, APPROVE, meeting_id=meeting_id)
    day = meeting.held_on or meeting.planned_on
    heed(early_approval(day, approved_on))
    recorded = heed(late_approval(day, approved_on), reason=reason or meeting.late_approval_reason)
    become(
        meeting,
        MeetingState.APPROVED,
        otherwise=_("Protokollet kan justeras först när det är upprättat, och bara en gång."),
    )
    meeting.approved_on, meeting.late_approval_reason = approved_on, recorded or meeting.late_approval_reason
    meeting.save(update_fields=["state", "approved_on", "late_approval_reason"])
    changes = {"approved_on": approved_on.isoformat(), "reason": recorded}
    ledger.append(actor, "approve_minutes", on=on(meeting), authority=meeting.authority_id, changes=changes)


def announce(actor: Actor, *, meeting_id: int) -> None:
    """Note that the approval is announced on the noticeboards."""
    meeting = meeting_to_change(actor, PUBLISH, meeting_id=meeting_id)
    become(meeting, MeetingState.ANNOUNCED, otherwise=_("Bara ett justerat protokoll kan tillkännages."))
    meeting.save(update_fields=["state"])
    ledger.append(actor, "announce", on=on(meeting), authority=meeting.authority_id)


def publish(actor: Actor, *, meeting_id: int, at: datetime) -> None:
    """Let visitors see the meeting's items, attendance and decisions, with the numbers of their cases.

    The records behind the decisions are named in the minutes; the records themselves stay as they are.
    """
    meeting = Meeting.objects.select_for_update().filter(pk=meeting_id).first()
    if meeting is None:
        raise NotPossible(_("Sammanträdet finns inte."))
    require(actor, PUBLISH, authority=meeting.authority_id)
    open_to_visitors(actor, meeting, at=at)
    ledger.append(actor, "publish_meeting", on=on(meeting), authority=meeting.authority_id)


def open_to_visitors(actor: Actor, meeting: Meeting, *, at: datetime) -> None:
    """Set the moment of publication on the meeting's rows that lack it, and on cases and decisions."""
    Meeting.objects.filter(pk=meeting.pk, published_at=None).update(published_at=at)
    for model, path in PUBLISHED_WITH_A_MEETING:
        model.objects.filter(**{path: meeting}, published_at=None).update(published_at=at)
    items = list(Item.objects.filter(meeting=meeting))
    registry.publish(
        actor,
        authority=meeting.authority_id,
        case_ids={item.case_id for item in items if item.case_id is not None},
        record_ids=(),
        decision_ids={item.decision_id for item in items if item.decision_id is not None},
        at=at,
    )
