"""What was written down afterwards: when, and what of it is not to be kept, with a reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import on
from tinget.meetings.models import LateEntry, MeetingEvent
from tinget.meetings.permissions import RECORD
from tinget.meetings.queries import meeting_to_change
from tinget.meetings.rules.afterwards import is_afterwards
from tinget.organisation.api import Actor


def note_late_entry(actor: Actor, *, meeting_id: int, after: int, at: datetime) -> None:
    """Note when the actor wrote down what came after event `after`, where it happened earlier than that."""
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    rows = MeetingEvent.objects.filter(meeting=meeting, number__gt=after, by_id=actor.person_id)
    late = [row for row in rows if is_afterwards(row.at, now=at)]
    if not late:
        return
    LateEntry.objects.bulk_create(
        LateEntry(authority_id=meeting.authority_id, event=row, at=at) for row in late
    )
    changes = {"events": [row.number for row in late]}
    ledger.append(actor, "note_late_entry", on=on(meeting), authority=meeting.authority_id, changes=changes)


def drop_unsent(actor: Actor, *, meeting_id: int, told: str, reason: str) -> None:
    """Let the ledger say what was written down, that it was not kept, and why."""
    meeting = meeting_to_change(actor, RECORD, meeting_id=meeting_id)
    if not reason.strip():
        raise NotPossible(_("Skriv varför det inte ska föras in."))
    changes = {"told": told, "reason": reason.strip()}
    ledger.append(actor, "drop_unsent", on=on(meeting), authority=meeting.authority_id, changes=changes)
