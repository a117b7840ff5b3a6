"""Sending a summons: to every seat and whoever else is called, with the one PDF kept as it was sent."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tinget.foundation import events, files, ledger
from tinget.foundation.errors import NeedsReason, NotPossible
from tinget.meetings import api as meetings
from tinget.organisation.api import Actor, authority_by_id, require
from tinget.summons import queries
from tinget.summons.actions.holding import hold
from tinget.summons.actions.letters import write_letters
from tinget.summons.actions.registering import register
from tinget.summons.events import CommitteeCalled
from tinget.summons.models import Recipient, Summons
from tinget.summons.permissions import SUMMON
from tinget.summons.rules.content import Content, difference, is_called_elsewhere
from tinget.summons.rules.summoning import (
    CALLED_BY_TEXTS,
    KIND_TEXTS,
    CalledBy,
    Departure,
    Kind,
    departures,
)

CALLS = frozenset({Kind.FIRST.value, Kind.MOVED.value})  # beside them, one tells what is changed


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody called without an office here: by name and address."""

    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How a summons is sent: in whose name, with what words, to whom else."""

    called_by: CalledBy = CalledBy.CHAIR
    message: str = ""
    reason: str = ""
    guests: tuple[Guest, ...] = ()


def send_summons(actor: Actor, *, meeting_id: int, sending: Sending, at: dt.datetime) -> int:
    """Call the committee, or tell it what has changed since it was called; return the summons' id.

    NeedsReason where it departs from reglemente 10 §: the law gives a late summons no lack of effect.
    """
    meeting = _meeting_to_call(actor, meeting_id)
    before = queries.latest(meeting_id)
    content = queries.content_now(meeting)
    row = _drawn_up(meeting, content, before.content if before else None, sending, at=at)
    row.number = before.number + 1 if before else 1
    row.sent_by = actor.name
    file = _bind(row, meeting, content)
    row.save()
    ids = [item.item_id for item in content.items]
    meetings.items_called(
        actor, meeting_id=meeting_id, item_ids=ids, at=at, calls=row.kind in CALLS, reason=row.reason
    )
    called = call(row, meeting, sending.guests)
    row.record_id = register(row, meeting, file, called=len(called), at=at)
    row.save(update_fields=["record_id"])
    write_letters(row, meeting, called)
    events.raise_event(CommitteeCalled(meeting.authority, meeting_id, row.pk, row.kind, at))
    ledger.append(
        actor,
        "send_summons",
        on=f"meetings.meeting:{meeting_id}",
        authority=meeting.authority,
        changes={"summons": row.pk, "kind": row.kind, "called": len(called), "sha256": row.sha256,
                 "record": row.record_id, "reason": row.reason},
    )  # fmt: skip
    return row.pk


def _drawn_up(
    meeting: meetings.MeetingView,
    content: Content,
    before: Content | None,
    sending: Sending,
    *,
    at: dt.datetime,
) -> Summons:
    """Write what the summons says and departs from, not yet saved; NotPossible where nothing is new."""
    changes = difference(before, content) if before else ()
    if before and not changes:
        raise NotPossible(_("Inget är ändrat sedan kallelsen gick ut, så det finns inget att skicka."))
    told = departures(
        content,
        called_by=sending.called_by,
        sent_on=at.date(),
        before=before,
        has_matters=queries.has_matters(meeting),
    )
    return Summons(
        authority_id=meeting.authority,
        meeting_id=meeting.id,
        kind=_kind(before, content).value,
        called_by=sending.called_by.value,
        changes=list(changes),
        message=sending.message.strip(),
        reason=_heeded(told, sending.reason),
        departures=[one.text for one in told],
        sent_at=at,
    )


def _meeting_to_call(actor: Actor, meeting_id: int) -> meetings.MeetingView:
    """Load the meeting and let another sending of it end first."""
    meeting = meetings.meeting_by_id(meeting_id)
    require(actor, SUMMON, authority=meeting.authority)
    hold(meeting.authority, meeting_id)
    if meeting.is_demonstration != actor.is_demonstration:
        raise NotPossible(
            _("Demonstrationens roller kallar bara till demonstrationens sammanträden, och tvärtom.")
        )
    if meeting.is_published_fact or meeting.state is not meetings.MeetingState.PLANNED:
        raise NotPossible(_("Sammanträdet är inte planerat, så det går inte att kalla till det."))
    return meeting


def _kind(before: Content | None, content: Content) -> Kind:
    if before is None:
        return Kind.FIRST
    return Kind.MOVED if is_called_elsewhere(before, content) else Kind.CHANGED


def _heeded(told: Iterable[Departure], reason: str) -> str:
    """Return the reason to record, empty where nothing departs from a rule; NeedsReason without one."""
    found = list(told)
    if found and not reason.strip():
        text = " ".join(one.text for one in found)
        raise NeedsReason(rule=found[0].rule, source=found[0].source, message=text)
    return reason.strip() if found else ""


def _bind(row: Summons, meeting: meetings.MeetingView, content: Content) -> files.StoredFile:
    """Set the one PDF and keep it, with the content as it counted the papers' pages."""
    made = queries.booklet(meeting.authority, content, cover_of(row, meeting))
    stored = files.store_made(meeting.authority, made.pdf, media_type="application/pdf")
    row.content, row.pages, row.sha256 = made.content.to_json(), made.pages, stored.sha256
    return stored


def cover_of(row: Summons, meeting: meetings.MeetingView) -> queries.Cover:
    """Give what the first page of the PDF says besides the content."""
    return queries.Cover(
        authority=authority_by_id(meeting.authority).name,
        title=KIND_TEXTS[Kind(row.kind)],
        called_by=CALLED_BY_TEXTS[CalledBy(row.called_by)],
        drawn_up_on=row.sent_at.date().isoformat(),
        changes=tuple(row.changes),
        message=row.message,
        is_demonstration=meeting.is_demonstration,
    )


def call(row: Summons, meeting: meetings.MeetingView, guests: Iterable[Guest]) -> list[Recipient]:
    """Save to whom it goes, guests of earlier summonses among them; nobody is called twice."""
    called = queries.called(meeting)
    guests = (*guests, *(Guest(one.name, one.email) for one in queries.guests_of(meeting.id)))
    taken = {one.email.casefold() for one in called if one.email}
    for guest in guests:
        if guest.email.casefold() not in taken:
            taken.add(guest.email.casefold())
            called.append(
                Recipient(
                    authority_id=meeting.authority, name=guest.name, email=guest.email, called_as="other"
                )
            )
    for one in called:
        one.summons = row
    return Recipient.objects.bulk_create(called)
