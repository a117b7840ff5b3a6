"""What happens to those called when the meeting is moved or cancelled: they are told at once."""

from dataclasses import replace

from tinget.foundation import events, files, ledger
from tinget.meetings import api as meetings
from tinget.organisation.api import HolderReplaced, system_actor
from tinget.summons import queries
from tinget.summons.actions.holding import hold
from tinget.summons.actions.letters import write_letters
from tinget.summons.actions.registering import register
from tinget.summons.actions.replying import settle
from tinget.summons.actions.sending import Sending, call, cover_of, send_summons
from tinget.summons.events import CommitteeCalled
from tinget.summons.models import Recipient, Summons
from tinget.summons.rules.summoning import Kind


def follow_move(event: meetings.MeetingMoved) -> None:
    """Call anew to a meeting that has been called; the reason for the move is that of a late call too."""
    newest = queries.latest(event.meeting_id)
    if newest is None:
        return
    meeting = meetings.meeting_by_id(event.meeting_id)
    actor = system_actor(event.authority, demonstration=meeting.is_demonstration)
    sending = Sending(called_by=newest.called_by, message=event.reason, reason=event.reason)
    send_summons(actor, meeting_id=event.meeting_id, sending=sending, at=event.at)


def follow_replacement(event: HolderReplaced) -> None:
    """Call who took over a seat to the meetings that are called already, and settle who serves there."""
    for line in meetings.meetings(event.authority):
        is_alike = line.is_demonstration == event.is_demonstration and not line.is_published_fact
        if is_alike and line.state is meetings.MeetingState.PLANNED and line.day >= event.first:
            _call_successor(event, line.id)


def _call_successor(event: HolderReplaced, meeting_id: int) -> None:
    """Send the newest summons to the successor alone; substitutes are called or released as it turns out."""
    hold(event.authority, meeting_id)
    newest = Summons.objects.filter(meeting_id=meeting_id).order_by("-number").first()
    if newest is None:
        return
    meeting = meetings.meeting_by_id(meeting_id)
    known = set(Recipient.objects.filter(summons=newest).values_list("person_id", flat=True))
    missing = [
        one for one in queries.called(meeting)
        if one.person_id == event.successor_id and one.person_id not in known
    ]  # fmt: skip
    for one in missing:
        one.summons = newest
        one.save()
    write_letters(newest, meeting, missing)
    settle(meeting, event.at)
    if missing:
        actor = system_actor(event.authority, demonstration=meeting.is_demonstration)
        on, changes = f"meetings.meeting:{meeting_id}", {"told": missing[0].name, "summons": newest.pk}
        ledger.append(actor, "call_successor", on=on, authority=event.authority, changes=changes)


def follow_cancellation(event: meetings.MeetingCancelled) -> None:
    """Tell everybody who is called that the meeting is cancelled, and why; registered as the summons was."""
    hold(event.authority, event.meeting_id)
    newest = queries.latest(event.meeting_id)
    if newest is None:
        return
    meeting = meetings.meeting_by_id(event.meeting_id)
    row = Summons.objects.create(
        authority_id=event.authority,
        meeting_id=event.meeting_id,
        number=newest.number + 1,
        kind=Kind.CANCELLED.value,
        called_by=newest.called_by.value,
        content=newest.content.to_json(),
        changes=["Sammanträdet är inställt."],
        message=event.reason,
        sent_at=event.at,
        sent_by="Tinget",
    )
    called = call(row, meeting, ())
    letter = queries.booklet(meeting.authority, replace(newest.content, items=()), cover_of(row, meeting))
    file = files.store_made(meeting.authority, letter.pdf, media_type="application/pdf")
    row.record_id = register(row, meeting, file, called=len(called), at=event.at)
    row.save(update_fields=["record_id"])
    write_letters(row, meeting, called)
    events.raise_event(CommitteeCalled(event.authority, event.meeting_id, row.pk, row.kind, event.at))
    actor = system_actor(event.authority, demonstration=meeting.is_demonstration)
    on, changes = (
        f"meetings.meeting:{event.meeting_id}",
        {"summons": row.pk, "called": len(called), "record": row.record_id},
    )
    ledger.append(actor, "send_summons", on=on, authority=event.authority, changes=changes)
