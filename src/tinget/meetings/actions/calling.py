"""What an agenda keeps of the summons: that the committee was called, and to which items."""

from collections.abc import Collection
from datetime import datetime

from tinget.foundation import ledger
from tinget.meetings.actions.heeding import on
from tinget.meetings.models import Item
from tinget.meetings.permissions import PREPARE
from tinget.meetings.queries import meeting_to_change
from tinget.organisation.api import Actor


def items_called(
    actor: Actor, *, meeting_id: int, item_ids: Collection[int], at: datetime, calls: bool, reason: str = ""
) -> None:
    """Note that a summons told of these items; what is added after it is late (reglemente 10 §, rule 4).

    `calls` where it calls to the day, time and place, with the reason where it departs from a rule.
    """
    meeting = meeting_to_change(actor, PREPARE, meeting_id=meeting_id)
    if calls:
        meeting.called_at, meeting.late_call_reason = at, reason
        meeting.save(update_fields=["called_at", "late_call_reason"])
    Item.objects.filter(meeting=meeting, pk__in=item_ids, is_late=True).update(is_late=False)
    changes = {"items": sorted(item_ids)}
    ledger.append(actor, "items_called", on=on(meeting), authority=meeting.authority_id, changes=changes)
