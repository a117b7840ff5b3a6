"""Saying how long each item of the agenda is meant to take."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tinget.foundation import ledger
from tinget.foundation.errors import NotPossible
from tinget.meetings.actions.heeding import must_be, on
from tinget.meetings.models import Item
from tinget.meetings.permissions import PREPARE
from tinget.meetings.queries import meeting_to_change
from tinget.meetings.rules.states import ItemState, MeetingState
from tinget.meetings.rules.timing import LONGEST_ITEM
from tinget.organisation.api import Actor


def time_items(actor: Actor, *, meeting_id: int, minutes: Mapping[int, int | None]) -> None:
    """Set the planned length of items, in minutes by the item's id; None is no stated length.

    The others keep theirs. What is handled already keeps the length that it was given.
    """
    meeting = meeting_to_change(actor, PREPARE, meeting_id=meeting_id)
    otherwise = _("Sammanträdet är avslutat, så tiderna kan inte ändras.")
    must_be(meeting, MeetingState.PLANNED, MeetingState.OPEN, otherwise=otherwise)
    rows = Item.objects.filter(meeting=meeting, pk__in=minutes)
    changed = [row for row in rows if row.minutes != minutes[row.pk]]
    for row in changed:
        length = minutes[row.pk]
        if length is not None and not 1 <= length <= LONGEST_ITEM:
            raise NotPossible(_("En punkt tar mellan 1 och %(most)s minuter.") % {"most": LONGEST_ITEM})
        if row.state != ItemState.OPEN.value:
            raise NotPossible(_("%(title)s är redan behandlad.") % {"title": row.title})
        row.minutes = length
    Item.objects.bulk_update(changed, ["minutes"])
    if changed:
        told = {str(row.pk): row.minutes for row in changed}
        ledger.append(
            actor, "time_items", on=on(meeting), authority=meeting.authority_id, changes={"minutes": told}
        )
